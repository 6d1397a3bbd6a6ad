"""Groups distinct masked texts by the statement that printed them.

It compares texts of the same number of tokens that differ in one place, again and again until nothing changes. So it
sees a value by what else stands in its place, not by what it looks like; it keeps words apart that say what happened,
and states in capitals, however many there are. What it gets wrong:

- two statements that differ in a name alone (`flushed cache` and `flushed queue`, with six such names) become one;
- a value of letters with fewer names than `may_vary` asks for stays a group each;
- values of several words, where nothing quotes them, are seen only at the end of a text and only if there are many;
- a verb, or a state in capitals, that is a value (`action DELETE`) keeps its groups apart.
"""

import gc
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus

from collectors.logs.masking.coarse import HOLE, KEPT_BEHIND
from collectors.logs.mining.columns import merged
from collectors.logs.mining.free_text import tails
from collectors.logs.mining.tokens import tokens_of

MOST_TEXTS = 200_000
MOST_PATTERNS = 5_000
MOST_KINDS = 12
"""Statuses or codes of one statement that keep its messages apart; more are values."""

OVERFLOW = "<other>"
_LONGEST = 2_000
_PHRASES = {str(each.value): each.phrase for each in HTTPStatus}


@dataclass(frozen=True, slots=True)
class Pattern:
    """What one statement printed.

    `kept` are the statuses, codes and ports that tell its messages from others of the same statement. `texts` is how
    many masked texts are in it and `examples` are the first of them in order, which show what was found to vary.
    `template` is `<other>` for what went beyond a bound.
    """

    template: str
    kept: tuple[str, ...]
    count: int
    texts: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mining:
    """The patterns, most frequent first, and for each text the place of its pattern among them."""

    patterns: tuple[Pattern, ...]
    pattern_of: Mapping[str, int]
    overflowed: int


def mine(counts: Mapping[str, int], *, kinds_apart: bool = True) -> Mining:
    """Group coarse texts; `kinds_apart` is false for statements alone, whatever status or code they printed."""
    with _without_collection():
        return _mine(counts, kinds_apart=kinds_apart)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Hundreds of thousands of tuples and no cycle among them: looking for one takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _mine(counts: Mapping[str, int], *, kinds_apart: bool) -> Mining:
    ordered = sorted(counts, key=lambda text: (-counts[text], text))
    statements = _statements(ordered[:MOST_TEXTS], counts)
    groups = _groups(statements, kinds_apart=kinds_apart)
    sizes: Counter[tuple[str, tuple[str, ...]]] = Counter()
    members: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for text, group in groups.items():
        sizes[group] += counts[text]
        members.setdefault(group, []).append(text)
    kept = sorted(sizes, key=lambda group: (-sizes[group], group))[:MOST_PATTERNS]
    patterns = [Pattern(*group, sizes[group], len(members[group]), tuple(sorted(members[group])[:3])) for group in kept]
    pattern_of = {text: index for index, group in enumerate(kept) for text in members[group]}
    beyond = [text for text in ordered if text not in pattern_of]
    overflowed = sum(counts[text] for text in beyond)
    if beyond:
        pattern_of.update(dict.fromkeys(beyond, len(patterns)))
        patterns.append(Pattern(OVERFLOW, (), overflowed, len(beyond), tuple(sorted(beyond)[:3])))
    return Mining(tuple(patterns), pattern_of, overflowed)


def _statements(texts: list[str], counts: Mapping[str, int]) -> dict[str, str]:
    """The template of each text."""
    settled: dict[str, str] = {}
    rows: dict[str, tuple[str, ...]] = {}
    sizes: Counter[tuple[str, ...]] = Counter()
    for text in texts:
        row = tokens_of(_statement(text), settled)
        rows[text] = row
        sizes[row] += counts[text]
    short = tails(sizes)
    left: Counter[tuple[str, ...]] = Counter()
    for row, count in sizes.items():
        left[short.get(row, row)] += count
    became = merged(left)
    shown = {row: " ".join(became[short.get(row, row)]) for row in sizes}
    return {text: shown[row] for text, row in rows.items()}


def _statement(text: str) -> str:
    """The masked text without the phrases of statuses, which are as much a value as those."""
    masked, *kept = text.split(KEPT_BEHIND)
    for each in kept:
        phrase = _PHRASES.get(each[:3])
        if phrase and each[3:4] == " ":
            masked = masked.replace(f"{HOLE} {phrase}", HOLE, 1)
    return masked[:_LONGEST]


def _groups(statements: Mapping[str, str], *, kinds_apart: bool) -> dict[str, tuple[str, tuple[str, ...]]]:
    if not kinds_apart:
        return {text: (statement, ()) for text, statement in statements.items()}
    kinds: dict[str, set[tuple[str, ...]]] = {}
    kind_of = {text: tuple(text.split(KEPT_BEHIND)[1:]) for text in statements}
    for text, statement in statements.items():
        kinds.setdefault(statement, set()).add(kind_of[text])
    return {
        text: (statement, kind_of[text] if len(kinds[statement]) <= MOST_KINDS else ())
        for text, statement in statements.items()
    }

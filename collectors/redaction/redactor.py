"""Replaces secrets by placeholders: the same secret gets the same placeholder, so counting and joining still work."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from collectors.redaction.found import Found, merged
from collectors.redaction.gate import Clues, clues_in
from collectors.redaction.judging.values import is_word
from collectors.redaction.placeholder import PLACEHOLDER, placeholder
from collectors.redaction.readable import readable_view, reads_differently
from collectors.redaction.view import View, plain_view

_LONG_ENOUGH = 8
_MOST_VALUES = 100
_ROUNDS = 8  # a second one is needed where a placeholder lays bare what it stood beside


class Redactor:
    """Redacts by the team's own rules, which come first, and by what is known of secrets and personal data."""

    def __init__(self, rules: Iterable[tuple[str, str]] = ()) -> None:
        """`rules` are names and regular expressions that are known to compile.

        Where an expression has a group named `secret`, that alone is replaced. Not to be shared by threads, for it
        counts.
        """
        self._rules = tuple((name, re.compile(pattern)) for name, pattern in rules)
        self._counts: Counter[str] = Counter()

    @property
    def counts(self) -> dict[str, int]:
        """How many placeholders of each kind were written so far, by kind."""
        return dict(sorted(self._counts.items()))

    def redact(self, text: str) -> str:
        if not self._rules and clues_in(text.encode("ascii", "replace")) is None and not reads_differently(text):
            return text  # as most texts
        for _ in range(_ROUNDS):
            found = self._found(text)
            if not found:
                break
            text = self._replaced(text, found)
        return text

    def _found(self, text: str) -> list[Found]:
        strange = reads_differently(text)
        plain = plain_view(text)
        clues = clues_in(plain.data)
        found = list(self._searched(plain, clues))
        if strange or (clues and clues.reads_differently):
            view = readable_view(View(text))
            for each in self._searched(view, clues_in(view.data)):
                start, end = view.span_in_source(each.start, each.end)
                found.append(each._replace(start=start, end=end))
        if not found:
            return []
        found += _repeated(text, found)
        return merged(_around_placeholders(text, found))

    def _searched(self, view: View, clues: Clues | None) -> Iterator[Found]:
        for name, pattern in self._rules:
            group = "secret" if "secret" in pattern.groupindex else 0
            for match in pattern.finditer(view.text):
                start, end = match.span(group)
                if end > start:
                    yield Found(start, end, name, guessable=True)
        for finder in clues.finders if clues else ():
            yield from finder.find(view)

    def _replaced(self, text: str, found: list[Found]) -> str:
        pieces = []
        done = 0
        for each in found:
            secret = readable_view(View(text[each.start : each.end])).text
            pieces += [text[done : each.start], placeholder(each.kind, secret, guessable=each.guessable)]
            self._counts[each.kind] += 1
            done = each.end
        return "".join((*pieces, text[done:]))


def _repeated(text: str, found: list[Found]) -> Iterator[Found]:
    """Where else what was found stands, without the words that gave it away."""
    values = {text[each.start : each.end]: each for each in reversed(found)}
    long = [each for value, each in values.items() if len(value) >= _LONG_ENOUGH and not is_word(value)]
    for each in sorted(long, key=lambda each: each.start)[:_MOST_VALUES]:
        value = text[each.start : each.end]
        at = text.find(value)
        while at >= 0:
            if not (each.guessable and _is_part_of_a_word(text, at, at + len(value))):
                yield each._replace(start=at, end=at + len(value))
            at = text.find(value, at + len(value))


def _is_part_of_a_word(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()


def _around_placeholders(text: str, found: list[Found]) -> Iterator[Found]:
    """What is left of each place when the placeholders in it are left alone."""
    taken = [match.span() for match in PLACEHOLDER.finditer(text)] if "[redacted:" in text else []
    ends = [end for _, end in taken]
    for each in found:
        start = each.start
        for first, last in islice(taken, bisect_right(ends, start), None):
            if first >= each.end:
                break
            if first > start:
                yield each._replace(start=start, end=first)
            start = last
        if start < each.end:
            yield each._replace(start=start)

"""Whether a passage is made of nothing but facts and wording of ours."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Phrase = tuple[str, ...]
_Last = Literal["fact", "short", "long"]
_State = tuple[int, _Last]
_MOST = 3
_SHORT = 4
"""Phrases of ours of so few words can be strung together to say anything, and so stand beside facts alone."""


class Phrases:
    """Phrases by their first word; `others` are some that are known already."""

    def __init__(self, phrases: Iterable[Phrase], others: "Phrases | None" = None) -> None:
        self._by_first: dict[str, list[Phrase]] = defaultdict(list)
        for each in (*(others.all() if others else ()), *phrases):
            if each:
                self._by_first[each[0]].append(each)

    def all(self) -> Iterator[Phrase]:
        return (each for known in self._by_first.values() for each in known)

    def beginning(self, word: str) -> Sequence[Phrase]:
        return self._by_first.get(word, ())

    def ends(self, said: Sequence[str], start: int) -> set[int]:
        """Where phrases that begin at `start` may end."""
        first = said[start]
        if first.endswith("…") and len(first) > 1:
            known = [each for word, found in self._by_first.items() if word.startswith(first[:-1]) for each in found]
        else:
            known = self._by_first.get(first, [])
        return {end for each in known if (end := _end(each, said, start))}


@dataclass(frozen=True)
class Break:
    """Where the phrase that goes furthest is left, and how it would go on; an end of the passage has no word."""

    word: str
    expected: str


def broken(said: Sequence[str], facts: Phrases, ours: Phrases | None = None) -> Break | None:
    """None where the passage is made of phrases from end to end."""
    reached = _reached(said, facts, ours)
    if any(place == len(said) for place, _ in reached):
        return None
    furthest, expected = 0, set[str]()
    for start, last in reached:
        for phrase in _that_may_follow(said[start], last, facts, ours):
            agreed = _agreed(phrase, said, start)
            if agreed == len(phrase) or start + agreed < furthest:
                continue
            expected = expected if start + agreed == furthest else set()
            expected.add(phrase[agreed])
            furthest = start + agreed
    end = max(place for place, _ in reached)
    furthest, expected = max((furthest, expected), (end, set()), key=lambda each: each[0])
    word = said[furthest] if furthest < len(said) else "the end"
    return Break(word, " or ".join(sorted(expected)[:_MOST]) or "nothing that is known")


def _reached(said: Sequence[str], facts: Phrases, ours: Phrases | None) -> set[_State]:
    """The places up to which the passage can be made of phrases, with what the last one was."""
    reached: set[_State] = {(0, "fact")}
    for place, word in enumerate(said):
        lasts = [last for each, last in reached if each == place]
        if not lasts:
            continue
        reached.update((end, "fact") for end in facts.ends(said, place))
        if word == "…":
            reached.add((place + 1, "fact"))
        for end in ours.ends(said, place) if ours else ():
            kind = _kind(end - place)
            if any(_may_follow(kind, last) for last in lasts):
                reached.add((end, kind))
    return reached


def _that_may_follow(word: str, last: _Last, facts: Phrases, ours: Phrases | None) -> Iterator[Phrase]:
    yield from facts.beginning(word)
    yield from (each for each in (ours.beginning(word) if ours else ()) if _may_follow(_kind(len(each)), last))


def _kind(length: int) -> _Last:
    return "short" if length <= _SHORT else "long"


def _may_follow(kind: _Last, last: _Last) -> bool:
    return last == "fact" or kind == last == "long"


def _agreed(phrase: Phrase, said: Sequence[str], start: int) -> int:
    """How many words of the phrase stand here."""
    pairs = zip(phrase, said[start:], strict=False)
    return next((n for n, (one, other) in enumerate(pairs) if one != other), min(len(phrase), len(said) - start))


def _end(phrase: Phrase, said: Sequence[str], start: int) -> int:
    """Behind the phrase, 0 where it does not stand here; a cut may end it anywhere."""
    for offset, word in enumerate(phrase):
        place = start + offset
        if place == len(said):
            return 0
        here = said[place]
        if here != word:
            return place + 1 if here.endswith("…") and word.startswith(here[:-1]) else 0
    return start + len(phrase)

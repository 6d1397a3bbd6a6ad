"""Whether a passage is made of nothing but facts and wording of ours."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Phrase = tuple[str, ...]
_MOST = 3


class Phrases:
    """Phrases by their first word."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_first: dict[str, list[Phrase]] = defaultdict(list)
        for each in phrases:
            if each:
                self._by_first[each[0]].append(each)

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


def broken(said: Sequence[str], *known: Phrases) -> Break | None:
    """None where the passage is made of phrases from end to end."""
    starts = _reached(said, known)
    if len(said) in starts:
        return None
    furthest, expected = 0, set[str]()
    for start in starts:
        for phrase in (each for one in known for each in one.beginning(said[start])):
            agreed = _agreed(phrase, said, start)
            if agreed == len(phrase) or start + agreed < furthest:
                continue
            expected = expected if start + agreed == furthest else set()
            expected.add(phrase[agreed])
            furthest = start + agreed
    furthest, expected = max((furthest, expected), (max(starts), set()), key=lambda each: each[0])
    word = said[furthest] if furthest < len(said) else "the end"
    return Break(word, " or ".join(sorted(expected)[:_MOST]) or "nothing that is known")


def _reached(said: Sequence[str], known: Sequence[Phrases]) -> set[int]:
    """The places up to which the passage can be made of phrases."""
    reached = {0}
    for place, word in enumerate(said):
        if place in reached:
            reached.update(end for each in known for end in each.ends(said, place))
            if word == "…":
                reached.add(place + 1)
    return reached


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

"""Finds the few of thousands of templates that a text can have come from."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from collectors.logs.source_templates.matcher import Matcher

_SIZES = (4, 6, 8, 12, 16, 24, 32, 48)
"""How much of a template's beginning it is looked up by: the most that it has."""

_FEW = 8
"""So many templates are tried one by one."""

_DEEPEST = 4
_NO_WORDS: frozenset[str] = frozenset()


class TextIndex:
    """Looks templates up by their beginning, and where many begin alike, or openly, by their rarest whole words."""

    def __init__(self, matchers: Sequence[Matcher]) -> None:
        self._fixed: dict[str, list[int]] = {}
        beginnings: dict[str, list[int]] = {}
        open_ones: list[int] = []
        for place, matcher in enumerate(matchers):
            size = max((size for size in _SIZES if size <= len(matcher.prefix)), default=0)
            if matcher.is_fixed:
                self._fixed.setdefault(matcher.prefix, []).append(place)
            elif size:
                beginnings.setdefault(matcher.prefix[:size], []).append(place)
            else:
                open_ones.append(place)
        words = {place: _whole_words(matchers[place]) for place in range(len(matchers))}
        self._beginnings = {key: _Shelf(places, words, _NO_WORDS) for key, places in beginnings.items()}
        self._sizes = tuple(size for size in _SIZES if any(len(key) == size for key in beginnings))
        self._open = _Shelf(open_ones, words, _NO_WORDS)

    def candidates(self, text: str) -> list[int]:
        """The places of the templates that may match, in their order; the text has no space around it."""
        found = list(self._fixed.get(text, ()))
        length = len(text)
        words: frozenset[str] | None = None
        beginnings = self._beginnings
        for size in self._sizes:
            if size > length:
                break
            shelf = beginnings.get(text[:size])
            if shelf is None:
                continue
            found += shelf.always
            if shelf.by_word:
                words = words or frozenset(text.split())
                shelf.add(words, found)
        found += self._open.always
        if self._open.by_word:
            self._open.add(words or frozenset(text.split()), found)
        if len(found) > 1:
            found.sort()
        return found


class _Shelf:
    """Templates to be tried: always, or only with texts that hold a word."""

    def __init__(self, places: list[int], words: dict[int, frozenset[str]], used: frozenset[str]) -> None:
        self.always: list[int] = []
        self.by_word: dict[str, _Shelf] = {}
        if len(places) <= _FEW or len(used) >= _DEEPEST:
            self.always = places
            return
        common = Counter(word for place in places for word in words[place] - used)
        chosen: dict[str, list[int]] = {}
        for place in places:
            best = min(words[place] - used, key=lambda word: (common[word], -len(word), word), default=None)
            if best is None or common[best] == len(places):
                self.always.append(place)
            else:
                chosen.setdefault(best, []).append(place)
        self.by_word = {word: _Shelf(kept, words, used | {word}) for word, kept in chosen.items()}

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self.by_word)

    def add(self, words: frozenset[str], found: list[int]) -> None:
        """Add what stands below the words of a text."""
        for word in self._words & words:
            shelf = self.by_word[word]
            found += shelf.always
            if shelf.by_word:
                shelf.add(words, found)


def _whole_words(matcher: Matcher) -> frozenset[str]:
    """Words that stand in every text of the template with space, or its end, on both sides."""
    found: set[str] = set()
    last = len(matcher.literals) - 1
    for index, literal in enumerate(matcher.literals):
        # What touches a hole may be longer in the text.
        words = ("" if index == 0 else "x") + literal + ("" if index == last else "x")
        kept = words.split()
        kept = kept if index == 0 else kept[1:]
        found.update(kept if index == last else kept[:-1])
    return frozenset(word for word in found if len(word) > 1)

"""One look at a text for all clues at once: most texts hold none."""

from functools import cache
from typing import Any

import re2  # type: ignore[import-untyped]  # it ships no types

from collectors.redaction import readable
from collectors.redaction.linear_search import options
from collectors.redaction.registry import FINDERS, Finder

_ALWAYS, _READS_DIFFERENTLY, _FIRST_FINDER = 0, 1, 2


class Clues:
    """What a text may hold."""

    def __init__(self, seen: list[int]) -> None:
        # The first pattern matches any text. Where it did not, RE2 ran out of memory: then everything is looked for.
        self._seen = sorted(seen) if _ALWAYS in seen else list(range(len(FINDERS) + _FIRST_FINDER))

    @property
    def finders(self) -> tuple[Finder, ...]:
        return tuple(FINDERS[each - _FIRST_FINDER] for each in self._seen if each >= _FIRST_FINDER)

    @property
    def reads_differently(self) -> bool:
        return _READS_DIFFERENTLY in self._seen


def clues_in(data: bytes) -> Clues | None:
    """None where nothing is to be found."""
    seen = _set().Match(data)
    return None if seen == [_ALWAYS] else Clues(seen or [])


@cache
def _set() -> Any:  # noqa: ANN401  # re2 is untyped
    known = re2.Set.SearchSet(options())
    for clue in ("", readable.CLUE, *(finder.clue for finder in FINDERS)):
        known.Add(clue.encode("latin-1"))
    known.Compile()
    return known

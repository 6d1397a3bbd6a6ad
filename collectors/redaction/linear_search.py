"""Regular expressions over a view: RE2 where a whole text is searched, Python's where one place is looked at."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import re2  # type: ignore[import-untyped]  # it ships no types

from collectors.redaction.view import View


def options() -> Any:  # noqa: ANN401  # re2 is untyped
    """Bytes in, one per character, so that places in the bytes are places in the text."""
    chosen = re2.Options()
    chosen.encoding = re2.Options.Encoding.LATIN1
    chosen.never_capture = True
    chosen.max_mem = 64 << 20
    chosen.log_errors = False
    return chosen


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> Any:  # noqa: ANN401  # re2 is untyped
    return re2.compile(pattern.encode("latin-1"), options())


def places(pattern: str, view: View) -> Iterator[tuple[int, int]]:
    """Where the pattern matches, in time linear in the text; compiled when first used."""
    for match in _compiled(pattern).finditer(view.data):
        yield match.span()


def reach_back(run: re.Pattern[str], text: str, at: int, most: int = 120) -> int:
    """Where the run of characters that ends at a place starts, at most so many before it.

    Reads backwards, for a search that must end at a place takes time quadratic in what it may try.
    """
    taken = run.match(text[max(0, at - most) : at][::-1])
    return at - (taken.end() if taken else 0)

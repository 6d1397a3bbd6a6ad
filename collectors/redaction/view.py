"""A text as it is searched, with every place in it mapped back to the text it was made from."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from collectors.redaction.placeholder import PLACEHOLDER

BLANK = "\f"
"""Stands for what was redacted before. Regular expressions take it for a space, so no secret reaches across it."""


class Stretch(NamedTuple):
    """A part of a view: `length` characters made from the source between `start` and `end`."""

    at: int
    length: int
    start: int
    end: int


class View:
    """A text and where it came from; without stretches each character stands where it stood in the source."""

    def __init__(self, text: str, stretches: list[Stretch] | None = None, source: "View | None" = None) -> None:
        self.text = text
        self._stretches = stretches
        self._source = source

    @cached_property
    def data(self) -> bytes:
        """One byte for each character, for RE2; what is not ASCII becomes a question mark."""
        return self.text.encode("ascii", "replace")

    @cached_property
    def _starts(self) -> list[int]:
        return [each.at for each in self._stretches or ()]

    def span_in_source(self, start: int, end: int) -> tuple[int, int]:
        """Where in the first source the characters between `start` and `end` came from; `start` is less than `end`."""
        start, end = self.own_span(start, end)
        return self._source.span_in_source(start, end) if self._source else (start, end)

    def own_span(self, start: int, end: int) -> tuple[int, int]:
        """The same in the view that this one was made from."""
        if self._stretches is None:
            return start, end
        first, last = self._stretch(start), self._stretch(end - 1)
        # Characters that stand for as many others stand for one each.
        start = first.start + (start - first.at if first.length == first.end - first.start else 0)
        end = last.start + (end - last.at) if last.length == last.end - last.start else last.end
        return start, end

    def _stretch(self, place: int) -> Stretch:
        return (self._stretches or [])[bisect_right(self._starts, place) - 1]


def plain_view(text: str) -> View:
    """The text as it is, but for what was redacted before."""
    if "[redacted:" in text:
        text = PLACEHOLDER.sub(lambda match: BLANK * len(match[0]), text)
    return View(text)


def rewritten(view: View, changes: Iterator[tuple[int, int, str]]) -> View:
    """The view with the text between each start and end replaced."""
    pieces: list[str] = []
    stretches: list[Stretch] = []
    at = done = 0
    text = view.text

    def add(piece: str, start: int, end: int) -> None:
        nonlocal at
        if piece:
            pieces.append(piece)
            stretches.append(Stretch(at, len(piece), start, end))
            at += len(piece)

    for start, end, piece in changes:
        add(text[done:start], done, start)
        add(piece, start, end)
        done = end
    add(text[done:], done, len(text))
    return View("".join(pieces), stretches, view)

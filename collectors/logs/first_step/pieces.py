"""Large files in pieces that end where an entry ends, so that what is held at a time does not grow with their size."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from collectors.logs.first_step.relation import LARGEST_ENTRY, Layout, exported

PIECE = 384 << 20
"""Bytes that are grouped at a time."""

Pieces = Callable[[], Iterable[str]]
"""Gives SELECTs that together read all entries, as often as it is called."""

_HEAD = 1 << 16
_PACKED = b"\x1f\x8b"
_FIRST = re.compile(rb"\s*\[(\r?\n[ \t]+)\{")


class _Span(NamedTuple):
    start: int
    stop: int


class _Mark(NamedTuple):
    """What stands between two entries, how much of it belongs to the first, and what to neither."""

    text: bytes
    kept: int
    skipped: int


def in_pieces(files: Mapping[Path, str], layout: Layout, folder: Path, *, lenient: bool = False) -> Iterator[str]:
    """SELECTs that together give all entries; what one reads is gone from `folder` when the next is asked for."""
    of = partial(exported, layout=layout, lenient=lenient)
    together: dict[Path, str] = {}
    size = 0
    for path, name in files.items():
        spans = _spans(path, layout)
        if len(spans) > 1:
            for piece in _cut(path, spans, layout, folder):
                yield of({piece: name})
            continue
        if together and size + spans[0].stop > PIECE:
            yield of(together)
            together, size = {}, 0
        together[path] = name
        size += spans[0].stop
    if together:
        yield of(together)


def _cut(path: Path, spans: list[_Span], layout: Layout, folder: Path) -> Iterator[Path]:
    opening, closing = (b"[", b"]") if layout == "array" else (b"", b"")
    written = folder / f"piece-of-{len(spans)}.json"
    written.touch(exist_ok=False)
    try:
        for number, span in enumerate(spans):
            # A name that was read before may stand for what was in it then, and memory that a file has is filled sooner
            # than new: so it is one file that goes on under another name.
            piece = written.rename(folder / f"piece-{number}-of-{len(spans)}.json")
            written = piece
            with path.open("rb") as source, piece.open("r+b", buffering=0) as target:
                target.write(opening if span.start else b"")
                _copy(source.fileno(), target.fileno(), span)
                target.write(closing if number < len(spans) - 1 else b"")
                target.truncate()
            yield piece
    finally:
        written.unlink()


def _copy(source: int, target: int, span: _Span) -> None:
    at = span.start
    while at < span.stop:
        if sys.platform == "linux":
            done = os.sendfile(target, source, at, span.stop - at)
        else:
            done = os.write(target, os.pread(source, min(span.stop - at, 1 << 20), at))
        if not done:
            return
        at += done


def _spans(path: Path, layout: Layout) -> list[_Span]:
    """The pieces of a file; one for what is small, packed or in lines too long to be cut."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        mark = _mark(file.read(_HEAD), layout)
        spans: list[_Span] = []
        start = 0
        while mark and size - start > PIECE:
            file.seek(start + PIECE)
            window = file.read(2 * LARGEST_ENTRY)
            place = window.find(mark.text)
            if place < 0:
                if start + PIECE + len(window) < size:
                    return [_Span(0, size)]
                break
            stop = start + PIECE + place + mark.kept
            spans.append(_Span(start, stop))
            start = stop + mark.skipped
    return [*spans, _Span(start, size)]


def _mark(head: bytes, layout: Layout) -> _Mark | None:
    if head.startswith(_PACKED):
        return None
    if layout == "newline_delimited":
        return _Mark(b"\n", kept=1, skipped=0)
    # In an indented array what is deeper stands further to the right, and no text has a line break in it.
    first = _FIRST.match(head)
    return _Mark(first[1] + b"}," + first[1] + b"{", kept=len(first[1]) + 1, skipped=1) if first else None

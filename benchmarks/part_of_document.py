"""The lines of a generated document that say something, each with what around it decides how it is read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_RULE = "| ---"
_DASHES = "---"
_FENCE = re.compile(r"(`{3,})(\w*)$")
_ENTRY = re.compile(r" *(?:-|\d+\.) ")
_DRAWN = ('["', " : ", "bar [")


@dataclass(frozen=True)
class Line:
    """`before` and `after` are the head of its table, or the rest of its fence and the sentence that the fence is of.
    A field in the head of a file stands between the others.

    Of a sentence with citations, they are the fences that take these over. In front of them stands `place`: the marker
    of the block, the heading within it and the entries of lists that the line stands beneath.
    """

    number: int
    text: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    place: tuple[str, ...] = ()

    def part(self, text: str) -> str:
        """The least document in which `text` is read as it would be in the place of this line."""
        return "\n".join([*self.place, *self.before, text, *self.after, ""])


def telling_lines(document: str) -> Iterator[Line]:
    """In their order; markers, heads of tables and what only shapes a diagram are left out."""
    lines = document.split("\n")
    yield from (replace(each, place=_place(lines, each.number)) for each in _telling(lines))


def _telling(lines: Sequence[str]) -> Iterator[Line]:
    number = 0
    if lines[0] == _DASHES:
        number = lines.index(_DASHES, 1) + 1
        head = tuple(lines[:number])
        yield from (Line(n, head[n], head[:n], head[n + 1 :]) for n in range(1, number - 1))
    while number < len(lines):
        text = lines[number]
        if opened := _FENCE.match(text):
            end = lines.index(opened[1], number + 1)
            yield from _of_fence(lines, number, end, drawn=opened[2] == "mermaid")
            number = end
        elif text.startswith("|"):
            end = next(n for n in range(number, len(lines)) if not lines[n].startswith("|"))
            head = tuple(lines[number : number + 2])
            yield from (Line(n, lines[n], before=head) for n in range(number + 2, end))
            number = end - 1
        elif text and not text.startswith(("<!--", _DASHES)):
            yield Line(number, text, after=tuple(_fences_of(lines, number)) if _cites(text) else ())
        number += 1


def _place(lines: Sequence[str], number: int) -> tuple[str, ...]:
    """What is above it: the last marker, a heading of the third level since, and the entries that it is nested in."""
    marker = next((n for n in range(number, -1, -1) if lines[n].startswith("<!-- incident:block")), None)
    if marker is None:
        return ()
    heading = next((n for n in range(number - 1, marker, -1) if lines[n].startswith("#")), marker)
    above = [lines[marker], ""]
    above += [lines[heading], ""] if lines[heading].startswith("###") else []
    indent, entries = _indent(lines[number]), list[str]()
    for line in lines[number - 1 : heading : -1]:
        if not (indent and _ENTRY.match(line) and _ENTRY.match(lines[number])):
            break
        if _indent(line) < indent:
            indent = _indent(line)
            entries.insert(0, line)
    return (*above, *entries)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _of_fence(lines: Sequence[str], start: int, end: int, *, drawn: bool) -> Iterator[Line]:
    """A fence takes over the citations of the last sentence of its section that has some."""
    heading = max((n for n in range(start) if lines[n].startswith("#")), default=0)
    of = next((lines[n] for n in range(start - 1, heading, -1) if _cites(lines[n])), "")
    for number in range(start + 1, end):
        text = lines[number]
        if text and not (drawn and not any(each in text for each in _DRAWN)):
            before = (of.strip(), "", *lines[start:number])
            yield Line(number, text, before, tuple(lines[number + 1 : end + 1]))


def _fences_of(lines: Sequence[str], number: int) -> Iterator[str]:
    """The fences that take over the citations of this line."""
    closed = ""
    for line in lines[number + 1 :]:
        if not closed and (line.startswith("#") or _cites(line)):
            return
        opened = None if closed else _FENCE.match(line)
        if opened or closed:
            yield line
        closed = opened[1] if opened else ("" if line == closed else closed)


def _cites(line: str) -> bool:
    return "[^" in line and not line.startswith(("|", "[^"))

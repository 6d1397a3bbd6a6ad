"""A draft taken apart at the markers of its blocks; put together again it is the same to the byte."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from reports.drafts.lines import lines_of

# Editors may set a byte order mark before a first line, indent a line, or leave blanks behind it.
_MARKER = re.compile(r"\ufeff?[ \t]*<!--[ \t]*incident:(block|end)[ \t]+([a-z0-9.-]+)[ \t]*-->[ \t]*\r?\n?")
_NAMED = re.compile(r"incident:(?:block|end)[ \t]+([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+)")


@dataclass(frozen=True)
class Loose:
    """Text outside of all blocks: an author's, and never touched."""

    text: str


@dataclass(frozen=True)
class Block:
    """What stands between two markers; the lines of the markers are kept as they are."""

    id: str
    begin: str
    body: str
    end: str

    @property
    def text(self) -> str:
        return f"{self.begin}{self.body}{self.end}"

    def holding(self, body: str) -> "Block":
        return replace(self, body=body)


Part = Loose | Block


def parts_of(text: str) -> tuple[Part, ...]:
    """The parts in order.

    Only a beginning that is followed by its own end, and by no other marker before it, makes a block. An id that has
    more markers than these two makes none: nobody could say which of its texts is ours.
    """
    lines = lines_of(text)
    markers = {place: (match[1], match[2]) for place, line in enumerate(lines) if (match := _MARKER.fullmatch(line))}
    times = Counter(name for _, name in markers.values())
    return joined(_parts(lines, markers, {name for name, count in times.items() if count == 2}))


def text_of(parts: Iterable[Part]) -> str:
    return "".join(each.text for each in parts)


def blocks_of(parts: Iterable[Part]) -> dict[str, Block]:
    """The blocks by id, in order."""
    return {each.id: each for each in parts if isinstance(each, Block)}


def joined(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Without empty loose text, and with one loose text where two touch."""
    kept: list[Part] = []
    for each in parts:
        if isinstance(each, Loose) and kept and isinstance(last := kept[-1], Loose):
            kept[-1] = Loose(last.text + each.text)
        elif each.text:
            kept.append(each)
    return tuple(kept)


def torn(parts: Iterable[Part]) -> frozenset[str]:
    """The ids whose markers stand outside of a block: alone, twice, crossed or with other text on their line."""
    loose = "".join(each.text for each in parts if isinstance(each, Loose))
    return frozenset(_NAMED.findall(loose))


def _parts(lines: list[str], markers: Mapping[int, tuple[str, str]], paired: Collection[str]) -> Iterator[Part]:
    places = sorted(markers)
    following = dict(pairwise(places))
    done = 0
    for place in places:
        (kind, name), end = markers[place], following.get(place)
        if kind == "block" and name in paired and end is not None and markers[end] == ("end", name):
            yield Loose("".join(lines[done:place]))
            yield Block(name, lines[place], "".join(lines[place + 1 : end]), lines[end])
            done = end + 1
    yield Loose("".join(lines[done:]))

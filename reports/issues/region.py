"""The one part of an issue's body that is ours: marked, hidden to readers, and never mixed with what people write."""

import re
from dataclasses import dataclass
from functools import lru_cache

from incidents.model.instant import Instant
from incidents.model.record import Record, digest

_BEGIN = re.compile(r"<!-- incident:issue ([a-z]+=[^>\s]+(?: [a-z]+=[^>\s]+)*) -->[ \t]*\r?\n")
_END_LINE = "<!-- incident:issue-end -->"
_END = re.compile(_END_LINE)
_BLOCK = re.compile(
    r"^<!-- incident:block [a-z.-]+ -->\r?\n|(?:\r?\n)?^<!-- incident:end [a-z.-]+ -->\r?\n?", re.MULTILINE
)
_FENCE = re.compile(r"^(`{3,}|~{3,})", re.MULTILINE)


class Marker(Record):
    """What the first line of the region says, unseen by readers.

    `facts` stands for what was known when it was written, `text` for the words below, so that an edit by hand is seen;
    `seen` is when the problem was last seen, by the evidence. `labels` are those that follow from the draft, so that
    somebody's other choice is seen and left alone. `made` is set on issues that we made; `after` is the mention of the
    closed one that such an issue came back after.
    """

    fingerprints: tuple[str, ...]
    incident: str
    facts: str
    labels: tuple[str, ...] = ()
    seen: Instant | None = None
    made: bool = False
    after: str | None = None
    text: str = ""

    @property
    def is_parent(self) -> bool:
        """Whether it marks the issue above those of an incident, which tells of no problem itself."""
        return self.facts in self.fingerprints


@dataclass(frozen=True)
class Region:
    """A body in three: what people wrote before and after, and ours in between."""

    before: str
    marker: Marker
    text: str
    after: str

    @property
    def edited(self) -> bool:
        """Whether somebody changed our words."""
        return self.marker.text != _hash(self.text)


def found(body: str) -> Region | None:
    """None where there is no region, or half of one: then it is a person's text like any other."""
    begin = _BEGIN.search(body)
    end = _END.search(body, begin.end()) if begin else None
    if begin is None or end is None:
        return None
    marker = _marker(begin[1])
    if marker is None:
        return None
    return Region(body[: begin.start()], marker, body[begin.end() : end.start()], body[end.end() :])


def with_region(body: str, marker: Marker, text: str) -> str:
    """The body with this region in the place of the old one, or behind everything else; nothing else is touched."""
    region = found(body)
    ours = _written(marker, text)
    if region is not None:
        return f"{region.before}{ours}{region.after}"
    return f"{body.rstrip()}\n\n{ours}\n" if body.strip() else f"{ours}\n"


def with_marker(body: str, marker: Marker) -> str:
    """The body with another marker above the same words, whoever wrote them."""
    region = found(body)
    if region is None:
        return body
    line = _line(marker, region.marker.text)
    return f"{region.before}{line}\n{region.text}{_END_LINE}{region.after}"


def room_in(body: str, longest: int) -> int:
    """How long our part may be: what people wrote stays, however long it is."""
    region = found(body)
    theirs = f"{region.before}{region.after}" if region else body
    return max(0, longest - len(theirs.strip()))


def is_current(region: Region, marker: Marker, text: str) -> bool:
    """Whether the region says this already, by the hash of the text and by all that the marker names."""
    return region.marker == marker.model_copy(update={"text": _hash(text)}) and not region.edited


def fitted(text: str, longest: int, rest: str) -> str:
    """The text, cut at a line where it is too long, with a sentence about the rest; an open fence is closed."""
    if len(text) <= longest:
        return text
    room = longest - len(rest) - 20
    cut = text[:room].rsplit("\n", 1)[0]
    fences = _FENCE.findall(cut)
    close = f"\n{fences[-1]}" if len(fences) % 2 else ""
    return f"{cut}{close}\n\n{rest}\n"


def without_blocks(body: str) -> str:
    """A draft's body as it is filed: the markers by which drafts are merged mean nothing there."""
    return _BLOCK.sub("", body).strip()


def _written(marker: Marker, text: str) -> str:
    return f"{_line(marker, _hash(text))}\n{text.strip()}\n{_END_LINE}"


def _line(marker: Marker, text: str) -> str:
    parts = [f"fingerprint={','.join(marker.fingerprints)}", f"incident={marker.incident}", f"facts={marker.facts}"]
    parts += [f"labels={','.join(marker.labels)}"] if marker.labels else []
    parts += [f"seen={marker.seen}"] if marker.seen else []
    parts += ["made=here"] if marker.made else []
    parts += [f"after={marker.after}"] if marker.after else []
    parts.append(f"text={text}")
    return f"<!-- incident:issue {' '.join(parts)} -->"


@lru_cache(maxsize=4096)  # each draft looks at every issue that is filed already
def _marker(line: str) -> Marker | None:
    values = dict(each.partition("=")[::2] for each in line.split(" "))
    try:
        return Marker(
            fingerprints=tuple(values["fingerprint"].split(",")),
            incident=values["incident"],
            facts=values["facts"],
            labels=tuple(values["labels"].split(",")) if "labels" in values else (),
            seen=Instant.parse(values["seen"]) if "seen" in values else None,
            made="made" in values,
            after=values.get("after"),
            text=values["text"],
        )
    except (KeyError, ValueError):
        return None


def _hash(text: str) -> str:
    """Forms on the web send other line ends, and blanks at the ends of lines mean nothing."""
    return digest(*(line.rstrip() for line in text.strip().splitlines()))

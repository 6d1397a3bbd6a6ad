"""What is shown of one record, whatever its kind; all of it is plain text that the template escapes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from incidents.model.evidence import Hunk
from incidents.model.instant import Instant
from reports.figures import moment, stretch

_MOST_ROWS = 24
_MOST_LINES = 160


@dataclass(frozen=True)
class Fact:
    """A name and its value; `record` is the id of the record that the value names."""

    name: str
    value: str
    record: str | None = None


@dataclass(frozen=True)
class Table:
    """Rows under a caption; `more` counts those that are left out."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: int = 0


@dataclass(frozen=True)
class DiffLine:
    kind: Literal["place", "added", "removed", "same"]
    text: str


@dataclass(frozen=True)
class Body:
    """The title of a record and its parts; `words` are its own, verbatim. `tone` is "bad" where it tells of a fault."""

    title: str
    facts: tuple[Fact, ...] = ()
    words: str = ""
    tables: tuple[Table, ...] = ()
    diff: tuple[DiffLine, ...] = ()
    tone: Literal["bad", "good", "plain"] = "plain"


def facts(*given: tuple[str, str | int | float | bool | None]) -> tuple[Fact, ...]:
    """Facts in their order; what is unknown or empty is left out, because a blank tells nothing."""
    return tuple(Fact(name, _said(value)) for name, value in given if value is not None and value != "")


def table(caption: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> tuple[Table, ...]:
    """One table, cut at a bound; none where there are no rows."""
    found = tuple(rows)
    return (Table(caption, head, found[:_MOST_ROWS], max(0, len(found) - _MOST_ROWS)),) if found else ()


def diff(hunks: Sequence[Hunk]) -> tuple[DiffLine, ...]:
    """The lines of the hunks, each below the line that says where it is."""
    lines: list[DiffLine] = []
    for hunk in hunks:
        old, new = f"-{hunk.old_start},{hunk.old_lines}", f"+{hunk.new_start},{hunk.new_lines}"
        lines.append(DiffLine("place", f"@@ {old} {new} @@ {hunk.section}".rstrip()))
        lines += [_line(each) for each in hunk.text.split("\n")]
    cut = len(lines) - _MOST_LINES
    return (*lines[:_MOST_LINES], DiffLine("place", f"lines left out: {cut}")) if cut > 0 else tuple(lines)


def when(at: Instant | None) -> str:
    return str(moment(at)) if at else "no time stated"


def from_to(first: Instant, last: Instant) -> str:
    return str(stretch(first, last))


def first_line(text: str, longest: int = 160) -> str:
    """The first line that holds anything; a name in backticks that is cut loses its mark too."""
    line = next((" ".join(each.split()) for each in text.splitlines() if each.strip()), "(empty)")
    if len(line) <= longest:
        return line
    kept = line[: longest - 1]
    if kept.count("`") % 2:
        kept = "".join(kept.rsplit("`", 1))
    return f"{kept}…"


def _line(text: str) -> DiffLine:
    kinds: dict[str, Literal["added", "removed"]] = {"+": "added", "-": "removed"}
    return DiffLine(kinds.get(text[:1], "same"), text)


def _said(value: str | float | bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)

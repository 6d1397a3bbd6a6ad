"""The page as passages: paragraphs, entries of lists, rows of tables and pairs of a name and what is said of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Literal

from reports.checker.passages import Passage

_EMPTY = frozenset({"meta", "link", "input", "path", "br"})
_UNITS = frozenset({"p", "li", "tr", "h1", "h2", "h3", "h4", "caption", "summary", "pre", "figcaption"})
_WHOLE = frozenset({"cause", "decision", "rate"})
"""Parts that say one thing together."""

_NAMES = frozenset({"h3", "h4"})

_LEFT_OUT = frozenset({"script", "style", "svg", "aside", "nav", "header", "button"})
_COUNTS = frozenset({"count"})
_OWN_RECORDS = "evidence"
_ABOUT = re.compile(r"(?:finding|cause)-")


@dataclass
class _Open:
    """An element; of a unit the words that were read so far, and whether it holds no other units."""

    tag: str
    classes: frozenset[str]
    id: str
    line: int
    is_unit: bool
    is_whole: bool
    text: str = ""
    cites: list[str] = field(default_factory=list)
    cells: int = 0


def page_passages(page: str) -> Iterator[Passage]:
    """What is about a finding or a cause stands behind its id, and the name of a part behind a word of ours.

    Records, the numbers beside headings and what only steers the page are left out.
    """
    reading = _Reading()
    reading.feed(page)
    reading.close()
    yield from reading.found


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Passage] = []
        self._open: list[_Open] = []
        self._columns: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _EMPTY:
            return
        given = dict(attrs)
        classes = frozenset((given.get("class") or "").split())
        inside = any(each.is_whole for each in self._open)
        whole = bool(classes & _WHOLE) or (tag == "li" and any("fails" in each.classes for each in self._open[-1:]))
        unit = (tag in _UNITS and not (inside and tag != "pre")) or whole or self._is_pair(tag)
        element = _Open(tag, classes, given.get("id") or "", self.getpos()[0], unit, whole)
        self._open.append(element)
        holder = self._unit()
        if holder is None or self._left_out():
            return
        if tag == "a" and "cite" in classes:
            record = (given.get("href") or "").removeprefix("#")
            holder.text += f" ⟦{record}⟧"
            holder.cites.append(record)
        elif tag in ("td", "th") and holder.tag == "tr":
            holder.text += self._column(holder, "colspan" in given)
        elif tag == "dt":
            holder.text += " ⟨"
        elif (tag == "span" or (tag in _UNITS and holder is not element)) and holder.tag != "pre":
            holder.text += " "
        elif tag == "tr" and self._in("thead"):
            self._columns = []

    def handle_endtag(self, tag: str) -> None:
        if tag in _EMPTY or not self._open:
            return
        left_out, element = self._left_out(), self._open.pop()
        holder = self._unit()
        if element.tag == "dt" and holder is not None:
            holder.text += "⟩ "
        if (
            element.is_unit
            and not left_out
            and not (element.tag == "tr" and self._in("thead"))
            and element.text.strip()
        ):
            self.found.append(self._passage(element))

    def handle_data(self, data: str) -> None:
        holder = self._unit()
        if holder is None or self._left_out() or (self._open[-1].tag == "a" and "cite" in self._open[-1].classes):
            return
        if holder.tag == "tr" and self._in("thead"):
            self._head(data)
        else:
            holder.text += data

    def _head(self, data: str) -> None:
        """The first words of a cell name the column."""
        if self._open[-1].tag in ("th", "a", "code") and data.strip():
            self._columns.append(" ".join(data.split()))

    def _column(self, row: _Open, spans: bool) -> str:
        if spans or row.cells >= len(self._columns):
            return ""
        row.cells += 1
        return f" ⟨{self._columns[row.cells - 1]}⟩ "

    def _is_pair(self, tag: str) -> bool:
        return tag == "div" and bool(self._open) and self._open[-1].tag == "dl"

    def _in(self, tag: str) -> bool:
        return any(each.tag == tag for each in self._open)

    def _unit(self) -> _Open | None:
        return next((each for each in reversed(self._open) if each.is_unit), None)

    def _left_out(self) -> bool:
        return any(each.tag in _LEFT_OUT or each.id == _OWN_RECORDS or each.classes & _COUNTS for each in self._open)

    def _passage(self, element: _Open) -> Passage:
        about = next((each.id for each in reversed([*self._open, element]) if _ABOUT.match(each.id)), "")
        kind: Literal["fence", "row", "prose"] = "prose"
        if element.tag in ("pre", "tr"):
            kind = "fence" if element.tag == "pre" else "row"
        text = element.text if kind == "fence" else " ".join(element.text.split())
        shown = f"⟨Title⟩ {text}" if element.tag in _NAMES else text
        shown = f"⟨{about}⟩ {shown}" if about and kind == "prose" else shown
        return Passage(element.line, "", kind, shown, tuple(element.cites))

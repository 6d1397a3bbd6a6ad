"""A Markdown document as passages: sentences, rows of tables, fenced blocks and footnotes, each with its line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKER = re.compile(r"<!--[ \t]*incident:(block|end)[ \t]+([a-z0-9.-]+)[ \t]*-->")
_CITED = re.compile(r"\[\^([^\]\s]+)\](:?)")
_MARK = re.compile("⟦([^⟧]*)⟧")
_WITHIN = ("h3", "h4")
_PARSER = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True)
class Passage:
    """`text` has its marks taken out and citations in brackets of ours, but for a fence, which is as it is, and for a
    footnote, which has none; the cells of a row stand behind the heading of their column.

    `cites` are the labels of its footnotes, of a footnote its own; `language` is that of a fence; `under` are the
    heading within the section and the entries of lists that it stands beneath.
    """

    line: int
    block: str
    kind: Literal["prose", "heading", "row", "fence", "footnote"]
    text: str
    cites: tuple[str, ...] = ()
    language: str = ""
    under: str = ""


def passages(text: str) -> Iterator[Passage]:
    """In the order of the document; a fence cites what the passage before it cites, whose words it gives."""
    return _Reader().read(_PARSER.parse(text))


def as_written(text: str) -> str:
    """With citations as they are written in documents."""
    return _MARK.sub(r"[^\1]", text)


def changed_to(passage: Passage, written: str) -> Passage:
    """The passage with another text, in which citations are as they are written."""
    return replace(
        passage, text=_CITED.sub(r"⟦\1⟧\2", written), cites=tuple(found[0] for found in _CITED.findall(written))
    )


class _Reader:
    """Where in the document the reading is: the block, the columns of the table, the cells of the row."""

    def __init__(self) -> None:
        self._block = ""
        self._cites: tuple[str, ...] = ()
        self._in_heading = False
        self._heading = ""
        self._level = ""
        self._entries: list[str] = []
        self._columns: list[Token] = []
        self._row: list[Token] | None = None

    def read(self, tokens: Sequence[Token]) -> Iterator[Passage]:
        for token in tokens:
            line = token.map[0] + 1 if token.map else 0
            if token.type == "inline" and self._row is not None:
                self._row.append(token)
            elif token.type == "inline":
                yield from self._sentences(token, line)
            elif token.type == "fence":
                yield Passage(line, self._block, "fence", token.content, self._cites, token.info.strip(), self._under())
            elif token.type == "tr_close" and self._columns and self._row:
                yield replace(_row(self._block, self._columns, self._row), under=self._under())
                self._row = None
            else:
                self._go_on(token)

    def _go_on(self, token: Token) -> None:
        match token.type:
            case "html_block":
                self._block = _block(token.content, self._block)
            case "heading_open":
                self._cites, self._in_heading, self._heading, self._level = (), True, "", token.tag
            case "heading_close":
                self._in_heading = False
            case "list_item_open":
                self._entries.append("")
            case "list_item_close":
                self._entries.pop()
            case "tr_open":
                self._row = []
            case "thead_close":
                self._columns, self._row = self._row or [], None
            case "table_close":
                self._columns = []

    def _sentences(self, token: Token, line: int) -> Iterator[Passage]:
        for passage in _sentences(token, line, self._block):
            self._cites = passage.cites or self._cites
            if self._in_heading:
                self._heading = passage.text if self._level in _WITHIN else ""
                yield replace(passage, kind="heading")
            else:
                yield replace(passage, under=self._under())
            if self._entries and not self._entries[-1]:
                self._entries[-1] = passage.text

    def _under(self) -> str:
        return " ".join(filter(None, (self._heading, *self._entries)))


def _block(html: str, block: str) -> str:
    for kind, name in _MARKER.findall(html):
        block = name if kind == "block" else ""
    return block


def _row(block: str, headings: Sequence[Token], cells: Sequence[Token]) -> Passage:
    shown, cites = [], list[str]()
    for heading, cell in zip(headings, cells, strict=False):
        text, labels = _plain(cell.children or ())
        shown.append(f"⟨{heading.content.strip()}⟩ {text}")
        cites += labels
    line = cells[0].map[0] + 1 if cells[0].map else 0
    return Passage(line, block, "row", " ".join(shown), tuple(cites))


def _sentences(token: Token, line: int, block: str) -> Iterator[Passage]:
    """Lines that the source parts are one paragraph, and a footnote each where they define one."""
    children = list(token.children or ())
    lines: list[list[Token]] = [[]]
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            lines.append([])
        else:
            lines[-1].append(child)
    for offset, parts in enumerate(lines):
        first = _CITED.match(parts[0].content) if parts and parts[0].type == "text" else None
        text, cites = _plain(parts)
        if first and first[2]:
            yield Passage(line + offset, block, "footnote", text.partition("⟧:")[2], cites)
        else:
            yield Passage(line + offset, block, "prose", text, cites)


def _plain(children: Sequence[Token]) -> tuple[str, tuple[str, ...]]:
    shown, cites = "", list[str]()
    for child in children:
        if child.type == "text":
            cites += [label for label, _ in _CITED.findall(child.content)]
            shown += _CITED.sub(r" ⟦\1⟧\2", child.content)
        else:
            shown += child.content
    return shown, tuple(cites)

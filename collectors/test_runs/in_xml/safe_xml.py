"""Hostile XML read piece by piece: no DTD, bounded depth and text, control characters made visible, truncation told."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from collectors.test_runs.as_reported.report import UnusableReportError
from collectors.test_runs.files.sources import ReportSource

DEEPEST = 100
LONGEST_TEXT = 512 * 1024
LARGEST_FILE = 256 * 1024 * 1024
_CHUNK = 256 * 1024
_ENCODINGS = {"utf-8", "utf-16", "ascii", "iso8859-1", "cp1252"}
_DECLARED = re.compile(rb"""^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,10}));")
_LONGEST_REFERENCE = 14


class Listener(Protocol):
    """Hears what the file holds; an element is a `Node` only within one that the listener asked for."""

    def opens(self, tag: str, attributes: dict[str, str]) -> bool:
        """Return True to be given this element whole at its end, instead of hearing of its parts."""

    def closes(self, tag: str) -> None:
        """Hear the end of an element that was not asked for."""

    def whole(self, node: "Node") -> None:
        """Receive an element that was asked for, complete."""


@dataclass
class Node:
    """An element with its children; its text is cut at a bound."""

    tag: str
    attributes: dict[str, str]
    children: list["Node"] = field(default_factory=list)
    text: str = ""


def read(source: ReportSource, listener: Listener, *, names_dtd: bool = False) -> str | None:
    """Tell the listener of the file's elements; the answer is why reading ended early, None when it did not.

    With `names_dtd` the file may name the DTD that its format has, which is never fetched; entities stay forbidden.
    Raises UnusableReportError for a DTD, for nesting that no report has, and for a file that is no XML from its
    first element on; OSError when the file cannot be read.
    """
    target = _Target(listener)
    parser = DefusedXMLParser(target=target, forbid_dtd=not names_dtd, forbid_entities=True, forbid_external=True)
    with source.open("rb") as stream:
        try:
            for text in _clean(stream):
                parser.feed(text)
            parser.close()
        except DefusedXmlException as refused:
            raise UnusableReportError(
                "it declares a DTD or entities, which reports do not need. It was not read"
            ) from (refused)
        except ParseError as broken:
            if not target.started:
                raise UnusableReportError(f"it is no XML ({broken.msg}). It was not read") from broken
            return f"the XML is broken or ends early at line {broken.position[0]}"
        if stream.read(1):
            return f"only the first {LARGEST_FILE // 2**20} MB were read"
    return None


def _clean(stream: BinaryIO) -> Iterator[str]:
    """The file's text in pieces in which the parser finds nothing that XML forbids; never cut within a reference."""
    head = stream.read(_CHUNK)
    decoder = codecs.getincrementaldecoder(_encoding(head))(errors="replace")
    size, carried, first = len(head), "", True
    while head:
        text = carried + decoder.decode(head)
        if first:
            text, first = _DECLARATION.sub("", text.removeprefix("\ufeff"), count=1), False
        cut = text.rfind("&", max(0, len(text) - _LONGEST_REFERENCE))
        text, carried = (text, "") if cut < 0 else (text[:cut], text[cut:])
        yield _visible(text)
        head = stream.read(min(_CHUNK, LARGEST_FILE - size))
        size += len(head)
    yield _visible(carried + decoder.decode(b"", final=True))


def _encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declared = _DECLARED.match(head)
    if declared is None:
        return "utf-8"
    try:
        name = codecs.lookup(declared[1].decode("ascii")).name
    except LookupError:
        return "utf-8"
    return name if name in _ENCODINGS else "utf-8"


def _visible(text: str) -> str:
    """Characters that XML forbids, raw or as references, in the notation that pytest uses for them: #x1B."""
    text = _ILLEGAL.sub(lambda found: f"#x{ord(found[0]):02X}", text)
    return _REFERENCE.sub(_legal_reference, text) if "&#" in text else text


def _legal_reference(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else int(found[2])
    if code > 0x10FFFF:
        return "#xFFFD"
    return f"#x{code:02X}" if _ILLEGAL.match(chr(code)) else found[0]


class _Target:
    """What the parser talks to: keeps the open elements and hands whole nodes to the listener."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._depth = 0
        self._open: list[Node] = []
        self._texts: list[list[str]] = []
        self._lengths: list[int] = []
        self.started = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.started = True
        self._depth += 1
        if self._depth > DEEPEST:
            raise UnusableReportError(f"its elements are nested deeper than {DEEPEST}. It was not read")
        tag = tag.rpartition("}")[2]
        attributes = {name.rpartition("}")[2]: value[:LONGEST_TEXT] for name, value in attributes.items()}
        if self._open or self._listener.opens(tag, attributes):
            node = Node(tag, attributes)
            if self._open:
                self._open[-1].children.append(node)
            self._open.append(node)
            self._texts.append([])
            self._lengths.append(0)

    def data(self, text: str) -> None:
        if self._open and self._lengths[-1] < LONGEST_TEXT:
            self._texts[-1].append(text[: LONGEST_TEXT - self._lengths[-1]])
            self._lengths[-1] += len(text)

    def end(self, tag: str) -> None:
        self._depth -= 1
        if not self._open:
            self._listener.closes(tag.rpartition("}")[2])
            return
        node = self._open.pop()
        node.text = "".join(self._texts.pop())
        if self._lengths.pop() > LONGEST_TEXT:
            # The last line may end within a secret that the redactor would only know whole.
            node.text = node.text.rpartition("\n")[0] + "\n[... the rest is left out ...]"
        if not self._open:
            self._listener.whole(node)

    def close(self) -> None:
        """Be told by the parser that the file has ended; there is nothing to hand over."""

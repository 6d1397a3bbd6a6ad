"""Chosen elements of an XML report, each with the elements around it, for formats that need no more than that."""

from dataclasses import dataclass

from collectors.test_runs.files.sources import ReportSource
from collectors.test_runs.in_xml import safe_xml
from collectors.test_runs.in_xml.safe_xml import Node


@dataclass(frozen=True)
class Opened:
    """An element that was only passed through; `depth` counts from 0 for the root."""

    tag: str
    attributes: dict[str, str]
    depth: int


@dataclass(frozen=True)
class Kept:
    """A chosen element, whole, and what it stood in, from outside in."""

    node: Node
    around: tuple[Opened, ...]


@dataclass(frozen=True)
class Elements:
    """All of a file; `cut` says why it is not whole."""

    opened: tuple[Opened, ...]
    kept: tuple[Kept, ...]
    cut: str | None

    def first(self, tag: str) -> dict[str, str]:
        """The attributes of the first element of this name that was passed through; empty where there is none."""
        return next((each.attributes for each in self.opened if each.tag == tag), {})


def elements(source: ReportSource, chosen: frozenset[str]) -> Elements:
    """Read the file; raises what `safe_xml.read` raises."""
    heard = _Heard(chosen)
    cut = safe_xml.read(source, heard)
    return Elements(tuple(heard.opened), tuple(heard.kept), cut)


def child(node: Node, *path: str) -> Node | None:
    """The first element below at the end of the path."""
    for tag in path:
        found = next((each for each in node.children if each.tag == tag), None)
        if found is None:
            return None
        node = found
    return node


def child_text(node: Node, *path: str) -> str:
    """The text of the first element at the end of the path; empty where there is none."""
    found = child(node, *path)
    return found.text if found else ""


class _Heard:
    def __init__(self, chosen: frozenset[str]) -> None:
        self._chosen = chosen
        self._around: list[Opened] = []
        self.opened: list[Opened] = []
        self.kept: list[Kept] = []

    def opens(self, tag: str, attributes: dict[str, str]) -> bool:
        if tag in self._chosen:
            return True
        opened = Opened(tag, attributes, len(self._around))
        self.opened.append(opened)
        self._around.append(opened)
        return False

    def closes(self, tag: str) -> None:
        del tag
        self._around.pop()

    def whole(self, node: Node) -> None:
        self.kept.append(Kept(node, tuple(self._around)))

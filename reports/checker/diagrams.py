"""The data of a Mermaid diagram as passages: labels of a flowchart, moments of a timeline, bars of a chart."""

import re
from collections.abc import Iterator
from dataclasses import replace

from reports.checker.passages import Passage

_CODE = re.compile(r"#(\d+);")
_LABEL = re.compile(r'\["([^"]*)"\]')
_NAMES = re.compile(r"x-axis \[(.*)\]")
_BARS = re.compile(r"bar \[(.*)\]")


def drawn(fence: Passage) -> Iterator[Passage]:
    """The shape of a flowchart and the scale of a chart are not data of their own."""
    kind, *lines = fence.text.split("\n")
    names: list[str] = []
    for number, line in enumerate(lines, fence.line + 2):
        here = replace(fence, line=number, kind="prose", text="")
        if kind.startswith("flowchart"):
            yield from (replace(here, text=_decoded(each)) for each in _LABEL.findall(line))
        elif kind.startswith("timeline") and " : " in line:
            clock, *said = line.strip().split(" : ")
            yield from (replace(here, text=f"⟨Time (UTC)⟩ {_decoded(clock)} ⟨What⟩ {_decoded(each)}") for each in said)
        elif found := _NAMES.search(line):
            names = re.findall(r'"([^"]*)"', found[1])
        elif found := _BARS.search(line):
            bars = zip(names, found[1].split(","), strict=True)
            yield from (replace(here, text=f"⟨Bar⟩ {_decoded(name)} {value.strip()}") for name, value in bars)


def _decoded(text: str) -> str:
    return _CODE.sub(lambda match: chr(int(match[1])), text)

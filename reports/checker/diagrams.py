"""The data of a Mermaid diagram as passages: labels of a flowchart, moments of a timeline, bars of a chart."""

import re
from collections.abc import Iterator
from dataclasses import replace

from reports.checker.passages import Passage

_BOX = re.compile(r'(\w+)\["([^"]*)"\]')
_CODE = re.compile(r"#(\d+);")
_LABEL = re.compile(r'\["([^"]*)"\]')
_NAMES = re.compile(r"x-axis \[(.*)\]")
_BARS = re.compile(r"bar \[(.*)\]")


def drawn(fence: Passage) -> Iterator[Passage]:
    """A label of a tree behind the failures that stand at its root, the arrows of an order, the bars of a chart as one.

    The shape of a tree and the scale of a chart are not data of their own.
    """
    kind, *lines = fence.text.split("\n")
    of, names = "", list[str]()
    for number, line in enumerate(lines, fence.line + 2):
        here = replace(fence, line=number, kind="prose", text="")
        if kind.startswith("flowchart LR"):
            boxes = _BOX.findall(line)
            yield from (replace(here, text=f"⟨Box⟩ {name} ⟨Label⟩ {_decoded(label)}") for name, label in boxes)
            order = " ⟨Then⟩ ".join(name for name, _ in boxes)
            yield from (replace(here, text=f"⟨Order⟩ {order}") for _ in boxes[:1])
        elif kind.startswith("flowchart"):
            for label in map(_decoded, _LABEL.findall(line)):
                yield replace(here, text=f"⟨Tree⟩ {of} ⟨Node⟩ {label}" if of else f"⟨Tree⟩ {label}")
                of = of or label.partition(":")[0]
        elif kind.startswith("timeline") and " : " in line:
            clock, *said = line.strip().split(" : ")
            yield from (replace(here, text=f"⟨Time (UTC)⟩ {_decoded(clock)} ⟨What⟩ {_decoded(each)}") for each in said)
        elif found := _NAMES.search(line):
            names = re.findall(r'"([^"]*)"', found[1])
        elif found := _BARS.search(line):
            values = map(str.strip, found[1].split(","))
            bars = [f"⟨Bar⟩ {_decoded(name)} {value}" for name, value in zip(names, values, strict=True)]
            yield replace(here, text=" ".join(bars))


def _decoded(text: str) -> str:
    return _CODE.sub(lambda match: chr(int(match[1])), text)

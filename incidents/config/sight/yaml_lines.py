"""The few things in workflow and build files that name a deployment, found line by line.

This is no YAML parser. It does not understand anchors, tags, values folded over several lines, nor a `with: {...}`
written in one line; what it does not understand is not seen, never guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ARGS = re.compile(r"(\s*(?:-\s+)?)\"?args\"?\s*:\s*(\[.*)?$")
_ITEM = re.compile(r"(\s*)-\s+(.*)$")
_FLOW_ITEM = re.compile(r"\s*(?:\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|([^\s,\[\]\"'][^,\[\]\"']*?))\s*(?:[,\]]|$)")
_USES = re.compile(r"(\s*(?:-\s+)?)uses:\s*[\"']?([\w.-]+/[\w./-]+)@")
_WITH = re.compile(r"\s*with:\s*(?:#.*)?$")
_PAIR = re.compile(r"(\s*)([\w-]+):\s+(\S.*)$")
_LONGEST_LIST = 60
_LONGEST_TEXT = 5_000
_LONGEST_STEP = 100


@dataclass(frozen=True)
class Step:
    """A step of a workflow and the plain inputs it is given."""

    number: int
    uses: str
    inputs: dict[str, str]


def argument_lists(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every `args:` list with the number of its line."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        found = _ARGS.match(line)
        if found and found[2]:
            yield (
                index + 1,
                _flow_items(" ".join([found[2], *lines[index + 1 : index + _LONGEST_LIST]])[:_LONGEST_TEXT]),
            )
        elif found:
            yield index + 1, tuple(_block_items(lines[index + 1 :], len(found[1])))


def steps_that_use(text: str, owner: str) -> Iterator[Step]:
    """Every step that uses an action of the owner."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        found = _USES.match(line)
        if found and found[2].startswith(f"{owner}/"):
            step = _step(lines, index, len(found[1]))
            given = next((at for at, each in enumerate(step) if _WITH.match(each)), None)
            inputs = () if given is None else _children(step, given, _indent(step[given]))
            yield Step(index + 1, found[2], {key: value for _, key, value in inputs})


def knative_services(text: str) -> Iterator[tuple[int, str]]:
    """The line and the name of every service described in the form that `gcloud run services replace` takes."""
    lines = text.split("\n")
    borders = [index for index, line in enumerate(lines) if line.startswith("---")]
    for first, last in zip([-1, *borders], [*borders, len(lines)], strict=True):
        part = lines[first + 1 : last]
        heads = {line.split(":", 1)[0]: scalar(line.split(":", 1)[1]) for line in part if re.match(r"\w+:", line)}
        if heads.get("kind") == "Service" and heads.get("apiVersion") == "serving.knative.dev/v1":
            names = _children(part, next((at for at, line in enumerate(part) if line.startswith("metadata:")), 0), 0)
            yield from ((first + at + 2, value) for at, key, value in names if key == "name")


def scalar(text: str) -> str:
    """A value without its quotes, or without the comment behind it."""
    text = text.strip()
    if text[:1] in "'\"" and text.find(text[:1], 1) > 0:
        return text[1 : text.find(text[0], 1)]
    return re.split(r"\s#", text, maxsplit=1)[0].strip()


def _flow_items(text: str) -> tuple[str, ...]:
    items = []
    at = 1
    while at < len(text) and (found := _FLOW_ITEM.match(text, at)):
        items.append(next((part for part in found.groups() if part is not None), "").strip())
        at = found.end()
        if found[0].rstrip().endswith("]"):
            break
    return tuple(items)


def _block_items(lines: list[str], indent: int) -> Iterator[str]:
    for line in lines:
        found = _ITEM.match(line)
        if _is_content(line):
            if found is None or len(found[1]) < indent:
                return
            yield scalar(found[2])


def _step(lines: list[str], index: int, indent: int) -> list[str]:
    """The lines of the step that `index` lies in, from its dash, which stands further out than its keys."""
    first = index
    while not _ends(lines[first], indent) and first > max(0, index - _LONGEST_STEP):
        first -= 1
    last = index + 1
    while last < min(len(lines), index + _LONGEST_STEP) and not _ends(lines[last], indent):
        last += 1
    return lines[first:last]


def _ends(line: str, indent: int) -> bool:
    return _is_content(line) and _indent(line) < indent


def _children(lines: list[str], start: int, indent: int) -> Iterator[tuple[int, str, str]]:
    """The plain `key: value` pairs right below a key that stands at `indent`, with their indices."""
    inner = None
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if not _is_content(line):
            continue
        if _indent(line) <= indent:
            return
        inner = _indent(line) if inner is None else inner
        pair = _PAIR.match(line)
        if pair and len(pair[1]) == inner and not re.fullmatch(r"[|>][+-]?", pair[3].strip()):
            yield index, pair[2], scalar(pair[3])


def _is_content(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())

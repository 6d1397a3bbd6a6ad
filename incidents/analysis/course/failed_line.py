"""The statement of a test that failed, as the report prints it with the code of the test before it."""

import re
from typing import NamedTuple

_MARKED = re.compile(r"^>(?=\s)")
_TOLD = re.compile(r"^E(?:\s|$)|^\S+:\d+: ")
_LOOP = re.compile(r"\s*(?:async )?(?:for|while)\b")


class FailedLine(NamedTuple):
    """`lines` is how many lines the statement has, `before` what was printed of the test above it.

    `looped` tells that it stands in a loop, so that what follows it may have run before it.
    """

    text: str
    lines: int
    before: str
    looped: bool


def failed_line(printed: str) -> FailedLine | None:
    """The last one that is marked; None where the report prints no code."""
    lines = printed.split("\n")
    place = next((number for number in reversed(range(len(lines))) if _MARKED.match(lines[number])), None)
    if place is None:
        return None
    end = place + 1
    while end < len(lines) and lines[end].strip() and not _TOLD.match(lines[end]):
        end += 1
    text = "\n".join([_MARKED.sub(" ", lines[place]), *lines[place + 1 : end]])
    above = lines[:place]
    return FailedLine(text, end - place, "\n".join(above), _in_loop(text, above))


def _in_loop(text: str, above: list[str]) -> bool:
    """By the indents: what stands further out and above holds it."""
    inner = _indent(text)
    for line in reversed(above):
        if line.strip() and _indent(line) < inner:
            inner = _indent(line)
            if _LOOP.match(line):
                return True
    return False


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())

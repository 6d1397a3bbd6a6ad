"""Stack traces of .NET, down to the innermost exception."""

import re

from collectors.logs.messages.stacks.stack import Stack, frame
from incidents.model.evidence import Frame

# Unlike Java's, the parentheses hold parameters or nothing, and the place follows behind " in ".
_AT = re.compile(
    r"\s+at ([^\s(](?:[^(\n]{0,298}[^\s(])?)\(([^()\n]{0,500})\)(?: in ([^\n]{1,500}?):line (\d{1,9}))?\s*$"
)
_ANY_AT = re.compile(r"\n[^\S\n]+at [^\n]{0,1500}\)(?: in [^\n]{1,500}:line \d|[^\S\n]*(?:\n|$))")
_HEAD = re.compile(
    r"(?:.{0,200}\bUnhandled exception\. |\s*---> |\s*)((?:[A-Za-z_]\w*\.)+[A-Za-z_][\w+`]*)"
    r"(?: \(0x[0-9A-Fa-f]+\))?(?:: (.*))?$"
)
_OTHERS = re.compile(r"\s*---> \(Inner Exception #\d+\)")
_ENDS = re.compile(r"\s*---")
_NO_PARAMETERS = {"Native Method", "Unknown Source"}
_LONGEST_HEAD = 40


def read_dotnet(text: str) -> Stack | None:
    """The innermost exception, with the frames from there to where it was caught; what wraps it goes on below it."""
    if _ANY_AT.search(text) is None:
        return None
    lines = text.splitlines()
    frames: list[Frame] = []
    first = 0
    for index, line in enumerate(lines):
        found = _frame(line)
        if found is None:
            if frames and _OTHERS.match(line):
                break
            continue
        first = first or index
        frames.append(found)
    if not frames:
        return None
    error_type, message = _head(lines, first)
    return Stack(error_type, message, tuple(reversed(frames)))


def _frame(line: str) -> Frame | None:
    match = _AT.match(line)
    if match is None or match[2] in _NO_PARAMETERS:
        return None
    if match[3] is None and match[2] and " " not in match[2]:
        return None
    return frame(match[3] or "Unknown Source", int(match[4]) if match[4] else None, match[1])


def _head(lines: list[str], first: int) -> tuple[str | None, str | None]:
    """The last exception that is named above the frames; its message may have several lines."""
    for index in range(first - 1, max(-1, first - _LONGEST_HEAD), -1):
        match = _HEAD.match(lines[index])
        if match:
            rest = [line for line in lines[index + 1 : first] if not _ENDS.match(line)]
            return match[1], "\n".join([match[2] or "", *rest]).strip() or None
    return None, lines[first - 1].strip() or None if first else None

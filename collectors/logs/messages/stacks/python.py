"""Python tracebacks, chained ones and exception groups included."""

import re

from collectors.logs.messages.stacks.stack import Stack, frame
from incidents.model.evidence import Frame

HEADER = "Traceback (most recent call last):"
_FRAME = re.compile(r'\s*File "([^"\n]{1,1000})", line (\d{1,9})(?:, in (.{1,300}))?')
_EXCEPTION = re.compile(r"([A-Za-z_][\w.<>]{0,200})(?::(?: (.*))?)?$")
# Exception groups are drawn with a gutter: "  | Traceback …", "  +-+---- 1 ----".
_GUTTER = re.compile(r"\s*(?:\| ?|\+ (?=Exception Group))")
_GROUP = "Exception Group Traceback"
_DIVIDER = re.compile(r"\s*\+?-?\+-{4,}")
CHAINED = (
    "During handling of the above exception, another exception occurred:",
    "The above exception was the direct cause of the following exception:",
)
_LONGEST_MESSAGE = 40


def read_python(text: str) -> Stack | None:
    """The last exception of the chain with its own frames: the one that reached the logger."""
    if HEADER not in text:
        return None
    lines = text.splitlines()
    if _GROUP in text:
        lines = [_GUTTER.sub("", line, count=1) for line in lines]
    best: Stack | None = None
    for index, line in enumerate(lines):
        if line.rstrip().endswith(HEADER):
            found = _block(lines, index)
            if found.error_type or best is None:
                best = found
    return best


def _block(lines: list[str], start: int) -> Stack:
    """One traceback; its exception line is the first after the frames that is not indented deeper than its header."""
    indent = _indent(lines[start])
    frames: list[Frame] = []
    for index in range(start + 1, len(lines)):
        line = lines[index]
        match = _FRAME.match(line)
        if match:
            frames.append(frame(match[1], int(match[2]), (match[3] or "<module>").strip()))
        elif _ends(line):
            break
        elif line.strip() and _indent(line) <= indent:
            return _exception(lines, index, tuple(frames))
    return Stack(None, None, tuple(frames))


def _exception(lines: list[str], index: int, frames: tuple[Frame, ...]) -> Stack:
    match = _EXCEPTION.match(lines[index].strip())
    message = [match[2] or ""] if match else [lines[index].strip()]
    for line in lines[index + 1 : index + _LONGEST_MESSAGE]:
        if _ends(line):
            break
        message.append(line)
    return Stack(match[1] if match else None, "\n".join(message).strip() or None, frames)


def _ends(line: str) -> bool:
    bare = line.strip()
    return bare.endswith(HEADER) or bare in CHAINED or bool(_DIVIDER.match(line))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())

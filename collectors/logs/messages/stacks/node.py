"""Stack traces of V8: Node.js, and Deno, which prints the same."""

import re

from collectors.logs.messages.stacks.stack import Stack, frame
from incidents.model.evidence import Frame

# The look behind keeps a search from beginning anew at each of many blanks.
_AT = re.compile(r"(?<!\s)\s+at (?:async )?(?:([^()\n]{1,300}) \()?([^()\s]{1,500}):(\d{1,9}):(\d{1,9})\)?")
_ANY_AT = re.compile(r"\s+at \S")
_HEAD = re.compile(
    r"(?:\[cause\]: )?(?:Uncaught )?([A-Za-z_$][\w$.]{0,150})((?: \[[\w.]{1,80}\])?): ?(.*)$|([A-Z][\w$.]{0,150})$"
)
_LONGEST_MESSAGE = 20


def read_node(text: str) -> Stack | None:
    """The innermost `[cause]`, or the error itself where it names none."""
    if _AT.search(text) is None:
        return None
    lines = text.splitlines()
    starts = [
        index
        for index, line in enumerate(lines)
        if _ANY_AT.match(line) and (index == 0 or not _ANY_AT.match(lines[index - 1]))
    ]
    best: Stack | None = None
    for start in starts:
        frames = _frames(lines, start)
        if frames and (best is None or "[cause]" in lines[start - 1]):
            best = _with_head(lines, start, frames)
    return best


def _frames(lines: list[str], start: int) -> tuple[Frame, ...]:
    found = []
    for line in lines[start:]:
        if not _ANY_AT.match(line):
            break
        match = _AT.match(line)
        if match:
            found.append(frame(match[2], int(match[3]), match[1] or "<anonymous>"))
    return tuple(reversed(found))


def _with_head(lines: list[str], start: int, frames: tuple[Frame, ...]) -> Stack:
    """A message may have several lines: the error's name begins the nearest line above that has one."""
    for index in range(start - 1, max(-1, start - _LONGEST_MESSAGE), -1):
        match = _HEAD.match(lines[index].strip())
        if match and (index == start - 1 or (match[1] or "").endswith(("Error", "Exception"))):
            first = f"{match[2].strip()} {match[3]}".strip() if match[1] else ""
            message = "\n".join([first, *lines[index + 1 : start]]).strip()
            return Stack(match[1] or match[4], message or None, frames)
    return Stack(None, lines[start - 1].strip() or None if start else None, frames)

"""Panics of Rust, with the backtrace where one was asked for."""

import re

from collectors.logs.messages.stacks.stack import Stack, first_head, frame
from incidents.model.evidence import Frame

PANIC = re.compile(r"thread '[^'\n]{0,100}'(?: \(\d{1,12}\))? panicked at ")
_HEAD = re.compile(rf"(?:.{{0,200}}?\b)?{PANIC.pattern}(?:'(.*)', )?(\S{{1,500}}?):(\d{{1,9}}):\d{{1,9}}:?\s*$")
_STEP = re.compile(r"\s{1,12}\d{1,5}: (?:0x[0-9a-f]{1,16} - )?(\S.{0,500})$")
_AT = re.compile(r"\s+at (\S{1,500}?):(\d{1,9})(?::\d{1,9})?\s*$")
_ENDS = ("stack backtrace:", "note: ")
_LONGEST_MESSAGE = 20


def read_rust(text: str) -> Stack | None:
    """The first panic; without a backtrace the place of the panic is its only frame."""
    if "panicked at " not in text:
        return None
    lines = text.splitlines()
    found = first_head(lines, _HEAD)
    if found is None:
        return None
    start, head = found
    frames = _frames(lines[start + 1 :])
    message = head[1] if head[1] is not None else _message(lines[start + 1 : start + 1 + _LONGEST_MESSAGE])
    if not any((each.file.removeprefix("./"), each.line) == (head[2], int(head[3])) for each in frames):
        frames.append(frame(head[2], int(head[3]), head[2]))
    return Stack("panic", message or None, tuple(frames))


def _message(lines: list[str]) -> str:
    said = []
    for line in lines:
        if line.startswith(_ENDS):
            break
        said.append(line)
    return "\n".join(said).strip()


def _frames(lines: list[str]) -> list[Frame]:
    """Outermost first; a step without a place is left out."""
    found: list[Frame] = []
    function = ""
    for line in lines:
        step, at = _STEP.match(line), _AT.match(line)
        if step:
            function = step[1].strip()
        elif at and function:
            found.append(frame(at[1], int(at[2]), function))
            function = ""
    return found[::-1]

"""Go panics and the stacks that zap and `debug.Stack` print."""

import re

from collectors.logs.messages.stacks.stack import Stack, frame
from incidents.model.evidence import Frame

_FILE = re.compile(r"(?:\t|\s{2,})(\S{1,500}\.(?:go|s)):(\d{1,9})(?: \+0x[0-9a-f]{1,16})?\s*$")
_GOROUTINE = re.compile(r"goroutine \d{1,12} (?:gp=\S+ m=\S+ (?:mp=\S+ )?)?\[[^\]\n]{1,100}\]:")
_PANIC = re.compile(r"\s*(panic|fatal error): (.*)")
_SERVING = re.compile(r".*\bpanic serving \S+: (.*)")
_ENDS = re.compile(r" \[recovered\]| goroutine \d+ \[")


def read_go(text: str) -> Stack | None:
    """The panic with the frames of the goroutine that panicked, which is printed first."""
    lines = text.splitlines()
    if not any(_FILE.match(line) for line in lines):
        return None
    frames: list[Frame] = []
    goroutines = 0
    for index, line in enumerate(lines):
        goroutines += bool(_GOROUTINE.match(line))
        if goroutines > 1:
            break
        match = _FILE.match(line)
        if match and index:
            frames.append(frame(match[1], int(match[2]), _function(lines[index - 1])))
    error_type, message = _panic(lines)
    return Stack(error_type, message, tuple(reversed(_without_handlers(frames)))) if frames else None


def _panic(lines: list[str]) -> tuple[str | None, str | None]:
    """The last panic: one that was recovered and raised again is printed below the first."""
    found: tuple[str | None, str | None] = (None, None)
    for line in lines:
        match, serving = _PANIC.match(line), _SERVING.match(line)
        if match:
            found = match[1], _ENDS.split(match[2])[0].strip() or None
        elif serving:
            found = "panic", serving[1].strip() or None
        elif _GOROUTINE.match(line):
            break
    return found


def _function(line: str) -> str:
    """`main.(*Server).handle(0xc000, {0x1, 0x2})` without what it was called with."""
    printed = line.strip().removeprefix("created by ").partition(" in goroutine ")[0]
    return printed.rpartition("(")[0] if printed.endswith(")") else printed


def _without_handlers(frames: list[Frame]) -> list[Frame]:
    """The functions that ran because of the panic stand above it; frames are innermost first here."""
    raised = [index for index, frame in enumerate(frames) if frame.function in {"panic", "runtime.gopanic"}]
    inner = frames[raised[-1] + 1 :] if raised else frames
    return inner or frames

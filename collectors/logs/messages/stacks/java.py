"""Stack traces of the Java virtual machine, down to the root cause."""

import re

from collectors.logs.messages.stacks.stack import Stack, frame
from incidents.model.evidence import Frame

# The look behind keeps a search from beginning anew at each of many blanks.
_AT = re.compile(r"(?<!\s)\s+at ([\w.$<>/@-]{1,300})\(([^():\n]{0,200})(?::(\d{1,9}))?\)")
_HEAD = re.compile(
    r"(?:Caused by: |Exception in thread \"[^\"\n]{0,100}\" )?([A-Za-z_$][\w$]*(?:\.[\w$]+)+)(?:: (.*))?$"
)
_MORE = re.compile(r"\s+\.\.\. (\d{1,6}) (?:more|common frames omitted)")


def read_java(text: str) -> Stack | None:
    """The root cause, the last "Caused by", with the frames that it shares with what wraps it."""
    if _AT.search(text) is None:
        return None
    error_type = message = None
    frames: list[Frame] = []
    wrapping: list[Frame] = []
    previous = ""
    for line in text.splitlines():
        at, more = _AT.match(line), _MORE.match(line)
        if at:
            if not frames or line_is_head(previous):
                error_type, message = _head(previous)
                wrapping, frames = frames, []
            frames.append(frame(at[2], int(at[3]) if at[3] else None, _function(at[1])))
        elif more:
            frames += wrapping[len(wrapping) - int(more[1]) :] if int(more[1]) <= len(wrapping) else []
        elif line.strip().startswith("Suppressed: "):
            break
        previous = line if line.strip() else previous
    return Stack(error_type, message, tuple(reversed(frames))) if frames else None


def line_is_head(line: str) -> bool:
    """Whether the line names a Java exception by its full name."""
    return bool(_HEAD.match(line.strip())) and not _AT.match(line)


def _head(line: str) -> tuple[str | None, str | None]:
    match = _HEAD.match(line.strip())
    return (match[1], match[2]) if match else (None, line.strip() or None)


def _function(printed: str) -> str:
    """`java.base/java.lang.Thread.run` without the module."""
    return printed.rpartition("/")[2]

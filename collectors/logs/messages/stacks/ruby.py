"""Stack traces of Ruby, as the interpreter prints them and as loggers do, down to the cause."""

import re

from collectors.logs.messages.stacks.stack import Stack, frame
from incidents.model.evidence import Frame

FRAME = re.compile(r"\s*(?:from )?((?:\S[^:\n]{0,500})?\.(?:rb|erb|ru|rake)):(\d{1,9}):in [`']([^'\n]{1,300})'(.*)$")
# "file.rb:3:in `fetch': key not found (KeyError)" is the first line of a trace and its innermost frame.
_SAID = re.compile(r": (.*?) ?\(([A-Z][\w:]{0,200})\)$")
_CAUSE = "Caused by:"
# "E, [time #1] ERROR -- : no depot (KeyError)", "KeyError (no depot):", "#<KeyError: no depot>", "KeyError: no depot".
_HEADS = (
    re.compile(r"(?P<type>[A-Z][\w:]{0,200}) \((?P<message>.*)\):?$"),
    re.compile(r".*#<(?P<type>[A-Z][\w:]{0,200}): (?P<message>.*)>$"),
    re.compile(r"(?:.* -- [^:]{0,80}: |)(?P<message>.*) \((?P<type>[A-Z][\w:]{0,200})\)$"),
    re.compile(
        r"(?:.* )?(?P<type>(?:[A-Z]\w*::)*[A-Z]\w*(?:Error|Exception|Invalid|NotFound|Timeout)): (?P<message>.*)$"
    ),
)


def read_ruby(text: str) -> Stack | None:
    """The cause is printed last, with all of its own frames."""
    if ":in " not in text:
        return None
    best: Stack | None = None
    error_type = message = None
    frames: list[Frame] = []
    previous = ""
    for line in text.splitlines():
        match = FRAME.match(line)
        if match is None:
            previous = line if line.strip() and line.strip() != _CAUSE else previous
            continue
        said = _SAID.match(match[4])
        if said or (previous and frames):
            best, frames = _later(best, error_type, message, frames), []
        if said:
            error_type, message = said[2], said[1] or None
        elif not frames:
            error_type, message = _head(previous)
        frames.append(frame(match[1].strip(), int(match[2]), match[3]))
        previous = ""
    return _later(best, error_type, message, frames)


def _later(best: Stack | None, error_type: str | None, message: str | None, frames: list[Frame]) -> Stack | None:
    """The later trace counts where it names an exception, or none was found before."""
    if not frames or (best is not None and error_type is None):
        return best
    return Stack(error_type, message, tuple(reversed(frames)))


def _head(line: str) -> tuple[str | None, str | None]:
    match = next((found for head in _HEADS if (found := head.match(line.strip()))), None)
    return (match["type"], match["message"].strip() or None) if match else (None, line.strip() or None)

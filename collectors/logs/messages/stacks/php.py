"""Stack traces of PHP, as the interpreter prints them and as Monolog does, down to the cause."""

import re
from collections.abc import Sequence

from collectors.logs.messages.stacks.stack import Stack, frame
from incidents.model.evidence import Frame

TRACE = re.compile(r"\[?[Ss]tack ?trace[:\]]")
STEP = re.compile(
    r"#\d{1,4}(?: \{main\}| \[internal function\]: ([^(\n]{1,300})"
    r"| ([^\n()]{1,500})\((\d{1,9})\)(?:: ([^(\n]{1,300}))?|$)"
)
_THROWN = re.compile(r"(?:.*\bUncaught |Next |)([A-Za-z_][\w\\]{0,200})(?:: (.*))? in (\S.{0,500}):(\d{1,9})$")
_PLACE_AT_END = re.compile(r" in \S.{0,500}:\d{1,9}\n?$", re.DOTALL)
_MONOLOG = re.compile(r"\(([A-Za-z_][\w\\]{0,200})\(code: [^)]{0,40}\): ")
_SAID_AT = re.compile(r"(.*) at (\S.{0,500}?):(\d{1,9})\)")
_MOST_OF_MONOLOG = 5
_LONGEST_MESSAGE = 20


def read_php(text: str) -> Stack | None:
    """The cause is printed first, with all of its own frames."""
    if "\n#0" not in text:
        return None
    lines = text.splitlines()
    start = next((index for index, line in enumerate(lines) if line.startswith("#0")), 0)
    steps = []
    for line in lines[start:]:
        match = STEP.match(line)
        if match is None:
            break
        steps.append(match)
    if not steps:
        return None
    error_type, message, thrown = _head(lines, start)
    return Stack(error_type, message, tuple(reversed(_frames(thrown, steps))))


def _frames(thrown: tuple[str, int] | None, steps: list[re.Match[str]]) -> list[Frame]:
    """Each step names a place and what was called there, so that the place lies in what the next step calls."""
    places = [thrown, *((step[2], int(step[3])) if step[2] else None for step in steps)]
    called = [*(_called(step) for step in steps), "{main}"]
    return [frame(place[0], place[1], function) for place, function in zip(places, called, strict=True) if place]


def _called(step: re.Match[str]) -> str:
    """Empty where only the place is told."""
    return step[4] or step[1] or ("{main}" if "{main}" in step[0] else "")


def _head(lines: list[str], start: int) -> tuple[str | None, str | None, tuple[str, int] | None]:
    """The exception that is named above its steps, in one line or with a message of several."""
    above = [line for line in lines[max(0, start - _LONGEST_MESSAGE) : start] if not TRACE.match(line.strip())]
    for first in range(len(above) - 1, -1, -1):
        said = "\n".join(above[first:]).strip()
        found = _by_monolog(above[first]) or _thrown(said)
        if found:
            error_type, message, file, line_number = found
            return error_type, (message or "").strip() or None, (file, int(line_number))
    return None, above[-1].strip() or None if above else None, None


def _by_monolog(line: str) -> Sequence[str] | None:
    """The last exception of the line that tells its place."""
    for head in list(_MONOLOG.finditer(line))[: -_MOST_OF_MONOLOG - 1 : -1]:
        said = _SAID_AT.match(line, head.end())
        if said:
            return head[1], *said.groups()
    return None


def _thrown(said: str) -> Sequence[str] | None:
    # To look at the end first keeps a text without a place from being searched again from each exception that it names.
    at_end = _PLACE_AT_END.search(said, max(0, len(said) - 520))
    match = re.match(_THROWN.pattern, said, re.DOTALL) if at_end else None
    return match.groups() if match else None

"""Lines of text that belong together: a message, and the stack trace or the further lines printed below it."""

from collectors.logs.entries.torn_places import is_trace_line
from collectors.logs.messages.access_line import access_template
from collectors.logs.messages.line_prefix import read_prefix
from collectors.logs.messages.stacks.python import CHAINED, HEADER
from collectors.logs.messages.torn_traces import NEAR
from collectors.logs.messages.trace_block import AT_ONCE, is_complaint, is_exception

MOST_CHARACTERS = 1 << 16
"""Of one message; further on nothing is read."""

_INDENTED = (" ", "\t", "|", "}")


class TextUnit:
    """One message as it grows."""

    def __init__(self, at: int, text: str) -> None:
        self.at = at
        self._lines = [text]
        self._size = len(text)
        self._last_at = at
        self._in_trace = self._open_frames = _is_heading(text)

    def takes(self, line: str, at: int | None) -> bool:
        """Add the line if it goes on with this message; `at` is None for a line without a time.

        Such a line goes on unless it looks like a message of its own. A line with a time does only inside a stack
        trace: some tools put the time before each line that a program writes.
        """
        if not (self._goes_on(line) if at is None else self._goes_on_later(line, at)):
            return False
        if line.strip():
            starts = is_trace_line(line) or _is_heading(line)
            self._in_trace = self._in_trace or starts
            self._open_frames = starts or (self._open_frames and _indented(line))
        self._last_at = at or self._last_at
        if self._size < MOST_CHARACTERS:
            self._lines.append(line)
            self._size += len(line) + 1
        return True

    @property
    def text(self) -> str:
        return "\n".join(self._lines).rstrip()[:MOST_CHARACTERS]

    def _goes_on(self, line: str) -> bool:
        if is_trace_line(line) or _is_heading(line) or _indented(line) or self._names_exception(line):
            return True
        return read_prefix(line).level is None and access_template(line) is None

    def _goes_on_later(self, line: str, at: int) -> bool:
        if not 0 <= at - self._last_at <= NEAR:
            return False
        if line.strip().endswith(HEADER):
            if self._in_trace:
                return self._lines[-1].strip() in (*CHAINED, "") or _indented(line)
            return at - self._last_at <= AT_ONCE and is_complaint(self._lines[-1])
        if not line.strip():
            return self._in_trace
        return _is_heading(line) or _indented(line) or is_trace_line(line) or self._names_exception(line)

    def _names_exception(self, line: str) -> bool:
        return self._open_frames and is_exception(line)


def _is_heading(line: str) -> bool:
    bare = line.strip()
    return bare.endswith(HEADER) or bare in CHAINED


def _indented(line: str) -> bool:
    return line.startswith(_INDENTED)

"""Where stack traces were torn into one entry per line: streams and seconds, found before anything is counted."""

import re
from collections import Counter
from typing import NamedTuple

from collectors.logs.entries.entry import Entry

MOST_LINES = 300_000
"""Lines of torn traces that are held in memory to be joined."""

_SECOND = 1_000_000_000
_LINE = re.compile(
    r"[\s|+-]*(?:Exception Group )?Traceback \(most recent call last\):|[\s|]*File \"[^\"\n]+\", line \d"
    r"|\s+at \S|\s+\.\.\. \d+ more|\t\S+\.(?:go|s):\d|goroutine \d+ \[|Caused by: "
)
_MARK = re.compile(
    r'"textPayload"\s*:\s*"(?:[ |+]|\\t|Traceback \(most recent call last\):(?:\\n)?"|goroutine |Caused by: )'
)
_OVERLAP = 120


class Stream(NamedTuple):
    """Entries that one process wrote one after another, as far as can be told."""

    service: str
    revision: str
    instance: str
    trace: str
    log: str


def stream_of(entry: Entry) -> Stream:
    return Stream(entry.service, entry.revision, entry.instance or "", entry.trace or "", entry.log)


class MarkFinder:
    """Tells from raw text, chunk by chunk, whether a file may hold torn traces at all."""

    def __init__(self) -> None:
        self._before = ""

    def sees(self, chunk: str) -> bool:
        text = self._before + chunk
        self._before = text[-_OVERLAP:]
        return _MARK.search(text) is not None


def is_trace_line(text: str) -> bool:
    """Whether a text is one line, or some, out of the middle of a stack trace."""
    return _LINE.match(text) is not None and not (text.startswith("Traceback") and "\n" in text.rstrip())


class TornPlaces:
    """The seconds of each stream in which lines of stack traces were logged singly."""

    def __init__(self) -> None:
        self._lines: dict[Stream, Counter[int]] = {}
        self._held: dict[Stream, set[int]] = {}
        self.left_out = 0

    def note(self, entry: Entry) -> None:
        """Look at one entry."""
        text = entry.body.get("textPayload")
        if isinstance(text, str) and is_trace_line(text):
            self._lines.setdefault(stream_of(entry), Counter())[entry.at // _SECOND] += 1

    def settle(self) -> None:
        """Choose what is held, earliest first, up to the bound; `left_out` counts the lines beyond it."""
        places = sorted(
            (second, stream, count) for stream, seconds in self._lines.items() for second, count in seconds.items()
        )
        held = 0
        for second, stream, count in places:
            held += count
            if held > MOST_LINES:
                self.left_out += count
                continue
            # The line before the trace and the last of it may fall into the neighbouring seconds.
            self._held.setdefault(stream, set()).update((second - 1, second, second + 1))

    def holds(self, entry: Entry) -> bool:
        """Whether the entry may be part of a torn trace and has to wait for its neighbours."""
        if not self._held:
            return False
        seconds = self._held.get(stream_of(entry))
        text = entry.body.get("textPayload")
        return seconds is not None and entry.at // _SECOND in seconds and isinstance(text, str)

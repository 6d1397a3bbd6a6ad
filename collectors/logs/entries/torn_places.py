"""Where stack traces were torn into one entry per line: streams and seconds, found before anything is counted."""

from collections.abc import Iterable
from typing import NamedTuple

import re2  # type: ignore[import-untyped]  # it ships no types

from collectors.logs.entries.entry import Entry

MOST_LINES = 300_000
"""Lines of torn traces that are held in memory to be joined."""

# RE2 takes no time for what has no bound, and much memory for what has.
_RUBY = r"\s*(?:from )?[^\s:]+\.(?:rb|erb|ru|rake):\d+:in [`'][^\n]*\s*$"
_PHP = r"#\d+ (?:\{main\}|\[internal function\]: |[^\n()]+\(\d+\): )"
_RUST = r"thread '[^'\n]+'(?: \(\d+\))? panicked at |stack backtrace:\s*$|\s+\d+: \S+::"
_ELIXIR = r"\s+(?:\([\w.-]+ [\w.+-]+\) )?[^\s:]+\.(?:exs?|erl|eex|heex):\d+: \S"
# The tags of a request, or clock, level and logger, where they are printed before every line and not before the first.
_HEAD = r"(?:(?:\[[^\]\n]+\] ?)+|\d{4}[-/]\d\d[-/]\d\d[^\n]+ )"
_HEADED = rf"(?:\s*File \"[^\"\n]+\", line \d+|\s+at \S+ ?\(|{_RUBY}|{_PHP})[^\n]*\s*$"
TRACE_LINE = (
    r"[\s|+-]*(?:Exception Group )?Traceback \(most recent call last\):|[\s|]*File \"[^\"\n]+\", line \d"
    r"|\s+at \S|\s+---> |\s+\.\.\. \d+ more|\t\S+\.(?:go|s):\d|goroutine \d+ \[|Caused by: "
    rf"|{_RUBY}|{_PHP}|{_RUST}|{_ELIXIR}|Stack trace:\s*$|{_HEAD}{_HEADED}"
)
"""One line, or some, out of the middle of a stack trace, from its beginning on; the first step looks for the same."""

# Of bytes, since a text may hold what is no character.
_LINE = re2.compile(TRACE_LINE.encode())


class Stream(NamedTuple):
    """Entries that one process wrote one after another, as far as can be told."""

    service: str
    revision: str
    instance: str
    trace: str
    log: str


def stream_of(entry: Entry) -> Stream:
    return Stream(entry.service, entry.revision, entry.instance or "", entry.trace or "", entry.log)


def is_trace_line(text: str) -> bool:
    """Whether a text is one line, or some, out of the middle of a stack trace."""
    is_whole = text.startswith("Traceback") and "\n" in text.rstrip()
    return not is_whole and _LINE.match(text.encode("utf-8", "replace")) is not None


class Place(NamedTuple):
    """One second of a stream, and how many single lines of stack traces it has."""

    second: int
    stream: str
    lines: int


def chosen(places: Iterable[Place]) -> tuple[set[tuple[str, int]], int]:
    """The streams and seconds whose lines are held to be joined, earliest first up to the bound; and the lines beyond.

    The line before a trace and the last of it may fall into the neighbouring seconds, which are held too.
    """
    held, left_out = 0, 0
    found: set[tuple[str, int]] = set()
    for second, stream, lines in sorted(places):
        held += lines
        if held > MOST_LINES:
            left_out += lines
        else:
            found.update((stream, each) for each in (second - 1, second, second + 1))
    return found, left_out

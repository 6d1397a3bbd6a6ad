"""The lines of one stack trace as they come in, and which line may be the next of it."""

import re
from functools import cached_property

from collectors.logs.entries.entry import Entry
from collectors.logs.entries.torn_places import is_trace_line
from collectors.logs.messages.line_heads import Head, below, has_clock, head_of, without_tags
from collectors.logs.messages.line_prefix import read_prefix
from collectors.logs.messages.stacks.elixir import FRAME as ELIXIR_FRAME
from collectors.logs.messages.stacks.python import CHAINED, HEADER
from collectors.logs.messages.stacks.rust import PANIC
from collectors.logs.severity import RANK
from incidents.model.evidence import Severity

AT_ONCE = 250_000_000
"""Nanoseconds between a message and the trace that is printed below it, at most."""

_INDENTED = re.compile(r"[ \t|+]")
_EXCEPTION = re.compile(r"[A-Za-z_$][\w.$<>]{0,200}(?: \[\w{1,80}\])?(?::|\s*$)")
_FRAME_OF_VM = re.compile(r"\s+(?:at \S|---> )")
# PostgreSQL drivers, SQLAlchemy and pydantic print these below the exception; "+---" closes an exception group.
_BELOW = re.compile(
    r"(?:DETAIL|HINT|CONTEXT|QUERY|STATEMENT|POSITION|LINE \d+): ?|\[SQL: |\[parameters: |\(Background on |\}$"
)
# Lines at the margin within a trace: .NET's between two awaits, Ruby's frames under a logger, all of PHP's.
_AT_THE_MARGIN = re.compile(
    r"--- End of |[^\s:]{1,300}\.(?:rb|erb|ru|rake):\d+:in [`'][^'\n]*'(?:: .*\([A-Z][\w:]*\))?\s*$"
    r"|#\d{1,4} (?:\{main\}|\[internal function\]: |[^\n()]{1,300}\(\d+\): )"
    r"|Stack trace:\s*$|Next [\w\\]+: .* in \S.*:\d+\s*$"
)
_RUBY_SAID = re.compile(r".*\([A-Z]\w*(?:::\w+)*\)\s*$|[A-Z][\w:]* \(.*\):\s*$|.*#<[A-Z][\w:]*: .*>\s*$")
_PHP_THROWN = re.compile(r".* in \S.{0,500}:\d+\s*$")
_OF_RUST = re.compile(rf"{PANIC.pattern}|stack backtrace:|note: (?:run with|Some details) ")
_ELIXIR_SAID = re.compile(r"(?:.{0,200} )?\*\* \([A-Za-z_][\w.]{0,200}\)")
_GO = re.compile(r"goroutine \d+ \[|panic: |fatal error: |\[signal |created by |exit status |[\w./*()-]+\(.*\)\s*$")
_GO_START = re.compile(r"panic: |fatal error: |goroutine \d+ \[|.{0,80}\bpanic serving ")
_NAMED_ERROR = re.compile(r"[\w.$]{0,200}(?:Error|Exception|Warning|Exit|Interrupt)\b")
_FIELD = re.compile(r"[\w.]{1,100}$")
_WARNING = RANK["WARNING"]


class TraceBlock:
    """The lines of one trace so far, or a single line that may be its beginning; without the head they share."""

    def __init__(self, entry: Entry, text: str) -> None:
        self.entries = [entry]
        self.first = text
        self.last = without_tags(text)
        self.in_trace = is_trace_line(text)
        self.is_go = bool(_GO_START.match(text))
        self.open_frames = self.in_trace
        self.ended = False

    @cached_property
    def head(self) -> Head:
        return head_of(self.first)

    def bare(self, text: str) -> str | None:
        """A line without the head that it shares with the first; None where it shares none."""
        return below(text, self.head) if text.startswith("[") or has_clock(text) else None

    @cached_property
    def complains(self) -> bool:
        """Whether the first line is a log message of the kind that a trace is printed under."""
        return is_complaint(self.first)

    def goes_on(self, text: str, following: str, gap: int, *, of_record: bool) -> bool:
        """Whether a line is one more of this trace; `following` is the line after it that is not empty.

        `of_record` tells that it repeats the tags of the first without a clock, and so begins no record of its own.
        """
        if self.in_trace or self.is_go:
            return _continues_trace(self, text, following)
        if gap > AT_ONCE:
            return False
        if not text.strip() and _announces(self.last, following):
            return True
        if _opens_trace(self.last, text) or (not self.last.strip() and _announces(text, following)):
            return True
        return self.complains and (of_record or _opens_under_complaint(text, following))

    def add(self, entry: Entry, text: str) -> None:
        self.entries.append(entry)
        if is_trace_line(text):
            self.in_trace = self.open_frames = True
            self.ended = False
        elif text.strip() and not _INDENTED.match(text):
            self.open_frames = False
            self.ended = self.in_trace
        self.is_go = self.is_go or bool(_GO_START.match(text))
        self.last = text if text.strip() else self.last


def _opens_trace(last: str, text: str) -> bool:
    """Whether the line before announced by itself what this one begins."""
    if ELIXIR_FRAME.match(text):
        return bool(_ELIXIR_SAID.match(last))
    if _FRAME_OF_VM.match(text):
        return bool(_EXCEPTION.match(last))
    announced = _PHP_THROWN if text.startswith("Stack trace:") else _RUBY_SAID
    return bool(_AT_THE_MARGIN.match(text) and announced.match(last))


def _opens_under_complaint(text: str, following: str) -> bool:
    """Whether a line begins a trace, or names the exception whose frames follow, if the one before is a complaint."""
    frames = (_FRAME_OF_VM, _AT_THE_MARGIN, _GO_START, _ELIXIR_SAID)
    if text.strip().endswith(HEADER) or any(each.match(text) for each in frames):
        return True
    # Java, Node and .NET name the exception below the log message and above the frames.
    return _announces(text, following) or bool(_FRAME_OF_VM.match(following) and _EXCEPTION.match(text))


def _announces(text: str, following: str) -> bool:
    """Whether a line names an exception of Ruby whose frames follow; Rails prints an empty line between."""
    return bool(_AT_THE_MARGIN.match(following) and _RUBY_SAID.match(text))


def _continues_trace(block: TraceBlock, text: str, following: str) -> bool:
    bare = text.strip()
    if not bare or bare in CHAINED or bare.startswith("Caused by: "):
        return True
    if bare.endswith(HEADER):
        # A second traceback belongs to the first only where the chain says so, or a group draws it inside.
        return block.last.strip() in CHAINED or bool(_INDENTED.match(text))
    if _INDENTED.match(text) or _AT_THE_MARGIN.match(text):
        return True
    if block.is_go or PANIC.match(block.last) or _OF_RUST.match(text):
        # What Rust panicked about stands below the place.
        return bool(_GO.match(text)) if block.is_go else not has_clock(text)
    return is_exception(text) if block.open_frames else block.ended and _is_detail(text, following)


def _is_detail(text: str, following: str) -> bool:
    bare = text.strip()
    # pydantic prints each field on a line of its own and what is wrong with it indented below.
    names_field = bool(_FIELD.match(bare)) and following[:1] in {" ", "\t"} and not is_trace_line(following)
    return names_field or bool(_BELOW.match(bare))


def is_exception(text: str) -> bool:
    """After frames `Error: no such user` is the exception, though it has the look of a level."""
    return bool(_EXCEPTION.match(text)) and (bool(_NAMED_ERROR.match(text)) or read_prefix(text).level is None)


def is_complaint(text: str) -> bool:
    """Whether a line is a log message of the kind that a trace is printed under."""
    level: Severity | None = read_prefix(text.partition("\n")[0]).level
    return level is not None and RANK[level] >= _WARNING

"""Joins the lines of stack traces that the platform stored as one entry each."""

import re
from collections.abc import Iterable, Iterator

from collectors.logs.entries.entry import Entry
from collectors.logs.entries.torn_places import is_trace_line, stream_of
from collectors.logs.messages.line_prefix import read_prefix
from collectors.logs.messages.stacks.python import CHAINED, HEADER
from collectors.logs.severity import RANK
from incidents.model.evidence import Severity

NEAR = 1_000_000_000
"""Nanoseconds between two lines of one trace, at most."""

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
_GO = re.compile(r"goroutine \d+ \[|panic: |fatal error: |\[signal |created by |exit status |[\w./*()-]+\(.*\)\s*$")
_GO_START = re.compile(r"panic: |fatal error: |goroutine \d+ \[|.{0,80}\bpanic serving ")
_NAMED_ERROR = re.compile(r"[\w.]{0,200}(?:Error|Exception|Warning|Exit|Interrupt)\b")
_FIELD = re.compile(r"[\w.]{1,100}$")
_WARNING = RANK["WARNING"]


class _Block:
    """The lines of one trace so far, or a single line that may be its beginning."""

    def __init__(self, entry: Entry, text: str) -> None:
        self.entries = [entry]
        self.last = text
        self.in_trace = is_trace_line(text)
        self.is_go = bool(_GO_START.match(text))
        self.open_frames = self.in_trace
        self.ended = False

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


def join_traces(held: Iterable[Entry]) -> Iterator[Entry]:
    """The entries with each torn trace, and the log message it was printed under, as one entry.

    The joined entry is the first of its lines, with all their text and the highest severity any of them stated.
    """
    streams: dict[tuple[str, ...], list[Entry]] = {}
    for entry in held:
        streams.setdefault(stream_of(entry), []).append(entry)
    for _, entries in sorted(streams.items()):
        entries.sort(key=lambda entry: (entry.at, entry.insert_id, _text(entry)))
        for block in _blocks(entries):
            yield _joined(block)


def _blocks(entries: list[Entry]) -> Iterator[list[Entry]]:
    block: _Block | None = None
    for index, entry in enumerate(entries):
        text = _text(entry)
        following = _text(entries[index + 1]) if index + 1 < len(entries) else ""
        gap = entry.at - block.entries[-1].at if block else 0
        if block and gap <= NEAR and _continues(block, text, following, gap):
            block.add(entry, text)
            continue
        if block:
            yield block.entries
        block = _Block(entry, text)
    if block:
        yield block.entries


def _continues(block: _Block, text: str, following: str, gap: int) -> bool:
    bare = text.strip()
    if block.in_trace or block.is_go:
        return _continues_trace(block, text, following)
    if gap > AT_ONCE or not bare:
        return False
    if bare.endswith(HEADER) or _GO_START.match(text):
        return is_complaint(block.last)
    if _FRAME_OF_VM.match(text):
        return bool(_EXCEPTION.match(block.last)) or is_complaint(block.last)
    if _AT_THE_MARGIN.match(text):
        announced = _PHP_THROWN if text.startswith("Stack trace:") else _RUBY_SAID
        return bool(announced.match(block.last)) or is_complaint(block.last)
    # Java, Node and .NET name the exception below the log message and above the frames.
    return bool(_FRAME_OF_VM.match(following) and _EXCEPTION.match(text)) and is_complaint(block.last)


def _continues_trace(block: _Block, text: str, following: str) -> bool:
    bare = text.strip()
    if not bare or bare in CHAINED or bare.startswith("Caused by: "):
        return True
    if bare.endswith(HEADER):
        # A second traceback belongs to the first only where the chain says so, or a group draws it inside.
        return block.last.strip() in CHAINED or bool(_INDENTED.match(text))
    if _INDENTED.match(text) or _AT_THE_MARGIN.match(text):
        return True
    if block.is_go:
        return bool(_GO.match(text))
    if block.open_frames:
        return _is_exception(text)
    # pydantic prints each field on a line of its own and what is wrong with it indented below.
    names_field = bool(_FIELD.match(bare)) and following[:1] in {" ", "\t"} and not is_trace_line(following)
    return block.ended and (names_field or bool(_BELOW.match(bare)))


def _is_exception(text: str) -> bool:
    """After frames `Error: no such user` is the exception, though it has the look of a level."""
    return bool(_EXCEPTION.match(text)) and (bool(_NAMED_ERROR.match(text)) or read_prefix(text).level is None)


def is_complaint(text: str) -> bool:
    """Whether a line is a log message of the kind that a trace is printed under."""
    level: Severity | None = read_prefix(text.partition("\n")[0]).level
    return level is not None and RANK[level] >= _WARNING


def _joined(entries: list[Entry]) -> Entry:
    if len(entries) == 1:
        return entries[0]
    highest = max((entry.stated or "DEFAULT" for entry in entries), key=RANK.__getitem__)
    return entries[0]._replace(
        stated=None if highest == "DEFAULT" else highest,
        body={"textPayload": "\n".join(_text(entry) for entry in entries).rstrip()},
    )


def _text(entry: Entry) -> str:
    text = entry.body.get("textPayload")
    return text.rstrip("\n") if isinstance(text, str) else ""

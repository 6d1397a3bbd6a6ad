"""Lines of text that begin with a time, as programs and container tools print them."""

from collections.abc import Iterable, Iterator

from collectors.logs.entries.json_values import Json
from collectors.logs.formats.line_time import LineTime, line_time
from collectors.logs.formats.text_unit import MOST_CHARACTERS, TextUnit
from collectors.logs.messages.line_prefix import read_prefix
from collectors.problem_tally import ProblemTally
from incidents.model.instant import Instant

_LOOKED_AT = 200
_NO_ZONE = "lines whose time states no zone, left out since no zone is assumed"


def is_plain_text(head: str) -> bool:
    """Whether more of the first lines begin with a time than with a brace."""
    lines = [line for line in head.split("\n", _LOOKED_AT)[:_LOOKED_AT] if line.strip()]
    dated = sum(line_time(line[:MOST_CHARACTERS]) is not None for line in lines)
    return dated > sum(line.lstrip().startswith("{") for line in lines)


class TextEntries:
    """The messages of a text, each with the lines below it; implements `RawEntries`.

    Text names no service: it is that of the question where there is one only. Nothing is known of its revision.
    """

    cut_off: str | None = None
    is_array = False

    def __init__(self, chunks: Iterable[str], problems: ProblemTally, services: tuple[str, ...]) -> None:
        self.seen = 0
        self.left_out: str | None = None
        self._lines = _lines(chunks, problems)
        self._problems = problems
        self._services = services

    def __iter__(self) -> Iterator[Json]:
        unit: TextUnit | None = None
        for line in self._lines:
            self.seen += 1
            if len(self._services) > 1:
                self._leave_out("lines of text, which name no service while several are asked for")
                continue
            time = line_time(line)
            said = _said(line, time)
            at = time.at if time else None
            if unit is not None and (at is None) == (time is None) and unit.takes(said, at):
                continue
            if unit is not None:
                yield self._raw(unit)
            unit = TextUnit(at, said) if at is not None else None
            if unit is None and line.strip():
                self._leave_out(_NO_ZONE if time else "lines that begin with no time, left out")
        if unit is not None:
            yield self._raw(unit)

    def _raw(self, unit: TextUnit) -> Json:
        return {
            "timestamp": str(Instant(unit.at)),
            "resource": {"labels": {"service_name": self._services[0]}},
            "logName": "text",
            "textPayload": unit.text,
        }

    def _leave_out(self, what: str) -> None:
        self._problems.add(what, f"line {self.seen}")
        self.left_out = self.left_out or what


def _said(line: str, time: LineTime | None) -> str:
    """The line without a time that a tool put before it, to be seen by what follows: no level, or a time of its own."""
    if time is None or not time.end:
        return line
    rest = line[time.end :].removeprefix(" ")
    return rest if line_time(rest) or read_prefix(line).level is None else line


def _lines(chunks: Iterable[str], problems: ProblemTally) -> Iterator[str]:
    """Lines without their breaks; of a very long one the beginning."""
    begun = ""
    dropped = False
    for chunk in chunks:
        pieces = (begun + chunk).split("\n")
        begun = pieces.pop()
        for line in pieces:
            yield _bounded(line, problems, dropped=dropped)
            dropped = False
        if len(begun) > MOST_CHARACTERS:
            begun, dropped = begun[:MOST_CHARACTERS], True
    if begun:
        yield _bounded(begun, problems, dropped=dropped)


def _bounded(line: str, problems: ProblemTally, *, dropped: bool) -> str:
    if dropped or len(line) > MOST_CHARACTERS:
        problems.add("lines that are very long, read in part", "in the text")
    return line[:MOST_CHARACTERS].removesuffix("\r")

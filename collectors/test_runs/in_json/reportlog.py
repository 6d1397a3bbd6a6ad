"""pytest-reportlog: a line of JSON for each report that pytest makes within itself."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from collectors.problem_tally import ProblemTally
from collectors.test_runs.as_reported.report import RunReport, UnusableReportError
from collectors.test_runs.files.sources import ReportSource
from collectors.test_runs.in_json import json_report
from collectors.test_runs.in_json.json_report import JsonObject, an_object, words
from collectors.test_runs.in_json.reportlog_cases import ReportlogCases

LARGEST_FILE = 256 * 1024 * 1024
LONGEST_LINE = 8 * 1024 * 1024
_HEAD = 64 * 1024
_FIRST_LINE = re.compile(rb'^(?:\xef\xbb\xbf)?\s*\{[^\n]*"\$report_type"')
_STOPS = {
    2: "pytest was interrupted (exit status 2)",
    3: "pytest met an internal error (exit status 3)",
    4: "pytest was not used rightly (exit status 4)",
}


class Reportlog:
    """The format of pytest's plugin pytest-reportlog."""

    name = "pytest-reportlog"

    def recognises(self, source: ReportSource) -> bool:
        """Tell by the first line."""
        with source.open("rb") as stream:
            return bool(_FIRST_LINE.match(stream.read(_HEAD)))

    def read(self, source: ReportSource) -> tuple[RunReport, ...]:
        """Read one file, which is one session; lines that cannot be used are counted."""
        heard = _Session()
        with source.open("rb") as stream:
            for number, line in enumerate(_lines(stream), start=1):
                heard.line(number, line)
            cut = f"only the first {LARGEST_FILE // 2**20} MB were read" if stream.read(1) else None
        return (heard.report(cut),)


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines; None for one that is longer than any report, whose rest is passed over."""
    size = 0
    while size < LARGEST_FILE and (line := stream.readline(LONGEST_LINE)):
        size += len(line)
        if len(line) < LONGEST_LINE or line.endswith(b"\n"):
            yield line
            continue
        yield None
        while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
            size += len(rest)


class _Session:
    """Collects what the lines say."""

    def __init__(self) -> None:
        self._cases = ReportlogCases()
        self._tally = ProblemTally()
        self._cut: str | None = None
        self._finish: JsonObject | None = None
        self._version = ""

    def line(self, number: int, line: bytes | None) -> None:
        place = f"line {number}"
        if line is None:
            self._tally.add(f"lines longer than {LONGEST_LINE // 2**20} MB", place)
            return
        if not line.strip():
            return
        try:
            found = json_report.parsed_object(line)
        except UnusableReportError:
            if line.endswith(b"\n"):
                self._tally.add("lines that are no JSON objects", place)
            else:
                self._cut = f"the file ends within {place}"
            return
        self._hear(found, place)

    def _hear(self, found: JsonObject, place: str) -> None:
        kind = words(found.get("$report_type"))
        if kind == "SessionStart":
            self._version = words(found.get("pytest_version"))
        elif kind == "SessionFinish":
            self._finish = found
        elif kind == "CollectReport":
            self._cases.collected(found)
        elif kind in ("TestReport", "SubTestReport", "SubtestReport"):
            if not self._cases.ran(found, subtest=kind != "TestReport"):
                self._tally.add("reports of tests without a name or an outcome that is known", place)
        elif kind not in ("WarningMessage", "PytestWarning"):
            self._tally.add("lines of a kind that is not known", f"{place}: {kind[:100]}")

    def report(self, cut: str | None) -> RunReport:
        """Everything that was heard, as a report."""
        cases = self._cases.cases()
        cut = cut or self._cut
        status = json_report.count(an_object(self._finish).get("exitstatus"))
        times = self._cases.times
        if cut:
            cut = f"{cut}; {len(cases)} tests before that were kept"
        return RunReport(
            format=Reportlog.name,
            pytest=True,
            cases=cases,
            starts=(json_report.written_moment(times[0]),) if times else (),
            duration_s=round(times[1] - times[0], 6) if times else None,
            summary=f"pytest {self._version}, exit status {'not stated' if status is None else status}".strip(),
            stops=self._stops(status, cut),
            problems=self._tally.problems(),
            cut=cut,
        )

    def _stops(self, status: int | None, cut: str | None) -> tuple[str, ...]:
        found = ["a test was started and not finished"] if self._cases.unfinished else []
        if self._finish is None and not cut:
            found.append("the report ends before the session's end")
        return (*found, *([_STOPS[status]] if status in _STOPS else []))

"""The console text of pytest, alone or within the log of a job."""

import re
from dataclasses import replace

from collectors.test_runs.as_reported import figures
from collectors.test_runs.as_reported.plain_text import one_line
from collectors.test_runs.as_reported.report import NO_LAST_LINE, RunReport, Stated, UnusableReportError
from collectors.test_runs.console.cases import SessionCases, session_cases
from collectors.test_runs.console.lines import final_counts, lines_of
from collectors.test_runs.console.session import Session, sessions
from collectors.test_runs.console.stored_text import console_text
from collectors.test_runs.files.sources import ReportSource

_HEADER = "= test session starts"
_HEADERS = (_HEADER.encode("utf-8"), _HEADER.encode("utf-16-le"), _HEADER.encode("utf-16-be"))
_TAIL = 16 * 1024
_CHUNK = 1024 * 1024
_COLLECTED = re.compile(r"\bcollected (?P<items>\d{1,9}) items?(?P<more>(?: / \d+ [a-z]+)*)\s*$")
_DESELECTED = re.compile(r"/ (?P<number>\d{1,9}) deselected")
_WORKERS = re.compile(
    r"^(?:\d+ workers? \[(?P<items>\d{1,9}) items?\]|gw\d+ \[(?P<each>\d{1,9})\](?: / gw\d+ \[\d+\])*)\s*$"
)
_ROOTDIR = re.compile(r"^rootdir: (?P<path>.+?)(?:, (?:config|ini)file:.*)?$")
_SECONDS = re.compile(r" in (?P<seconds>\d+(?:\.\d+)?)(?:s| seconds)")


class PytestConsole:
    """The console text of pytest."""

    name = "pytest-console"

    def recognises(self, source: ReportSource) -> bool:
        """Tell by the header of a session anywhere, or by pytest's last line near the end."""
        carried = b""
        with source.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                if any(header in carried + chunk for header in _HEADERS):
                    return True
                carried = (carried + chunk)[-_TAIL:]
        tail = carried.decode("utf-8", "replace")
        return any(final_counts(line.text) is not None for line in lines_of(tail))

    def read(self, source: ReportSource) -> tuple[RunReport, ...]:
        """Read one text; each session of pytest in it is one report."""
        text, cut = console_text(source)
        found = sessions(lines_of(text))
        if not found:
            raise UnusableReportError("it names pytest and holds no session of it. It was not read")
        reports = [_report(session) for session in found]
        if cut:
            reports[-1] = replace(reports[-1], cut=cut)
        return tuple(reports)


def _report(session: Session) -> RunReport:
    cases = session_cases(session)
    seconds = _SECONDS.search(session.final_line)
    return RunReport(
        format=PytestConsole.name,
        pytest=True,
        cases=cases.cases,
        stated=_stated(session, cases.subtests_failed),
        starts=(session.start,) if session.start else (),
        duration_s=figures.seconds(seconds["seconds"]) if seconds else None,
        command=session.command,
        rootdir=next((match["path"].strip() for match in _header_matches(session, _ROOTDIR)), None),
        report_file=session.report_file,
        summary=one_line(session.final_line),
        stops=_stops(session, cases),
        notes=_notes(session, cases),
    )


def _header_matches(session: Session, pattern: re.Pattern[str]) -> list[re.Match[str]]:
    return [match for line in session.progress if (match := pattern.search(line.text))]


def _stated(session: Session, subtests_failed: int) -> Stated:
    """The figures of the last line, where a word that is missing means none; and what was collected.

    Workers of pytest-xdist collect for themselves and print what is left after deselection, so without a figure of
    their own the deselected are unknown there.
    """
    final = session.final
    collected, deselected, workers = _collected(session)
    if final is None:
        return Stated(collected=collected, deselected=deselected)
    if _only_collected(final):
        found = final.get("tests", final.get("test", 0))
        return Stated(collected=found if collected is None else collected, deselected=final.get("deselected", 0))
    if deselected is None:
        deselected = final.get("deselected", None if workers else 0)
        if workers and collected is not None and deselected:
            collected += deselected
    return Stated(
        collected=collected,
        deselected=deselected,
        passed=final.get("passed", 0),
        failed=final.get("failed", 0),
        errors=final.get("error", 0) + final.get("errors", 0),
        skipped=final.get("skipped", 0),
        xfailed=final.get("xfailed", 0),
        xpassed=final.get("xpassed", 0),
        subtests_failed=subtests_failed,
    )


def _collected(session: Session) -> tuple[int | None, int | None, bool]:
    for match in _header_matches(session, _COLLECTED):
        deselected = _DESELECTED.search(match["more"])
        return int(match["items"]), int(deselected["number"]) if deselected else 0, False
    for match in _header_matches(session, _WORKERS):
        return int(match["items"] or match["each"]), None, True
    return None, None, False


def _stops(session: Session, cases: SessionCases) -> tuple[str, ...]:
    found = [one_line(bang) for bang in session.bangs]
    if session.internal_errors:
        found.append("pytest met an internal error")
    if cases.timed_out:
        found.append("a test ran into its timeout and the run was ended")
    elif session.headed and session.final is None:
        found.append(NO_LAST_LINE)
    return tuple(found)


def _notes(session: Session, cases: SessionCases) -> tuple[str, ...]:
    if session.final is not None and _only_collected(session.final):
        return ("the tests were only collected, none was run",)
    found = [f"started and without a result: {test}" for test in cases.unfinished]
    found += [f"pytest said: {one_line(error)}" for error in session.errors]
    if session.internal_errors:
        told = [line for line in session.internal_errors if line and not line.startswith(("File ", "^"))]
        found.append(f"pytest's internal error: {one_line(told[-1] if told else '')}")
    return tuple(found)


def _only_collected(final: dict[str, int]) -> bool:
    return bool({"test", "tests"} & final.keys())

"""Runs and cases as evidence: named, redacted, cut to what a reader needs."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from collectors.moments import moment
from collectors.problem_tally import ProblemTally
from collectors.redaction import Redactor
from collectors.test_runs.as_reported import attempts
from collectors.test_runs.as_reported.plain_text import collapsed, cut, one_line, plain
from collectors.test_runs.as_reported.report import NO_LAST_LINE, Execution
from collectors.test_runs.as_reported.start_time import Start, start_of
from collectors.test_runs.failures.failure_text import Described, describe
from collectors.test_runs.job import Job
from collectors.test_runs.runs import accounting
from collectors.test_runs.runs.joining import RunFiles
from collectors.test_runs.runs.run_cases import Case
from collectors.test_runs.runs.run_hints import Hints
from incidents.model.evidence import Attempt, CaseResult, Frame, TestRun
from incidents.model.instant import Instant
from incidents.model.record import digest

SOURCE = "tests"
LONGEST_MESSAGE = 500
LONGEST_EXCERPT = 2000
LONGEST_CAPTURED = 4096
MOST_NOTES = 40
_ROOT_SEARCHED = 100
_ABSOLUTE = re.compile(r"""(?<![^\s'"(])/[^\s'":()]+\.py\b""")
_NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True)
class RunFound:
    """One run with everything that was found of it. `path` is what its id is made of."""

    name: str
    path: str
    files: RunFiles
    hints: Hints
    cases: tuple[Case, ...]
    job: Job | None = None


def run_evidence(found: RunFound, redactor: Redactor, tally: ProblemTally) -> tuple[TestRun, tuple[CaseResult, ...]]:
    """The run and its cases, sorted by test; what does not add up goes to the tally."""
    writer = _Writer(found, redactor)
    run = writer.run(tally)
    return run, tuple(writer.case(case, test, run) for case, test in zip(found.cases, writer.names(), strict=True))


class _Writer:
    def __init__(self, found: RunFound, redactor: Redactor) -> None:
        self._found = found
        self._redact = redactor.redact
        self._frames: dict[tuple[str, int | None, str], Frame] = {}
        files = found.files
        console = [files.console] if files.console else []
        self._reports = [each.report for each in (*files.listings, *console)]
        self._rootdir = next((each.rootdir for each in self._reports if each.rootdir), None) or _root_of(found.cases)

    def run(self, tally: ProblemTally) -> TestRun:
        found, start = self._found, self._start()
        stops = self._stops()
        accounting.weigh(found.files, found.cases, interrupted=bool(stops), tally=tally)
        name, path = self._line(found.name), self._line(found.path)
        command = next((report.command for report in self._reports if report.command), None) or found.hints.command
        return TestRun(
            id=f"run-{_slug(name)}-{digest(path, length=6)}",
            at=start.at,
            source=SOURCE,
            locator=path,
            excerpt=self._text("\n".join([*(each.summary for each in self._reports if each.summary), *stops]), 1000),
            name=name,
            zone=start.zone,
            started_text=self._line(start.text) if start.text else None,
            duration_s=self._duration(),
            command=self._line(command) if command else None,
            counts=accounting.run_counts(found.files, found.cases),
            interrupted=bool(stops),
            files=tuple(self._line(file) for file in found.files.files),
            collection_errors=tuple(
                self._line(case.test) for case in found.cases if case.of_collection and case.outcome == "error"
            ),
            notes=self._notes(start, stops),
            environment=self._line(found.hints.environment) if found.hints.environment else None,
            revision=self._line(found.hints.revision) if found.hints.revision else None,
            exit_code=found.hints.exit_code,
            ended=self._ended(start),
            commit=self._line(found.job.commit) if found.job and found.job.commit else None,
        )

    def names(self) -> list[str]:
        """The names as they are shown: those that only redaction made alike are numbered, so that none is lost."""
        seen: Counter[str] = Counter()
        found = []
        for case in self._found.cases:
            test = self._line(case.test)
            seen[test] += 1
            found.append(test if seen[test] == 1 else f"{test} ({seen[test]})")
        return found

    def case(self, case: Case, test: str, run: TestRun) -> CaseResult:
        last = _telling(case)
        kept = attempts.kept(case.executions)
        described = self._described(last)
        messages = [each.message for each in described if each.message]
        captured = "\n".join(dict.fromkeys(each.captured for each in case.executions if each.captured))
        return CaseResult(
            id=f"case-{digest(run.id, test)}",
            at=run.at,
            source=SOURCE,
            locator=f"{self._line(case.file)}#{test}",
            excerpt=self._text(_failure_text(last) or captured, LONGEST_EXCERPT, head_share=0.35),
            run=run.id,
            test=test,
            outcome=case.outcome,
            duration_s=case.executions[-1].duration_s,
            message=self._text("\n".join(dict.fromkeys(messages)), LONGEST_MESSAGE, head_share=1) or None,
            error_type=next((self._line(each.error_type) for each in described if each.error_type), None),
            frames=tuple(self._frame(frame) for frame in next((each.frames for each in described if each.frames), ())),
            captured=self._text(captured, LONGEST_CAPTURED),
            attempts=tuple(self._attempt(each, described if each is last else self._described(each)) for each in kept),
        )

    def _attempt(self, execution: Execution, described: list[Described]) -> Attempt:
        messages = [each.message for each in described if each.message]
        message = self._text(messages[0], LONGEST_MESSAGE, head_share=1) if messages else None
        return Attempt(outcome=execution.outcome, duration_s=execution.duration_s, message=message)

    def _described(self, execution: Execution) -> list[Described]:
        return [describe(mishap, self._rootdir) for mishap in execution.mishaps]

    def _frame(self, frame: Frame) -> Frame:
        """The frame redacted; the failures of one run share most of theirs."""
        key = (frame.file, frame.line, frame.function)
        if key not in self._frames:
            file, function = self._line(frame.file), self._line(frame.function)
            self._frames[key] = Frame(file=file, line=frame.line, function=function)
        return self._frames[key]

    def _start(self) -> Start:
        files, hints = self._found.files, self._found.hints
        reported = tuple(start for each in files.listings for start in each.report.starts)
        stamped = next(iter(files.console.report.starts), None) if files.console else None
        job = self._found.job.started if self._found.job else None
        return start_of(tuple(one_line(text) for text in reported), hints.start, stamped, self._found.name, job)

    def _ended(self, start: Start) -> Instant | None:
        """What a run.json states as the end; one that lies before the start is of another clock, and is no end."""
        end = moment(self._found.hints.end) if self._found.hints.end else None
        return end if end is not None and start.at is not None and end >= start.at else None

    def _duration(self) -> float | None:
        listed = [each.report.duration_s for each in self._found.files.listings]
        known = [each for each in listed if each is not None]
        if known and len(known) == len(listed):
            return round(sum(known), 6)
        console = self._found.files.console
        printed = console.report.duration_s if console else None
        return printed if printed is not None else self._found.hints.duration_s

    def _stops(self) -> tuple[str, ...]:
        """Why the run did not come to its end; a whole report shows that it did, whatever the console text lacks."""
        listings = self._found.files.listings
        whole = bool(listings) and not any(each.report.cut for each in listings)
        found = dict.fromkeys(stop for report in self._reports for stop in report.stops)
        return tuple(stop for stop in found if not (whole and stop == NO_LAST_LINE))

    def _notes(self, start: Start, stops: tuple[str, ...]) -> tuple[str, ...]:
        own = [note for report in self._reports for note in report.notes]
        cuts = [report.cut for report in self._reports if report.cut]
        of_job = self._found.job.notes if self._found.job else ()
        found = [*start.notes, *of_job, *(f"stopped: {stop}" for stop in stops), *own, *cuts, *self._found.hints.others]
        return tuple(self._line(note) for note in dict.fromkeys(found))[:MOST_NOTES]

    def _line(self, text: str) -> str:
        return self._redact(one_line(text))

    def _text(self, text: str, limit: int, head_share: float = 0.5) -> str:
        """Redacted first, for a secret that is cut in two is known to no rule."""
        text = self._redact(plain(text))
        return text if len(text) <= limit else cut(collapsed(text), limit, head_share)


def _slug(name: str) -> str:
    return _NOT_IN_AN_ID.sub("-", name).strip("-._")[:120] or "unnamed"


def _telling(case: Case) -> Execution:
    """The execution that made the outcome: the last one of that outcome."""
    return next(each for each in reversed(case.executions) if each.outcome == case.outcome)


def _failure_text(execution: Execution) -> str:
    """The message where the text lacks it, and the text, of each mishap."""
    found = []
    for mishap in execution.mishaps:
        text = mishap.text.strip("\n")
        parts = [text] if mishap.message and mishap.message in text else [mishap.message, text]
        found += [part for part in parts if part]
    return "\n".join(found)


def _root_of(cases: tuple[Case, ...]) -> str | None:
    """The folder of the run where no console text names it: what stands before a known test file's path."""
    files = {case.test.partition("::")[0] for case in cases if ".py" in case.test}
    mishaps = (mishap for case in cases for execution in case.executions for mishap in execution.mishaps)
    for mishap in islice(mishaps, _ROOT_SEARCHED):
        for path in _ABSOLUTE.findall(mishap.text):
            parts = path.split("/")
            for start in range(2, len(parts)):
                if "/".join(parts[start:]) in files:
                    return "/".join(parts[:start])
    return None

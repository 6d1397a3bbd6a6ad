"""The collector of test runs."""

import time
from collections.abc import Callable
from typing import ClassVar

from collectors.collector import Ask
from collectors.named_files import failed_reading, survey_lines, unmatched_readings
from collectors.problem_tally import ProblemTally
from collectors.test_runs.as_reported.plain_text import one_line
from collectors.test_runs.as_reported.report import RunReport, UnusableReportError
from collectors.test_runs.evidence import SOURCE, RunFound, run_evidence
from collectors.test_runs.files.sources import Sources
from collectors.test_runs.formats import format_of
from collectors.test_runs.job import Job
from collectors.test_runs.live.artifacts import live_artifacts, question
from collectors.test_runs.runs import run_hints
from collectors.test_runs.runs.foreign_reports import foreign_report
from collectors.test_runs.runs.joining import RunFiles, joined
from collectors.test_runs.runs.one_run import FileReport
from collectors.test_runs.runs.run_cases import run_cases
from collectors.test_runs.runs.run_folders import RunFolder, is_zip, named_places, run_folders
from collectors.test_runs.runs.run_hints import Hints
from incidents.model.evidence import CaseResult, TestRun
from incidents.model.instant import Instant
from incidents.model.record import digest
from incidents.model.scope import Reading, Span
from incidents.model.sealed import Collected
from incidents.timing.timer import REAL_TIMER, Timer


class TestRuns:
    """Reads test reports: `[sources.tests]` names folders or files, or asks for the artifacts of GitHub Actions."""

    __test__: ClassVar[bool] = False
    name: ClassVar[str] = "tests"

    def __init__(self, clock: Callable[[], float] = time.time, timer: Timer = REAL_TIMER) -> None:
        """`clock` tells the time at which a live read without an end ends, `timer` what waiting takes."""
        self._clock = clock
        self._timer = timer

    def survey(self, ask: Ask) -> tuple[str, ...]:
        """A line for each glob and one for each folder with files that may be reports; the question of a live read."""
        live = (question(ask),) if ask.live_on else ()
        with Sources(ask.root) as sources:
            folders = [f"{folder.path}: {len(folder.files)} files to look into" for folder in run_folders(ask, sources)]
        return (*survey_lines(ask), *(ask.redactor.redact(line) for line in (*live, *folders)))

    def collect(self, ask: Ask) -> Collected:
        """One run for each report or console text, its cases, and a reading for each file."""
        found, told = _read_named(ask)
        barren = [name for name in named_places(ask) if name not in told]
        why = "no test report was found there in a format that can be read"
        readings = tuple(failed_reading(ask, SOURCE, name, why) for name in barren)
        parts = [Collected(readings=unmatched_readings(ask, SOURCE)), found, Collected(readings=readings)]
        return Collected.joined([*parts, *(self._live(ask) if ask.live_on else ())])

    def _live(self, ask: Ask) -> list[Collected]:
        parts = []
        with live_artifacts(ask, Instant(int(self._clock()) * 1_000_000_000), self._timer) as live:
            for about, job in live.each():
                found, told = _read_named(about, job)
                if not told:
                    live.without_report(about)
                    found = Collected(readings=tuple(each for each in found.readings if each.status != "complete"))
                parts.append(found)
            parts.append(Collected(readings=live.readings()))
        return parts


def _read_named(ask: Ask, job: Job | None = None) -> tuple[Collected, set[str]]:
    """What lies in the places that are named, and which of them held a report, be it one that could not be used."""
    parts: list[Collected] = []
    told: set[str] = set()
    with Sources(ask.root) as sources:
        for folder in run_folders(ask, sources):
            reader = _FolderReader(ask, folder, sources, job)
            parts.append(reader.collected())
            if reader.found_reports:
                told.update(folder.named)
        parts.append(_zip_readings(ask, sources))
    return Collected.joined(parts), told


class _FolderReader:
    """Reads one folder and keeps the tally of each file's reading."""

    def __init__(self, ask: Ask, folder: RunFolder, sources: Sources, job: Job | None = None) -> None:
        self._ask = ask
        self._job = job
        self._sources = sources
        self._folder = folder
        self._readings: list[Reading] = []
        self._reports: list[FileReport] = []
        self._strangers: list[str] = []
        self._foreign: dict[str, str] = {}
        self._tallies: dict[str, ProblemTally] = {}
        self._failed = False

    @property
    def found_reports(self) -> bool:
        """Whether anything was a report, even one that could not be used."""
        return bool(self._reports) or self._failed

    def collected(self) -> Collected:
        """Read every file of the folder."""
        for file in self._folder.files:
            self._read(file)
        if not self._reports:
            for file, why in self._foreign.items():
                self._fail(file, why)
        hints = self._hints()
        evidence: list[TestRun | CaseResult] = []
        spans: dict[str, Span] = {}
        runs = joined(self._reports)
        for files in runs:
            found = self._found(files, hints, alone=len(runs) == 1)
            run, cases = run_evidence(found, self._ask.redactor, self._tallies[files.files[0]])
            evidence += [run, *cases]
            spans.update(dict.fromkeys(files.files, _span(run)))
        self._readings += [self._reading(file, spans[file]) for file in sorted(self._tallies)]
        self._readings += self._rest()
        return Collected(evidence=tuple(evidence), readings=tuple(self._readings))

    def _read(self, file: str) -> None:
        try:
            if is_zip(file):
                self._empty_zip(file)
                return
            source, size = self._sources.source(file), self._sources.size(file)
            known = format_of(source) if size else None
            reports = known.read(source) if known else ()
            foreign = foreign_report(source) if size and known is None else None
        except UnusableReportError as unusable:
            self._fail(file, str(unusable))
            return
        except OSError as refused:
            self._fail(file, f"it could not be opened: {refused.strerror or 'unknown error'}. It was not read")
            return
        if known is None and size == 0 and file.endswith(".xml"):
            self._fail(file, "it is empty")
        elif foreign:
            self._foreign[file] = foreign
        elif known is None:
            self._strangers.append(file)
        else:
            self._reports += [FileReport(file, number, report) for number, report in enumerate(reports, start=1)]
            self._tallies[file] = _tally(reports, self._ask.redactor.redact)
            self._ask.progress(file, sum(len(report.cases) for report in reports))

    def _empty_zip(self, file: str) -> None:
        """A zip that stands for itself: it cannot be opened, which is raised here, or holds nothing to look into."""
        held = self._sources.archive(file)
        if self._job is not None and not held.problems:
            return  # Nobody named this artifact as one of tests.
        tally = "; ".join(f"{problem.what}: {problem.count}" for problem in held.problems)
        self._fail(file, f"it holds no file that may be a test report{f' ({tally})' if tally else ''}")

    def _hints(self) -> Hints:
        if self._folder.hints is None or not self._reports:
            return Hints()
        try:
            return run_hints.read(self._sources.source(self._folder.hints))
        except UnusableReportError as unusable:
            self._fail(self._folder.hints, str(unusable))
        except OSError as refused:
            self._fail(self._folder.hints, f"it could not be opened: {refused.strerror or 'unknown error'}")
        return Hints()

    def _found(self, files: RunFiles, hints: Hints, *, alone: bool) -> RunFound:
        """A folder with one run gives it its name; where there are several, the files tell them apart."""
        name, path = self._folder.name, self._folder.path
        if not alone:
            path = files.listings[0].file if files.listings else files.files[0]
            stem = path.rpartition("/")[2].rpartition(".")[0]
            name = f"{name}/{stem}" if name != stem else stem
            number = files.console.number if files.console and not files.listings else 1
            if number > 1:
                name, path = f"{name}#{number}", f"{path}#{number}"
        if self._job is not None:
            # Several workflows may call their artifacts alike.
            name = f"{self._job.workflow}/{name}"
        return RunFound(name, path, files, hints, run_cases(files), self._job)

    def _reading(self, file: str, span: Span) -> Reading:
        reports = [each.report for each in self._reports if each.file == file]
        cuts = [report.cut for report in reports if report.cut]
        what = self._ask.redactor.redact(file)
        return Reading(
            id=f"reading-{digest(SOURCE, what)}",
            source=SOURCE,
            what=what,
            span=span,
            items=sum(len(report.cases) for report in reports),
            status="truncated" if cuts else "complete",
            why=self._ask.redactor.redact("; ".join(cuts)) or None,
            problems=self._tallies[file].problems(),
        )

    def _rest(self) -> list[Reading]:
        """One reading for what lay there and is no report, and for what was not gone through."""
        folder = self._folder
        beside = self._foreign if self._reports else {}
        if not self._strangers and not folder.left_out and not beside:
            return []
        tally = ProblemTally()
        for file, why in beside.items():
            tally.add(f"reports of tests that were passed over: {why}", self._ask.redactor.redact(file))
        for file in self._strangers:
            tally.add("files that hold no test report in a known format", self._ask.redactor.redact(file))
        what = self._ask.redactor.redact(f"{folder.path}: other files")
        return [
            Reading(
                id=f"reading-{digest(SOURCE, what)}",
                source=SOURCE,
                what=what,
                span=Span(),
                items=0,
                status="truncated" if folder.left_out else "complete",
                why=folder.left_out,
                problems=tally.problems(),
            )
        ]

    def _fail(self, file: str, why: str) -> None:
        self._failed = True
        self._readings.append(failed_reading(self._ask, SOURCE, file, why))


def _zip_readings(ask: Ask, sources: Sources) -> Collected:
    """A reading for each zip of which members were refused."""
    readings = []
    for file, archive in sources.archives():
        if archive.problems:
            what = ask.redactor.redact(f"{file}: refused members")
            problems = tuple(
                problem.model_copy(update={"first": ask.redactor.redact(one_line(problem.first))})
                for problem in archive.problems
            )
            readings.append(
                Reading(
                    id=f"reading-{digest(SOURCE, what)}",
                    source=SOURCE,
                    what=what,
                    span=Span(),
                    items=0,
                    status="truncated",
                    why="some members of the zip were refused",
                    problems=problems,
                )
            )
    return Collected(readings=tuple(readings))


def _tally(reports: tuple[RunReport, ...], redact: Callable[[str], str]) -> ProblemTally:
    tally = ProblemTally()
    for report in reports:
        for problem in report.problems:
            tally.add(redact(problem.what), redact(problem.first), problem.count)
    return tally


def _span(run: TestRun) -> Span:
    if run.at is None:
        return Span()
    return Span(start=run.at, end=run.at.plus(run.duration_s or 0))

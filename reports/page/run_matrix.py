"""Tests by runs: what each case ended with in each run, and whether that is evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from incidents.model.evidence import AnyEvidence, CaseResult, Outcome, TestRun
from incidents.model.incident import Incident
from reports.page.marks import PageCitations
from reports.page.records.body import when
from reports.sections.effects import DoubtRow, doubt_rows

_MOST_RUNS = 12
_MOST_ROWS = 80
_DOUBTS = {
    "executed-on-mock": "on a stand-in",
    "vacuous-pass": "too quick",
    "no-request-on-server": "server silent",
    "skipped-for-outage": "for the outage",
    "nothing-collected": "nothing ran",
    "no-real-pass": "no real pass",
}
_WORDS: dict[Outcome, str] = {
    "passed": "pass",
    "failed": "FAIL",
    "error": "ERROR",
    "skipped": "skip",
    "xfailed": "expected fail",
    "xpassed": "unexpected pass",
}
_TONES: dict[Outcome, Literal["bad", "good", "plain"]] = {"passed": "good", "failed": "bad", "error": "bad"}


@dataclass(frozen=True)
class RunHead:
    """A column: the run with its figures and with what is doubtful about it as a whole."""

    id: str
    name: str
    at: str
    where: str
    figures: str
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """What one case ended with; `doubts` say in few words why that is no evidence, and are empty where it is."""

    record: str
    word: str
    tone: Literal["bad", "good", "plain"]
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class CaseRow:
    """A test with a cell for each run; None where the run does not name it."""

    file: str
    name: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class FileRow:
    """Tests of one file that passed, undoubted, in every shown run that names them."""

    file: str
    tests: int


@dataclass(frozen=True)
class RunMatrix:
    """`rows` are the tests that did anything but pass; `more` rows and `earlier` runs are left out."""

    runs: tuple[RunHead, ...]
    rows: tuple[CaseRow, ...]
    more: int
    earlier: int
    passing: tuple[FileRow, ...]
    doubts: tuple[DoubtRow, ...]


def run_matrix(incident: Incident, evidence: Mapping[str, AnyEvidence], citations: PageCitations) -> RunMatrix | None:
    """None where no run was read. The latest run comes first, because there may be more than fit a screen."""
    every = sorted((each for each in evidence.values() if isinstance(each, TestRun)), key=_began, reverse=True)
    if not every:
        return None
    runs = every[:_MOST_RUNS]
    cases: dict[str, dict[str, CaseResult]] = {}
    for case in (each for each in evidence.values() if isinstance(each, CaseResult)):
        cases.setdefault(case.test, {})[case.run] = case
    doubted = _doubted(incident)
    found = {test: _row(test, by_run, runs, doubted) for test, by_run in sorted(cases.items())}
    telling = sorted((each for each in found.values() if _tells(each)), key=_rank)
    quiet = [each.file for each in found.values() if not _tells(each) and any(each.cells)]
    return RunMatrix(
        runs=tuple(_head(each, doubted) for each in runs),
        rows=tuple(telling[:_MOST_ROWS]),
        more=max(0, len(telling) - _MOST_ROWS),
        earlier=len(every) - len(runs),
        passing=tuple(FileRow(file, quiet.count(file)) for file in sorted(set(quiet))),
        doubts=doubt_rows(incident, citations),
    )


def _began(run: TestRun) -> tuple[int, str]:
    return (run.at.nanoseconds if run.at else 0, run.id)


def _doubted(incident: Incident) -> dict[tuple[str, str | None], tuple[str, ...]]:
    found: dict[tuple[str, str | None], list[str]] = {}
    for each in incident.doubts:
        word = _DOUBTS.get(each.rule, each.rule.replace("-", " "))
        found.setdefault((each.run, each.test), []).append(word)
    return {key: tuple(dict.fromkeys(words)) for key, words in found.items()}


def _head(run: TestRun, doubted: Mapping[tuple[str, str | None], tuple[str, ...]]) -> RunHead:
    counts = run.counts
    parts = (
        (counts.passed, "passed"),
        (counts.failed, "failed"),
        (counts.errors, "error" if counts.errors == 1 else "errors"),
        (counts.skipped, "skipped"),
    )
    return RunHead(
        id=run.id,
        name=run.name,
        at=when(run.at),
        where=" on ".join(part for part in (run.environment, run.revision) if part),
        figures=", ".join(f"{n} {word}" for n, word in parts if n) or "no case ran",
        doubts=doubted.get((run.id, None), ()),
    )


def _row(
    test: str,
    by_run: Mapping[str, CaseResult],
    runs: list[TestRun],
    doubted: Mapping[tuple[str, str | None], tuple[str, ...]],
) -> CaseRow:
    file, _, name = test.partition("::")
    cells = [_cell(by_run[run.id], doubted.get((run.id, test), ())) if run.id in by_run else None for run in runs]
    return CaseRow(file=file if name else "", name=name or file, cells=tuple(cells))


def _cell(case: CaseResult, doubts: tuple[str, ...]) -> Cell:
    return Cell(case.id, _WORDS[case.outcome], _TONES.get(case.outcome, "plain"), doubts)


def _tells(row: CaseRow) -> bool:
    return any(cell and (cell.tone != "good" or cell.doubts) for cell in row.cells)


def _rank(row: CaseRow) -> tuple[int, str, str]:
    """What fails in the latest run comes first, then other failures, then doubts, then skips."""
    cells = [cell for cell in row.cells if cell]
    if row.cells[0] and row.cells[0].tone == "bad":
        return 0, row.file, row.name
    if any(cell.tone == "bad" for cell in cells):
        return 1, row.file, row.name
    return (2 if any(cell.doubts for cell in cells) else 3), row.file, row.name

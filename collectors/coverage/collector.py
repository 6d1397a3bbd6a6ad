"""Reads coverage reports: of every source file the lines that the failed tests of its run ran."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path, PurePosixPath
from typing import ClassVar

from collectors.collector import Ask, Ran
from collectors.coverage.formats import report_of
from collectors.coverage.ran import Report, UnusableCoverageError
from collectors.coverage.test_names import which_of
from collectors.json_records import plain_text
from collectors.named_files import failed_reading, files_below, named, survey_lines, unmatched_readings
from collectors.plain_file import PlainFile
from collectors.problem_tally import ProblemTally
from incidents.model.evidence import ExecutedLines
from incidents.model.record import digest
from incidents.model.scope import Problem, Reading, Span
from incidents.model.sealed import Collected

SOURCE = "coverage"
LARGEST_FILE = 64 * 1024 * 1024
MOST_RECORDS = 5000
MOST_STRETCHES = 10_000
LONGEST_NAME = 1000
LONGEST_EXCERPT = 300
_USUAL = re.compile(r"(?:coverage|cobertura)[^/]*\.(?:json|xml)|lcov\.info|.*\.lcov", re.IGNORECASE)


class Coverage:
    """One record for each source file and failed test; where a report tells no tests apart, for each source file.

    A report belongs to the run whose own report lies in the same folder. Lines that only passed tests ran are left out
    where the report tells: they would explain no failure.
    """

    name: ClassVar[str] = SOURCE

    def survey(self, ask: Ask) -> tuple[str, ...]:
        """A line for each glob."""
        return survey_lines(ask)

    def collect(self, ask: Ask) -> Collected:
        """Read every file that the globs name, and below the folders that they name what has a usual name."""
        parts = [Collected(readings=unmatched_readings(ask, SOURCE))]
        for name in named(ask):
            files = list(files_below(ask.root, name, _is_usual)) if (ask.root / name).is_dir() else [name]
            parts += [_collected(ask, file) for file in files]
            if not files:
                why = "the folder holds no coverage.json, coverage.xml, cobertura.xml or lcov.info. Nothing was read"
                parts.append(Collected(readings=(failed_reading(ask, SOURCE, name, why),)))
        return Collected.joined(parts)


def _is_usual(name: str) -> bool:
    """Reports of tests that lie beside are not tried."""
    return _USUAL.fullmatch(name) is not None


def _collected(ask: Ask, file: str) -> Collected:
    tally, run = ProblemTally(), _run_of(ask, file)
    failed = run.failed if run else frozenset(test for each in ask.runs for test in each.failed)
    try:
        report = report_of(_text(ask.root / file), which_of(failed, ask.redactor), tally)
    except UnusableCoverageError as unusable:
        return Collected(readings=(failed_reading(ask, SOURCE, file, str(unusable), _problems(ask, tally)),))
    except OSError as refused:
        why = f"it could not be opened: {refused.strerror or 'unknown error'}. It was not read"
        return Collected(readings=(failed_reading(ask, SOURCE, file, why),))
    shown = ask.redactor.redact(file)
    records = {each.id: each for each in _records(ask, shown, run, report, tally)}
    kept = tuple(records[key] for key in sorted(records)[:MOST_RECORDS])
    ask.progress(file, len(kept))
    cut = f"only the first {MOST_RECORDS} of {len(records)} records were kept" if len(kept) < len(records) else None
    reading = Reading(
        id=f"reading-{digest(SOURCE, shown)}",
        source=SOURCE,
        what=shown,
        span=Span(),
        items=len(kept),
        status="truncated" if report.cut or cut else "complete",
        why=report.cut or cut,
        problems=_problems(ask, tally),
    )
    return Collected(evidence=kept, readings=(reading,))


def _text(path: Path) -> str:
    with PlainFile(path).open() as stream:
        content = stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise UnusableCoverageError(f"it is larger than {LARGEST_FILE // 2**20} MB. It was not read")
    return content.decode("utf-8-sig", "replace")


def _run_of(ask: Ask, file: str) -> Ran | None:
    """The run whose report lies in the same folder; None where none does, or several."""
    folder = PurePosixPath(file).parent
    beside = [each for each in ask.runs if any(PurePosixPath(own).parent == folder for own in each.files)]
    return beside[0] if len(beside) == 1 else None


def _records(ask: Ask, shown: str, run: Ran | None, report: Report, tally: ProblemTally) -> Iterator[ExecutedLines]:
    """Where the report tells tests apart, those of failed tests alone."""
    kept = [each for each in report.files if (each.test is not None) == report.tells_tests]
    if report.tells_tests:
        left = {each.path for each in report.files} - {each.path for each in kept}
        tally.add("files of which no failed test ran a line, left out", shown, len(left), harmless=True)
    for each in kept:
        path, ran = _shown(ask, each.path), _ranges(each.lines)
        tally.add("files without a name", shown, int(not path))
        if len(ran) > MOST_STRETCHES:
            tally.add(f"files with more than {MOST_STRETCHES} stretches of lines, of which the first were kept", path)
        ran = ran[:MOST_STRETCHES]
        if ran and path:
            told = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ran)
            yield ExecutedLines(
                id=f"ran-{digest(shown, path, each.test or '')}",
                at=None,
                source=SOURCE,
                locator=f"{shown}, {path}",
                excerpt=f"lines that ran: {told}"[:LONGEST_EXCERPT],
                run=run.run if run else None,
                test=each.test,
                path=path,
                lines=ran,
            )


def _problems(ask: Ask, tally: ProblemTally) -> tuple[Problem, ...]:
    """Their places are names that the report wrote."""
    return tuple(each.model_copy(update={"first": _shown(ask, each.first)}) for each in tally.problems())


def _shown(ask: Ask, name: str) -> str:
    return " ".join(ask.redactor.redact(plain_text(name)).split())[:LONGEST_NAME]


def _ranges(numbers: AbstractSet[int]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)

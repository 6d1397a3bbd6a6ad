"""Counting a run: what was collected, deselected and run, and whether the producer's figures agree.

For a run that came to its end, with every test under one outcome:

    collected = deselected + passed + failed + xfailed + xpassed + skipped + errors of tests

Errors of collection and modules skipped as a whole are errors and skips of the run, but no collected tests. A run
that was stopped has collected tests without an outcome. `collected` and `deselected` stand in the console text alone.
"""

from collections import Counter

from collectors.problem_tally import ProblemTally
from collectors.test_runs.as_reported.attempts import MOST_ATTEMPTS
from collectors.test_runs.as_reported.report import RunReport, Stated
from collectors.test_runs.runs.joining import RunFiles
from collectors.test_runs.runs.run_cases import Case
from incidents.model.evidence import RunCounts


def run_counts(files: RunFiles, cases: tuple[Case, ...]) -> RunCounts:
    """Counted from the cases where all of them are known, else as the producer states them.

    pytest counts a passed test whose teardown fails as a pass and as an error; here it is one error.
    """
    console = files.console.report if files.console else None
    collected = console.stated.collected if console else None
    deselected = console.stated.deselected if console else None
    figures = None if _all_known(files) else _figures(files)
    if figures is not None:
        return figures.model_copy(update={"collected": collected, "deselected": deselected})
    found = Counter(case.outcome for case in cases)
    return RunCounts(
        collected=collected,
        deselected=deselected,
        passed=found["passed"],
        failed=found["failed"],
        errors=found["error"],
        skipped=found["skipped"],
        xfailed=found["xfailed"],
        xpassed=found["xpassed"],
    )


def weigh(files: RunFiles, cases: tuple[Case, ...], *, interrupted: bool, tally: ProblemTally) -> None:
    """Add to the tally what does not add up between the reports, the console text and the cases."""
    for case in cases:
        if len(case.executions) > MOST_ATTEMPTS:
            tally.add(f"tests with more than {MOST_ATTEMPTS} entries, which count as one test", case.file)
    console = files.console.report if files.console else None
    if console is None:
        return
    place = files.console.file if files.console else ""
    for word, listed, printed in _pairs(files, console):
        if listed is not None and printed is not None and listed != printed:
            tally.add(
                f"the report and the console text state different numbers of {word}", f"{place}: {listed}, {printed}"
            )
    collected, deselected = console.stated.collected, console.stated.deselected
    if interrupted or collected is None or not _all_known(files):
        return
    with_outcome = sum(not case.of_collection for case in cases)
    expected = collected - (deselected or 0)
    if with_outcome != expected:
        what = "collected tests have no result" if with_outcome < expected else "there are more results than tests"
        tally.add(what, f"{place}: {expected} to run, {with_outcome} with a result", abs(expected - with_outcome))


def _all_known(files: RunFiles) -> bool:
    """Whether every case is listed: in whole reports, or line by line in the console text."""
    if files.listings and not any(each.report.cut for each in files.listings):
        listed = sum(len(each.report.cases) for each in files.listings)
        return listed > 0 or not any(_total(each.report.stated) for each in files.listings)
    if files.console is None:
        return False
    report = files.console.report
    passed = sum(case.executions[-1].outcome == "passed" for case in report.cases)
    return report.stated.passed is not None and passed + _broken_later(report) >= report.stated.passed


def _broken_later(report: RunReport) -> int:
    """Tests that pytest counts as passed and as errors."""
    return sum(
        case.executions[-1].outcome == "error"
        and any(mishap.phase == "teardown" for mishap in case.executions[-1].mishaps)
        for case in report.cases
    )


def _figures(files: RunFiles) -> RunCounts | None:
    """The producer's figures: the console text's, which know more words, before the report's."""
    if files.console is not None and files.console.report.stated.passed is not None:
        return _counts([files.console.report.stated])
    stated = [each.report.stated for each in files.listings]
    return _counts(stated) if stated and all(each.passed is not None for each in stated) else None


def _counts(stated: list[Stated]) -> RunCounts:
    return RunCounts(
        passed=sum(each.passed or 0 for each in stated),
        failed=sum(max(0, (each.failed or 0) - each.subtests_failed) for each in stated),
        errors=sum(each.errors or 0 for each in stated),
        skipped=sum(each.skipped or 0 for each in stated),
        xfailed=sum(each.xfailed or 0 for each in stated),
        xpassed=sum(each.xpassed or 0 for each in stated),
    )


def _pairs(files: RunFiles, console: RunReport) -> list[tuple[str, int | None, int | None]]:
    """The figures that both state; JUnit counts expected failures among the skipped."""
    if not files.listings or any(each.report.cut for each in files.listings):
        return []
    stated, printed = [each.report.stated for each in files.listings], console.stated
    skipped = None if printed.skipped is None else printed.skipped + (printed.xfailed or 0)
    return [
        ("failures", _sum([each.failed for each in stated]), printed.failed),
        ("errors", _sum([each.errors for each in stated]), printed.errors),
        ("skipped tests", _sum([each.skipped for each in stated]), skipped),
    ]


def _sum(figures: list[int | None]) -> int | None:
    return sum(each for each in figures if each is not None) if None not in figures else None


def _total(stated: Stated) -> int:
    return sum(each or 0 for each in (stated.passed, stated.failed, stated.errors, stated.skipped))

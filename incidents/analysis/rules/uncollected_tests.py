"""Files of tests that could not be collected.

Claims: collecting these files ended in this error, so that nothing of them ran, nor of what the run left for it.
Refuted by a later run in which a test of theirs executed. Whether what they test works is not known by it.
"""

from collections.abc import Iterator

from incidents.analysis.components import component_of
from incidents.analysis.facts import Facts
from incidents.analysis.judged import case_history
from incidents.analysis.judged.case_signature import signature
from incidents.analysis.paths_of_tests import file_of
from incidents.analysis.rules import failing_test
from incidents.analysis.titles import quoted
from incidents.model.evidence import TestRun
from incidents.model.finding import UNRANKED, Finding, Ratio, State
from incidents.model.record import digest

NAME = "uncollected-tests"


def find(facts: Facts) -> list[Finding]:
    """One finding for each error that ended a collection in a newest run."""
    groups: dict[tuple[State, str], list[case_history.Result]] = {}
    for now in case_history.newest(facts):
        if case_history.is_uncollected(now):
            state = failing_test.state_of(facts, now)
            groups.setdefault((state, signature(now.case)), []).append(now)
    return sorted((_finding(facts, *group, rows) for group, rows in groups.items()), key=lambda each: each.id)


def left_out(facts: Facts, finding: Finding) -> frozenset[str]:
    """Its files, and the tests that an earlier run of them lists and its own run does not."""
    runs = [each for key in finding.related if isinstance(each := facts.records[key], TestRun)]
    return frozenset({*finding.tests, *(test for run in runs for test in _missing(facts, finding, run))})


def _missing(facts: Facts, finding: Finding, run: TestRun) -> Iterator[str]:
    files = {test.partition("::")[0] for test in finding.tests}
    earlier = (each for each in reversed(facts.runs) if each.at and run.at and each.at < run.at)
    for each in earlier:
        listed = facts.cases[each.id]
        if any(file_of(case) in files and case.outcome != "error" for case in listed.values()):
            yield from listed.keys() - facts.cases[run.id].keys()
            return


def _finding(facts: Facts, state: State, signature: str, rows: list[case_history.Result]) -> Finding:
    files = tuple(sorted({case.test for _, case in rows}))
    runs = {run.id: run for run, _ in rows}
    component = component_of(facts.sealed.policy, files)
    what = "1 file of tests" if len(files) == 1 else f"{len(files)} files of tests"
    said = failing_test.said_by(rows[0].case)
    moments = sorted(run.at for run in runs.values() if run.at is not None)
    return Finding(
        id=f"finding-{digest(NAME, state, signature, *files[:1])}",
        rule=NAME,
        kind="test",
        title=f"{what} cannot be collected, {failing_test.names(files)}: {quoted(said)}{_not_run(runs)}",
        service=None,
        component=component.name if component else None,
        state=state,
        priority=UNRANKED,
        signature=said,
        tests=files,
        before=None,
        after=_told(runs) or Ratio(n=len(files), total=None, unit="files of tests"),
        first=moments[0] if moments else None,
        last=moments[-1] if moments else None,
        primary=tuple(sorted(case.id for _, case in rows)),
        related=tuple(sorted(runs)),
    )


def _not_run(runs: dict[str, TestRun]) -> str:
    """What the runs tell of the tests that were collected beside; nothing where one does not."""
    told = _told(runs)
    if told is None or not told.n:
        return ""
    if told.n == told.total:
        return (
            "; the 1 test that was collected did not run" if told.n == 1 else f"; none of {told.n} collected tests ran"
        )
    return f"; {told.n} of {told.total} collected tests did not run"


def _told(runs: dict[str, TestRun]) -> Ratio | None:
    total = left = 0
    for run in runs.values():
        counts = run.counts
        if counts.collected is None:
            return None
        selected = counts.collected - (counts.deselected or 0)
        total, left = total + selected, left + max(0, selected - counts.executed - counts.skipped)
    return Ratio(n=min(left, total), total=total, unit="collected tests not run") if total > 0 else None

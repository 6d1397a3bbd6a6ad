"""The lines that the failed tests of a finding ran, as far as coverage was read."""

from collections.abc import Sequence

from incidents.analysis.causes.ranking.executed import NOTHING_EXECUTED, Executed
from incidents.analysis.facts import Facts
from incidents.model.evidence import CaseResult, ExecutedLines
from incidents.model.finding import Finding


def executed_by(facts: Facts, finding: Finding) -> Executed:
    """Of the tests themselves where the reports tell; else of their runs, else of reports beside which no run lies."""
    records = facts.of(ExecutedLines) if finding.kind == "test" else ()
    if not records:
        return NOTHING_EXECUTED
    cases = [case for key in finding.primary if isinstance(case := facts.records[key], CaseResult)]
    runs, tests = {case.run for case in cases}, {case.test for case in cases}
    here = [each for each in records if each.run in runs]
    apart = [each for each in records if each.run is None]
    for told in (here, apart):
        of_tests = [each for each in told if each.test in tests]
        of_run = [each for each in told if each.test is None]
        if of_tests or of_run:
            return executed_of(of_tests or of_run, by_test=bool(of_tests) or _alone(facts, runs))
    return NOTHING_EXECUTED


def executed_of(records: Sequence[ExecutedLines], *, by_test: bool) -> Executed:
    lines: dict[str, set[int]] = {}
    cites: dict[str, list[str]] = {}
    for each in records:
        held = lines.setdefault(each.path, set())
        held.update(number for first, last in each.lines for number in range(first, last + 1))
        cites.setdefault(each.path, []).append(each.id)
    return Executed(lines, {path: tuple(sorted(ids)) for path, ids in cites.items()}, by_test=by_test)


def _alone(facts: Facts, runs: set[str]) -> bool:
    """Whether each of the runs ran one test alone, so that whatever ran was run by it."""
    return bool(runs) and all(sum(case.outcome != "skipped" for case in facts.cases[run].values()) == 1 for run in runs)

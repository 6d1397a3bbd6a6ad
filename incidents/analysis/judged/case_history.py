"""What became of one test from run to run, told by its identity."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from incidents.analysis.facts import Facts
from incidents.analysis.judged.case_signature import signature
from incidents.analysis.passes.executed_on_mock import mock_marker
from incidents.analysis.paths_of_tests import file_of
from incidents.analysis.tested.newest_runs import newest_of_each_name
from incidents.model.evidence import CaseResult, TestRun
from incidents.model.instant import Instant

FAILED = ("failed", "error")
PASSED = ("passed", "xpassed")


class Result(NamedTuple):
    """A case with the run that it belongs to."""

    run: TestRun
    case: CaseResult


def newest(facts: Facts) -> list[Result]:
    """All results of the newest run of each suite on the candidate side; a test of two suites has two."""
    runs = newest_of_each_name(facts.candidate_runs())
    return [Result(run, case) for run in runs for case in facts.cases[run.id].values()]


def is_uncollected(now: Result) -> bool:
    """Whether it is the error of a whole file, before any test of it."""
    return now.case.outcome == "error" and file_of(now.case) in now.run.collection_errors


def before(facts: Facts, test: str) -> Result | None:
    """The newest result of the baseline side that shows something: neither a skip nor a pass on a stand-in."""
    return next(_telling(facts, facts.baseline_runs(), test), None)


def earlier(facts: Facts, now: Result) -> Result | None:
    """The same; where no run of the baseline side tells, a pass in the window before this run."""
    told = before(facts, now.case.test)
    if told is not None or now.run.at is None:
        return told
    runs = [each for each in facts.candidate_runs() if each.at is not None and each.at < now.run.at]
    return next((each for each in _telling(facts, runs, now.case.test) if each.case.outcome in PASSED), None)


def _telling(facts: Facts, runs: Sequence[TestRun], test: str) -> Iterator[Result]:
    for run in reversed(runs):
        case = facts.cases[run.id].get(test)
        if case is not None and case.outcome != "skipped" and mock_marker(case) is None:
            yield Result(run, case)


def unsteady(facts: Facts, test: str) -> tuple[Result, ...]:
    """The results that show that the test passes and fails with nothing changed; empty where none do.

    Either one run repeated it until it passed, or two runs of one commit, in one environment and with no deployment
    between them, disagree. Before the window a pass and a failure in the words of the newest one will do, of runs that
    name no commit. A failure while a service failed is that service's.
    """
    held = [Result(run, case) for run in facts.runs if (case := facts.cases[run.id].get(test)) is not None]
    ours = [each for each in held if each.run.at is not None and each.run.at >= facts.start]
    repeated = [each for each in ours if _passed_again(each.case)]
    if repeated:
        return tuple(repeated)
    for later in ours:
        for earlier in held[: held.index(later)]:
            if _nothing_changed(facts, earlier.run, later.run) and _by_itself(facts, earlier, later):
                return earlier, later
    return _unsteady_before(facts, held, ours)


def _unsteady_before(facts: Facts, held: Sequence[Result], ours: Sequence[Result]) -> tuple[Result, ...]:
    """With the newest failure, where runs name no commit: it had failed in its words, and passed, before the window."""
    now = next((each for each in reversed(ours) if each.case.outcome in FAILED), None)
    if now is None or now.run.commit is not None:
        return ()
    before = [each for each in held if each not in ours and each.run.commit is None]
    for place, later in enumerate(before):
        for earlier in before[:place]:
            failure = earlier if earlier.case.outcome in FAILED else later
            alike = signature(failure.case) == signature(now.case)
            if alike and _nothing_deployed(facts, earlier.run, later.run) and _by_itself(facts, earlier, later):
                return earlier, later, now
    return ()


def of_one_code(results: Sequence[Result]) -> bool:
    """Whether such results are known to be of one code: one run repeated them, or the runs name their commit."""
    return all(each.run.commit is not None or _passed_again(each.case) for each in results)


def _by_itself(facts: Facts, earlier: Result, later: Result) -> bool:
    """Whether one of both failed, and no service meanwhile."""
    failure = earlier if earlier.case.outcome in FAILED else later
    return _disagree(earlier.case, later.case) and not _service_failed(facts, failure.run)


def _service_failed(facts: Facts, run: TestRun) -> bool:
    """Whether a service answered with a server error in the minutes of the run."""
    if run.at is None:
        return False
    first, last = run.at.minute, run.at.plus(run.duration_s or 0)
    return any(each.server_errors and first <= each.minute <= last for row in facts.requests for each in row.by_minute)


def _passed_again(case: CaseResult) -> bool:
    """Whether a rerun ended in a pass; a pass whose teardown failed has both outcomes too, and ends as an error."""
    return case.outcome in PASSED and any(each.outcome in FAILED for each in case.attempts)


def _disagree(one: CaseResult, other: CaseResult) -> bool:
    return {one.outcome in FAILED, other.outcome in FAILED} == {True, False} and any(
        each.outcome in PASSED and mock_marker(each) is None for each in (one, other)
    )


def _nothing_changed(facts: Facts, one: TestRun, other: TestRun) -> bool:
    return one.commit is not None and one.commit == other.commit and _nothing_deployed(facts, one, other)


def _nothing_deployed(facts: Facts, one: TestRun, other: TestRun) -> bool:
    """Between two runs in one environment."""
    if one.at is None or other.at is None or (one.environment, one.revision) != (other.environment, other.revision):
        return False
    return not any(_between(one.at, each.at, other.at) for each in facts.revisions.values() if each.at is not None)


def _between(one: Instant, moment: Instant, other: Instant) -> bool:
    return min(one, other) <= moment <= max(one, other)

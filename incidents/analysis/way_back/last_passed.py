"""Tests of the deployed service that passed on the revision before and fail on a new one, as a way back needs them."""

from functools import partial

from incidents.analysis.asked_by_runs import minutes_of
from incidents.analysis.causes.history import changes_until
from incidents.analysis.causes.unreached import Unreached
from incidents.analysis.course.misread import raised_by_test
from incidents.analysis.course.test_requests import asked_by
from incidents.analysis.facts import Facts
from incidents.analysis.judged import case_history
from incidents.analysis.judged.case_history import PASSED, Result
from incidents.analysis.tested.remote_tests import claims_the_service
from incidents.analysis.ties.failed_meanwhile import is_own_fault
from incidents.analysis.ties.route_in_text import written
from incidents.model.evidence import CaseResult, Revision
from incidents.model.finding import Finding

_OF_TESTS = ("test", "test-support")
_SAME_PROGRAM = ("comments-only", "formatting-only")


def first_failing(facts: Facts, findings: list[Finding]) -> dict[str, set[str]]:
    """For the one service that was deployed between pass and failure, its first revision of that time.

    Empty where the test asserts nothing of an answer, does not reach a service, or was itself changed in what ran.
    Where several services were deployed meanwhile, it is the one whose log has the test's request; where that does not
    tell, either may have changed the answer.
    """
    for finding in findings:
        if finding.kind != "test" or finding.state != "new" or is_own_fault(facts, finding):
            continue
        for failure in _failures(facts, finding):
            earlier = case_history.before(facts, failure.case.test)
            if earlier is None or earlier.case.outcome not in PASSED or _test_changed(facts, finding, failure):
                continue
            deployed = _asked(facts, _deployed_between(facts, earlier, failure), failure)
            services = {each.service for each in deployed}
            if len(services) == 1:
                return {deployed[0].service: {deployed[0].name}}
    return {}


def _failures(facts: Facts, finding: Finding) -> list[Result]:
    """Its cases in which an assertion on an answer of the deployed service failed."""
    runs = {run.id: run for run in facts.candidate_runs()}
    cases = [each for key in finding.primary if isinstance(each := facts.records[key], CaseResult)]
    return [
        Result(runs[case.run], case)
        for case in cases
        if case.run in runs and case.outcome == "failed" and _asserts(case)
        if claims_the_service(facts, runs[case.run], case)
    ]


def _asserts(case: CaseResult) -> bool:
    return "assert" in f"{case.error_type or ''} {case.message or ''}".lower() or raised_by_test(case)


def _test_changed(facts: Facts, finding: Finding, failure: Result) -> bool:
    """Whether a commit that was read touches what ran of the test's own file, or what supports tests."""
    file = failure.case.test.partition("::")[0]
    of_tests = [each for each in facts.changes if each.path_class in _OF_TESTS and each.effect not in _SAME_PROGRAM]
    if any(each.path_class == "test-support" for each in of_tests):
        return True
    unreached = Unreached(facts, finding, partial(changes_until, facts, finding))
    return any(each.path.endswith(file) and unreached.why(each) is None for each in of_tests)


def _asked(facts: Facts, deployed: list[Revision], failure: Result) -> list[Revision]:
    """Of several services the one that answered the test's request, if the log of just one of them has such a one."""
    requests = [(each.method, each.path.partition("?")[0]) for each in asked_by(failure.case)]
    minutes = minutes_of(failure.run)
    answered = {
        row.service
        for row in facts.requests
        if any(method == row.method and written(row.route).search(path) for method, path in requests)
        and any(each.minute in minutes for each in row.by_minute)
    }
    asked = [each for each in deployed if each.service in answered]
    return asked if len({each.service for each in asked}) == 1 else deployed


def _deployed_between(facts: Facts, earlier: Result, failure: Result) -> list[Revision]:
    start, end = earlier.run.at, failure.run.at
    if start is None or end is None:
        return []
    new = [each for each in facts.revisions.values() if each.name in facts.new_revisions and each.ready is not False]
    dated = sorted((each.at, each.name, each) for each in new if each.at is not None and start <= each.at < end)
    return [each for *_, each in dated]

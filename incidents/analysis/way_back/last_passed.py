"""Tests of the deployed service that passed on the revision before and fail on a new one, as a way back needs them."""

from incidents.analysis.facts import Facts
from incidents.analysis.judged import case_history
from incidents.analysis.judged.case_history import PASSED, Result
from incidents.analysis.tested.remote_tests import claims_the_service
from incidents.analysis.ties.failed_meanwhile import is_own_fault
from incidents.model.evidence import CaseResult, Revision
from incidents.model.finding import Finding

_OF_TESTS = ("test", "test-support")


def first_failing(facts: Facts, findings: list[Finding]) -> dict[str, set[str]]:
    """For the one service that was deployed between pass and failure, its first revision of that time.

    Empty where the test asserts nothing of an answer, does not reach a service, was itself changed, or where two
    services were deployed meanwhile: then either may have changed the answer.
    """
    for finding in findings:
        if finding.kind != "test" or finding.state != "new" or is_own_fault(facts, finding):
            continue
        for failure in _failures(facts, finding):
            earlier = case_history.before(facts, failure.case.test)
            if earlier is None or earlier.case.outcome not in PASSED or _test_changed(facts, failure):
                continue
            deployed = _deployed_between(facts, earlier, failure)
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
    return "assert" in f"{case.error_type or ''} {case.message or ''}".lower()


def _test_changed(facts: Facts, failure: Result) -> bool:
    """Whether a commit that was read touches the test's own file, or what supports tests."""
    file = failure.case.test.partition("::")[0]
    own = [each for each in facts.changes if each.path_class in _OF_TESTS]
    return any(each.path_class == "test-support" or each.path.endswith(file) for each in own)


def _deployed_between(facts: Facts, earlier: Result, failure: Result) -> list[Revision]:
    start, end = earlier.run.at, failure.run.at
    if start is None or end is None:
        return []
    new = [each for each in facts.revisions.values() if each.name in facts.new_revisions and each.ready is not False]
    dated = sorted((each.at, each.name, each) for each in new if each.at is not None and start <= each.at < end)
    return [each for *_, each in dated]

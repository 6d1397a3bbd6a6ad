"""Which tests are of a deployed service: by what its own log shows, or else by their path or what their run states."""

from collections.abc import Iterable

from incidents.analysis.facts import Facts
from incidents.analysis.paths_of_tests import file_of, is_unit, words_of
from incidents.model.evidence import CaseResult, TestRun
from incidents.model.finding import Finding

# Words that teams put into a path for tests that leave the process; the scope's own environment is added to them.
_LEAVES_THE_PROCESS = frozenset({"e2e", "smoke", "live", "remote", "endtoend"})


def claims_the_service(facts: Facts, run: TestRun, case: CaseResult) -> bool:
    """Whether the service's log shows that the tests of its file ask it, or its folder or file says so.

    Where neither does, the run decides by the environment that it states; a unit test never claims it.
    """
    if is_unit(case):
        return False
    if file_of(case) in facts.asked.all_files:
        return True
    words = words_of(case)
    environment = facts.sealed.scope.environment.lower()
    if words & {*_LEAVES_THE_PROCESS, environment}:
        return True
    return run.environment is not None and run.environment.lower() == environment


def asked_and_failed(facts: Facts, findings: Iterable[Finding]) -> tuple[CaseResult, ...]:
    """The failed cases of these findings whose bodies ran against the deployed service."""
    runs = {run.id: run for run in facts.runs}
    primary = (facts.records[key] for each in findings for key in each.primary if each.kind == "test")
    cases = (each for each in primary if isinstance(each, CaseResult) and each.outcome == "failed")
    return tuple(each for each in cases if each.run in runs and claims_the_service(facts, runs[each.run], each))

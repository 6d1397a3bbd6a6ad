"""Which tests are of a deployed service: by what its own log shows, or else by their path or what their run states."""

from incidents.analysis.facts import Facts
from incidents.analysis.paths_of_tests import file_of, is_unit, words_of
from incidents.model.evidence import CaseResult, TestRun

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

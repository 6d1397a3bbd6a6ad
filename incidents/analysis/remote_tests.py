"""Which tests claim to reach a deployed service: by their path, or by what their run states."""

import re

from incidents.analysis.facts import Facts
from incidents.model.evidence import CaseResult, TestRun

# Words that teams put into a path for tests that leave the process; the scope's own environment is added to them.
_LEAVES_THE_PROCESS = frozenset({"e2e", "smoke", "live", "remote", "endtoend"})
_STAYS_INSIDE = frozenset({"unit", "units"})


def claims_the_service(facts: Facts, run: TestRun, case: CaseResult) -> bool:
    """Whether the test's folder or file says that it runs against a deployed service.

    Where the path says nothing, the run decides by the environment that it states; a unit test never claims it.
    """
    if is_unit(case):
        return False
    words = _words(case)
    environment = facts.sealed.scope.environment.lower()
    if words & {*_LEAVES_THE_PROCESS, environment}:
        return True
    return run.environment is not None and run.environment.lower() == environment


def is_unit(case: CaseResult) -> bool:
    """Whether the test's folder or file says that it stays within the process."""
    return not _STAYS_INSIDE.isdisjoint(_words(case))


def _words(case: CaseResult) -> set[str]:
    return set(re.split(r"[^a-z0-9]+", case.test.split("::", 1)[0].lower()))

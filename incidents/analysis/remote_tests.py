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
    words = set(re.split(r"[^a-z0-9]+", case.test.split("::", 1)[0].lower()))
    if words & _STAYS_INSIDE:
        return False
    environment = facts.sealed.scope.environment.lower()
    if words & {*_LEAVES_THE_PROCESS, environment}:
        return True
    return run.environment is not None and run.environment.lower() == environment

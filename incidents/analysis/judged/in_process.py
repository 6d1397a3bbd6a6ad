"""Which executed tests ran within their own process: they are real, and say nothing of what is deployed."""

from statistics import median

from incidents.analysis.asked_by_runs import NETWORK_S
from incidents.analysis.facts import Facts
from incidents.analysis.paths_of_tests import is_unit
from incidents.analysis.tested.remote_tests import claims_the_service
from incidents.model.evidence import CaseResult, TestRun

# Some reporters round to ten milliseconds or count the start of the first test in.
_QUICK_S = 2 * NETWORK_S


def ran_in_process(facts: Facts, run: TestRun, case: CaseResult) -> bool:
    """Whether nothing shows that it asked the deployed service and its time or its run's shows that it did not.

    Neither the log of the service nor its path or its run shows it, and the log does for other files of the run, or it
    is a unit test by its path, or was too quick for an exchange over a network, or half of a run was of which no test
    names the service.
    """
    if run.revision is not None or claims_the_service(facts, run, case):
        return False
    if run.id in facts.asked.files or is_unit(case) or (case.duration_s is not None and case.duration_s < NETWORK_S):
        return True
    cases = facts.cases[run.id].values()
    took = [each.duration_s for each in cases if each.outcome in ("passed", "failed") and each.duration_s is not None]
    named = any(claims_the_service(facts, run, each) for each in cases)
    return bool(took) and not named and median(took) < _QUICK_S

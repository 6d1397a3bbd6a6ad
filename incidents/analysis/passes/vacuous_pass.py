"""A pass so quick that the test cannot have reached what it tests.

Claims: the case passed within two milliseconds, and no exchange over a network ends in that time: it says by its path
that it is of a deployed service, or it took much longer in each of at least two earlier passes, or all tests of at
least three other files in its folder take much longer. Refuted by a test that needs no network: one in a folder of unit
tests, or one that was always as quick.
"""

from pathlib import PurePosixPath

from incidents.analysis.asked_by_runs import NETWORK_S
from incidents.analysis.facts import Facts
from incidents.analysis.tested.remote_tests import claims_the_service
from incidents.model.evidence import CaseResult, TestRun
from incidents.model.incident import Doubt

NAME = "vacuous-pass"
AT_ONCE_S = 0.002
"""What reports print for a body that returned at once; they round to milliseconds, pytest's console to 10 of them."""
_ENOUGH_PASSES = 2
_ENOUGH_FILES = 3


def doubts(facts: Facts) -> list[Doubt]:
    """One doubt for each pass of the candidate side that came too soon."""
    found = []
    for run in facts.candidate_runs():
        for case in facts.cases[run.id].values():
            if (seen := too_quick(facts, run, case)) is not None:
                reason, others = seen
                found.append(_doubt(run, case, reason, others))
    return found


def too_quick(facts: Facts, run: TestRun, case: CaseResult) -> tuple[str, tuple[str, ...]] | None:
    """Why the pass came too soon and the other cases that show it; None where it did not."""
    if case.outcome != "passed" or case.duration_s is None or case.duration_s > AT_ONCE_S:
        return None
    took = f"it passed in {case.duration_s:.3f} s"
    earlier = earlier_passes(facts, run, case.test)
    slow = [each for each in earlier if (each.duration_s or 0) >= NETWORK_S]
    if earlier and not slow:
        return None
    if len(slow) == len(earlier) >= _ENOUGH_PASSES:
        least = min(each.duration_s or 0 for each in slow)
        return f"{took}, and never under {least:.3f} s in {len(slow)} earlier runs", tuple(each.id for each in slow)
    if claims_the_service(facts, run, case):
        return f"{took}, too soon for any request to the deployed service", ()
    siblings = _siblings(facts, run, case)
    files = {_file(each) for each in siblings}
    if len(files) >= _ENOUGH_FILES and all((each.duration_s or 0) >= NETWORK_S for each in siblings):
        least = min(each.duration_s or 0 for each in siblings)
        return f"{took}, and no other file of its folder has a test under {least:.3f} s", ()
    return None


def earlier_passes(facts: Facts, run: TestRun, test: str) -> list[CaseResult]:
    """The passes of the test in runs before this one that tell how long they took."""
    at = run.at
    runs = [each for each in facts.runs if at is not None and each.at is not None and each.at < at]
    held = (facts.cases[each.id].get(test) for each in runs)
    return [each for each in held if each is not None and each.outcome == "passed" and each.duration_s is not None]


def _siblings(facts: Facts, run: TestRun, case: CaseResult) -> list[CaseResult]:
    folder = PurePosixPath(_file(case)).parent
    return [
        each
        for each in facts.cases[run.id].values()
        if each.outcome in ("passed", "failed")
        and each.duration_s is not None
        and _file(each) != _file(case)
        and PurePosixPath(_file(each)).parent == folder
    ]


def _file(case: CaseResult) -> str:
    return case.test.split("::", 1)[0]


def _doubt(run: TestRun, case: CaseResult, reason: str, others: tuple[str, ...]) -> Doubt:
    cites = (case.id, *sorted(others))
    return Doubt(run=run.id, run_name=run.name, test=case.test, rule=NAME, reason=reason, cites=cites)

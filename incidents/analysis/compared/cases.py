"""Each test of the newest runs against its newest result before the window, by the test's identity."""

from typing import NamedTuple

from incidents.analysis.facts import Facts
from incidents.analysis.judged import authenticity, case_history
from incidents.analysis.judged.case_history import FAILED, PASSED, Result
from incidents.model.comparison import Comparison
from incidents.model.finding import State
from incidents.model.record import digest


class _Judged(NamedTuple):
    state: State
    reason: str
    cites: tuple[str, ...]


def compared(facts: Facts) -> list[Comparison]:
    """Tests that failed on either side, are flaky, or have no result to compare with; steady passes are left out."""
    judgements = authenticity.judgements(facts).values()
    real = {each.case.id for judged in judgements for each in judged if each.standing in authenticity.EXECUTED}
    found = {}
    for now in case_history.newest(facts):
        judged = _judged(facts, now, real=now.case.id in real)
        if judged is not None:
            key = f"compared-{digest('test', now.run.id, now.case.test)}"
            found[key] = Comparison(
                id=key,
                subject="test",
                name=now.case.test,
                service=None,
                state=judged.state,
                before=None,
                after=None,
                reason=judged.reason,
                cites=judged.cites,
            )
    return [found[key] for key in sorted(found)]


def _judged(facts: Facts, now: Result, *, real: bool) -> _Judged | None:
    unsteady = case_history.unsteady(facts, now.case.test)
    if unsteady:
        cites = tuple(sorted({each.case.id for each in unsteady}))
        same = "nothing changed" if case_history.of_one_code(unsteady) else "nothing deployed"
        return _Judged("flaky", f"it passed and failed with {same} between", cites)
    earlier = case_history.earlier(facts, now)
    if earlier is None:
        return _without(facts, now)
    cites = (earlier.case.id, now.case.id)
    told = f"{earlier.case.outcome} in {earlier.run.name}, {now.case.outcome} in {now.run.name}"
    failed_before, fails = earlier.case.outcome in FAILED, now.case.outcome in FAILED
    if fails:
        return _Judged("persisting" if failed_before else "new", told, cites)
    if not failed_before:
        return None
    if real and now.case.outcome in PASSED:
        return _Judged("resolved", told, cites)
    return _Judged("not-comparable", f"{told}, which is no real pass", cites)


def _without(facts: Facts, now: Result) -> _Judged | None:
    if now.case.outcome not in FAILED:
        return None
    if not facts.baseline_runs():
        return _Judged("not-comparable", "no run before the window was read", (now.case.id,))
    return _Judged("new", f"{now.case.outcome} in {now.run.name}; no earlier run holds a result", (now.case.id,))

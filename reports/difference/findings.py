"""Findings of two builds: which way each has gone."""

from incidents.model.finding import Finding, State
from reports.difference.change import Change, Verdict, more_or_less
from reports.urgency import STATES

# What is known of a failure, from hardly anything to most; a step down takes nothing back, but says less.
_SAYS: dict[State, int] = {"not-comparable": 0, "flaky": 1, "persisting": 2, "worse": 3, "new": 4}


def changed_finding(before: Finding, now: Finding) -> Change | None:
    """None where both say the same."""
    verdict = _by_state(before.state, now.state) or _by_weight(before, now)
    if verdict is None and (before.title, before.tests) != (now.title, now.tests):
        verdict = Verdict("restated", "the same in other words")
    if verdict is None:
        return None
    return Change("finding", verdict.movement, now.id, said(before), said(now), verdict.why)


def said(finding: Finding) -> str:
    """The finding on one line."""
    counts = f", {finding.after.said}" if finding.after else ""
    return f"{finding.priority.level} {STATES[finding.state]}{counts}: {finding.title}"


def _by_state(before: State, now: State) -> Verdict | None:
    if before == now:
        return None
    if "resolved" in (before, now):
        return Verdict("contradicted", f"it was called {STATES[before]} and is {STATES[now]}")
    if {before, now} == {"new", "persisting"}:
        return Verdict("contradicted", f"it was called {STATES[before]} and is {STATES[now]}")
    return more_or_less(_SAYS[before], _SAYS[now], f"certain: {STATES[before]} became {STATES[now]}")


def _by_weight(before: Finding, now: Finding) -> Verdict | None:
    if before.after and now.after and before.after.unit == now.after.unit:
        verdict = more_or_less(before.after.n, now.after.n, "of it was seen")
        if verdict:
            return verdict
    old, new = (len({*each.primary, *each.related}) for each in (before, now))
    return more_or_less(old, new, "evidence") or more_or_less(_urgency(before), _urgency(now), "urgent")


def _urgency(finding: Finding) -> int:
    return -int(finding.priority.level.removeprefix("P"))

"""Warnings in the log that the baseline did not have, often enough to be no accident.

Claims: messages of this shape, at WARNING and without a stack, were logged at least ten times on the candidate side and
never before, and no new error was logged in the same minutes. Nothing is said to fail. Refuted by one such message on
the baseline side.
"""

from incidents.analysis.components import component_of
from incidents.analysis.facts import Facts, Sides
from incidents.analysis.rates.pattern_change import is_error
from incidents.analysis.titles import quoted
from incidents.model.evidence import LogPattern, MinuteCount
from incidents.model.finding import Finding, Priority, Ratio
from incidents.model.instant import Instant
from incidents.model.record import digest

NAME = "new-warning-pattern"
_ENOUGH = 10


def find(facts: Facts) -> list[Finding]:
    """New warnings where the baseline answered requests and would have shown them."""
    errors = [each for each in facts.patterns if is_error(each) and facts.pattern_sides(each).after]
    found = []
    for pattern in facts.patterns:
        if pattern.severity != "WARNING" or is_error(pattern) or not facts.request_sides(pattern.service).before:
            continue
        sides = facts.pattern_sides(pattern)
        if sides.before or sides.after < _ENOUGH or any(_accompanies(facts, error, pattern) for error in errors):
            continue
        found.append(_finding(facts, pattern, sides))
    return sorted(found, key=lambda each: each.id)


def _accompanies(facts: Facts, error: LogPattern, warning: LogPattern) -> bool:
    """Whether the warning comes in the error's minutes, as often or not: a retry warns before it fails."""
    if error.service != warning.service:
        return False
    mine, theirs = (
        {(each.revision, each.minute) for each in pattern.by_minute if facts.is_after(*_place(pattern, each))}
        for pattern in (warning, error)
    )
    return len(mine & theirs) >= 0.8 * len(mine)


def _place(pattern: LogPattern, count: MinuteCount) -> tuple[str, str, Instant]:
    return pattern.service, count.revision, count.minute


def _finding(facts: Facts, pattern: LogPattern, sides: Sides) -> Finding:
    component = component_of(facts.sealed.policy, [pattern.template])
    return Finding(
        id=f"finding-{digest(NAME, pattern.id)}",
        rule=NAME,
        kind="warning",
        title=f"{pattern.service}: new warning {quoted(pattern.template)}",
        service=pattern.service,
        component=component.name if component else None,
        state="new",
        priority=Priority(
            level="P2", row="G", reason="a warning that the baseline did not have; nothing is seen to fail"
        ),
        signature=pattern.template,
        before=Ratio(n=sides.before, unit="log entries"),
        after=Ratio(n=sides.after, unit="log entries"),
        first=sides.first,
        last=sides.last,
        primary=(pattern.id,),
    )

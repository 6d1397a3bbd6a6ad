"""Errors in the log that the baseline did not have.

Claims: messages of this shape, at ERROR or above or with a stack, were logged on the candidate side and never before.
Refuted by one such message on the baseline side.
"""

from incidents.analysis import priority
from incidents.analysis.components import component_of
from incidents.analysis.facts import Facts, Sides
from incidents.analysis.titles import quoted
from incidents.model.evidence import LogPattern
from incidents.model.finding import Finding, Ratio, State
from incidents.model.record import digest

NAME = "new-error-pattern"
_SEVERE = ("ERROR", "CRITICAL", "ALERT", "EMERGENCY")


def find(facts: Facts) -> list[Finding]:
    """New or clearly more frequent errors of the service itself."""
    severe = [each for each in facts.patterns if each.severity in _SEVERE or each.error_type]
    changed = [(each, facts.pattern_sides(each)) for each in severe]
    failing = [(each, sides, _state(facts, each, sides)) for each, sides in changed if sides.after]
    heads: dict[str, list[LogPattern]] = {}
    kept: list[tuple[LogPattern, Sides, State]] = []
    for pattern, sides, state in sorted(failing, key=_informative):
        if state not in ("new", "worse"):
            continue
        head = next((each for each in kept if _echoes(facts, each[0], pattern)), None)
        if head is None:
            kept.append((pattern, sides, state))
            heads[pattern.id] = []
        else:
            heads[head[0].id].append(pattern)
    found = [_finding(facts, pattern, sides, state, heads[pattern.id]) for pattern, sides, state in kept]
    return sorted(found, key=lambda each: each.id)


def _informative(row: tuple[LogPattern, Sides, State]) -> tuple[bool, int, str]:
    """A stack says most, then what was seen most often."""
    pattern, sides, _ = row
    return (not pattern.frames, -sides.after, pattern.id)


def _state(facts: Facts, pattern: LogPattern, sides: Sides) -> State:
    if not sides.before:
        return "new"
    requests = facts.request_sides(pattern.service)
    if not requests.before or not requests.after:
        return "not-comparable"
    doubled = sides.after / requests.after >= 2 * sides.before / requests.before
    return "worse" if doubled and sides.after >= 5 else "persisting"


def _echoes(facts: Facts, head: LogPattern, other: LogPattern) -> bool:
    """Whether both were logged in the same minutes as often: one fault that prints more than one line."""
    if head.service != other.service:
        return False

    def minutes(pattern: LogPattern) -> dict[tuple[str, str], int]:
        counted = (each for each in pattern.by_minute if facts.is_after(pattern.service, each.revision, each.minute))
        return {(each.revision, str(each.minute)): each.count for each in counted}

    mine, theirs = minutes(head), minutes(other)
    shared = sum(min(count, theirs.get(key, 0)) for key, count in mine.items())
    return shared >= 0.8 * max(sum(mine.values()), sum(theirs.values()))


def _finding(facts: Facts, pattern: LogPattern, sides: Sides, state: State, echoes: list[LogPattern]) -> Finding:
    component = component_of(facts.sealed.policy, [*(frame.file for frame in pattern.frames), pattern.template])
    what = pattern.message or pattern.template
    requests = facts.request_sides(pattern.service)
    return Finding(
        id=f"finding-{digest(NAME, pattern.id)}",
        rule=NAME,
        kind="log",
        title=f"{pattern.service}: {_headline(pattern)}",
        service=pattern.service,
        component=component.name if component else None,
        state=state,
        priority=priority.failure(component, "an error that the baseline did not have"),
        signature=what,
        before=Ratio(n=sides.before, unit="log entries") if requests.before else None,
        after=Ratio(n=sides.after, unit="log entries"),
        first=sides.first,
        last=sides.last,
        primary=(pattern.id,),
        related=tuple(sorted(each.id for each in echoes)),
    )


def _headline(pattern: LogPattern) -> str:
    if pattern.error_type and pattern.message and not pattern.message.startswith(pattern.error_type):
        return quoted(f"{pattern.error_type}: {pattern.message}")
    return quoted(pattern.message or pattern.template)

"""Errors in the log that the baseline did not have.

Claims: messages of this shape, at ERROR or above or with a stack, were logged on the candidate side and never before.
Messages from the same lines of the code that differ only in quoted values are one. Refuted by one such message on the
baseline side.
"""

from incidents.analysis.components import component_of
from incidents.analysis.facts import Facts, Sides
from incidents.analysis.rates.level_alone import level_alone
from incidents.analysis.rates.pattern_change import echoes, is_error, state_of
from incidents.analysis.rates.same_place import by_place
from incidents.analysis.rates.traffic import heard_before
from incidents.analysis.titles import quoted
from incidents.model.evidence import LogPattern
from incidents.model.finding import UNRANKED, Finding, Ratio, State
from incidents.model.record import digest

NAME = "new-error-pattern"


def find(facts: Facts) -> list[Finding]:
    """New or clearly more frequent errors of the service itself."""
    severe = [each for each in facts.patterns if is_error(each) and not level_alone(facts, each)]
    changed = [(each, facts.pattern_sides(*each)) for each in by_place(severe)]
    failing = [(each, sides, state_of(facts, each[0].service, sides)) for each, sides in changed if sides.after]
    heads: dict[str, list[LogPattern]] = {}
    kept: list[tuple[list[LogPattern], Sides, State]] = []
    for alike, sides, state in sorted(failing, key=_informative):
        if state not in ("new", "worse"):
            continue
        head = next((each for each in kept if echoes(facts, each[0], alike)), None)
        if head is None:
            kept.append((alike, sides, state))
            heads[alike[0].id] = []
        else:
            heads[head[0][0].id] += alike
    found = [_finding(facts, alike, sides, state, heads[alike[0].id]) for alike, sides, state in kept]
    return sorted(found, key=lambda each: each.id)


def _informative(row: tuple[list[LogPattern], Sides, State]) -> tuple[bool, int, int, str]:
    """A stack says most, then what was seen most often, and of several lines of one fault the one printed first."""
    (pattern, *_), sides, _ = row
    return (not pattern.frames, -sides.after, sides.first.nanoseconds if sides.first else 0, pattern.id)


def _finding(facts: Facts, alike: list[LogPattern], sides: Sides, state: State, after_it: list[LogPattern]) -> Finding:
    pattern, *others = alike
    values = "other values" if len(others) > 1 else "another value"
    more = f", and {len(others)} more with {values}" if others else ""
    component = component_of(facts.sealed.policy, [*(frame.file for frame in pattern.frames), pattern.template])
    what = pattern.message or pattern.template
    return Finding(
        id=f"finding-{digest(NAME, pattern.id)}",
        rule=NAME,
        kind="log",
        title=f"{pattern.service}: {_headline(pattern)}{more}",
        service=pattern.service,
        component=component.name if component else None,
        state=state,
        priority=UNRANKED,
        signature=what,
        before=Ratio(n=sides.before, unit="log entries") if heard_before(facts, pattern.service) else None,
        after=Ratio(n=sides.after, unit="log entries"),
        first=sides.first,
        last=sides.last,
        primary=tuple(each.id for each in alike),
        related=tuple(sorted(each.id for each in after_it)),
    )


def _headline(pattern: LogPattern) -> str:
    """The type with the message, or with the sentence of the log that ends in the message and so says more."""
    message = pattern.message or pattern.template
    line = next(iter(pattern.excerpt.splitlines()), "").rsplit(" - ", 1)[-1].strip()
    if pattern.message and len(pattern.message) >= 8 and line.endswith(pattern.message):
        message = line
    if pattern.error_type and pattern.message and pattern.error_type not in message:
        return quoted(f"{pattern.error_type}: {message}")
    return quoted(message)

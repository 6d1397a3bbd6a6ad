"""A message that is logged as an error and tells of no failure.

Claims: a commit of the deployment changed the file that logs it at the level of an error, it was never logged before,
and its words and fields tell that something went well. Refuted by a stack, by a word or a field of a failure, by
requests that failed in its minutes, or by one such message on the baseline side.
"""

from incidents.analysis.components import component_of
from incidents.analysis.facts import Facts, Sides
from incidents.analysis.rates.level_alone import LEVEL, level_alone
from incidents.analysis.rates.traffic import heard_before
from incidents.analysis.titles import quoted
from incidents.model.evidence import LogPattern
from incidents.model.finding import Finding, Priority, Ratio
from incidents.model.record import digest

NAME = LEVEL
_MOST_SHOWN = 4


def find(facts: Facts) -> list[Finding]:
    """One for each such message."""
    sides = ((each, facts.pattern_sides(each)) for each in facts.patterns if level_alone(facts, each))
    found = (_finding(facts, each, both) for each, both in sides if both.after and not both.before)
    return sorted(found, key=lambda each: each.id)


def _finding(facts: Facts, pattern: LogPattern, sides: Sides) -> Finding:
    component = component_of(facts.sealed.policy, [pattern.template])
    shown = ", ".join(f"{each.name}={each.value}" for each in pattern.fields[:_MOST_SHOWN])
    fields = f", the first with {quoted(shown)}" if shown else ""
    return Finding(
        id=f"finding-{digest(NAME, pattern.id)}",
        rule=NAME,
        kind="warning",
        title=f"{pattern.service}: {quoted(pattern.template)} is logged as an error, "
        f"and nothing tells that anything failed{fields}",
        service=pattern.service,
        component=component.name if component else None,
        state="new",
        priority=Priority(level="P2", row="G", reason="its level alone calls it an error; nothing is seen to fail"),
        signature=pattern.template,
        before=Ratio(n=0, unit="log entries") if heard_before(facts, pattern.service) else None,
        after=Ratio(n=sides.after, unit="log entries"),
        first=sides.first,
        last=sides.last,
        primary=(pattern.id,),
    )

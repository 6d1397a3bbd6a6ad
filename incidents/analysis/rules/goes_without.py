"""What a new revision says that it goes without, such as a module that is not there, and no revision before said.

Claims: a line of this shape, of any level, came with the revision, and its words tell that something is lacking.
Nothing is seen to fail by that alone: where nothing does, it stays a finding only if each start of the revision misses
a module that each start before had. Refuted by one such line before.
"""

from incidents.analysis.components import component_of
from incidents.analysis.deployments.goes_without import GoesWithout, lines
from incidents.analysis.facts import Facts
from incidents.analysis.rules import new_warning_pattern
from incidents.analysis.titles import quoted
from incidents.model.finding import Finding, Priority, Ratio
from incidents.model.record import digest

NAME = "goes-without"


def find(facts: Facts) -> list[Finding]:
    """Those that are no frequent warning, which another rule finds."""
    known = {key for each in new_warning_pattern.find(facts) for key in each.primary}
    found = [_finding(facts, each) for each in lines(facts) if each.pattern.id not in known]
    return sorted(found, key=lambda each: each.id)


def _finding(facts: Facts, line: GoesWithout) -> Finding:
    pattern, sides = line.pattern, facts.pattern_sides(line.pattern)
    component = component_of(facts.sealed.policy, [pattern.template])
    return Finding(
        id=f"finding-{digest(NAME, pattern.id)}",
        rule=NAME,
        kind="warning",
        title=f"{pattern.service}: {line.revision} says {quoted(line.text)}",
        service=pattern.service,
        component=component.name if component else None,
        state="new",
        priority=Priority(level="P2", row="G", reason=f"{line.said}; nothing is seen to fail by it"),
        signature=line.text,
        before=Ratio(n=sides.before, unit="log entries"),
        after=Ratio(n=sides.after, unit="log entries"),
        first=sides.first,
        last=sides.last,
        primary=(pattern.id,),
    )

"""What can be decided: the way back, and what the team declared to hang on the parts that fail."""

from dataclasses import dataclass

from incidents.model.finding import Finding
from incidents.model.incident import Incident
from incidents.model.instant import Instant
from incidents.model.policy import Component, Money
from reports.citations import Citations
from reports.clauses import clause
from reports.urgency import STATES, failing
from templates.outside_text import code, fenced, text
from templates.safe import Safe, filled, joined

# What got worse was there before as well, if less often.
_OLDER = ("persisting", "worse")


@dataclass(frozen=True)
class Left:
    """Findings that going back leaves as they are, for one reason."""

    head: Safe
    lines: tuple[Safe, ...]


@dataclass(frozen=True)
class Options:
    """The way back and what it leaves as it is; `command` is None where there is no revision to go back to."""

    said: Safe
    command: Safe | None
    leaves: tuple[Left, ...]


def options(incident: Incident, citations: Citations) -> Options:
    back, said = incident.rollback, way_back(incident, citations)
    if back.service and back.target and back.command:
        return Options(said, fenced(back.command, "sh"), _leaves(incident, citations))
    return Options(said, None, ())


def way_back(incident: Incident, citations: Citations) -> Safe:
    """Where to go back to and why, or why nowhere."""
    back = incident.rollback
    reason, cites = clause(back.reason), citations.cite(back.cites)
    if not (back.service and back.target and back.command):
        return filled("No rollback is proposed: {reason}.{cites}", reason=reason, cites=cites)
    return filled(
        "Send the traffic of {service} back to {target}: {reason}.{cites}",
        service=code(back.service),
        target=code(back.target),
        reason=reason,
        cites=cites,
    )


def _leaves(incident: Incident, citations: Citations) -> tuple[Left, ...]:
    """What was wrong before the window is not ended by going back, nor what shows in the tests' own code."""
    ends = incident.rollback.ends
    start = incident.window.candidate.span.start
    wrong = [each for each in failing(incident.findings) if each.id not in ends or _goes_on(each, start)]
    kept = [each for each in wrong if each.state in _OLDER or each.kind in ("authenticity", "session")]
    lessened = [each for each in kept if each.id in ends]
    kept = [each for each in kept if each not in lessened]
    tests = [each for each in wrong if each.kind == "test" and each not in kept]
    groups = (
        (Safe("Going back leaves as often as it was before, and does not end:"), lessened),
        (Safe("Going back does not end:"), kept),
        (
            Safe("Going back is not shown to end what fails in tests alone; the tests' own code stays unchanged:"),
            tests,
        ),
    )
    return tuple(Left(head, tuple(_kept(each, citations) for each in found)) for head, found in groups if found)


def _goes_on(finding: Finding, start: Instant | None) -> bool:
    """Whether it was there before, if less often; what takes longer than before does so no more.

    What is dated before the window had not been there until then, and what ends it goes back behind that.
    """
    dated = start is not None and finding.first is not None and finding.first < start.minute
    return finding.state == "worse" and finding.kind != "latency" and not dated


def _kept(finding: Finding, citations: Citations) -> Safe:
    return filled(
        "{name} ({state}).{cites}",
        name=citations.name(finding),
        state=text(STATES[finding.state]),
        cites=citations.cite(finding.primary[:1]),
    )


def exposure(incident: Incident, citations: Citations) -> tuple[Safe, ...]:
    """A line for each component that has a declared value and a finding; potential, never a loss.

    Nothing hangs on a warning.
    """
    lines = []
    for component in incident.policy.components:
        own = [each for each in failing(incident.findings) if each.component == component.name]
        hit = [each for each in own if each.kind != "warning"]
        if component.value and hit:
            titles = joined(
                "; ",
                [filled("{name}, {level}", name=citations.name(each), level=text(each.priority.level)) for each in hit],
            )
            lines.append(_component(component, component.value, titles, citations))
    return tuple(lines)


def _component(component: Component, value: Money, titles: Safe, citations: Citations) -> Safe:
    per_year = int(value.per_year) if value.per_year.is_integer() else value.per_year
    worth = f"{'at least ' if value.at_least else ''}{per_year:,} {value.currency} a year"
    stated = [
        part
        for part in (component.owner and f"stated by {component.owner}", component.dated and f"dated {component.dated}")
        if part
    ]
    return filled(
        "{name} (tier {tier}): declared at {declared}, which is {worth}{stated}.{cites} Findings in it: {titles}.",
        name=code(component.name),
        tier=component.tier,
        declared=code(value.text),
        worth=text(worth),
        stated=Safe("".join(f", {text(part)}" for part in stated)),
        cites=citations.cite((component.declared,)),
        titles=titles,
    )

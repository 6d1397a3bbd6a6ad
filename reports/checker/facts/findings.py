"""Phrases on findings: level, state, title, counts and times bound to one another."""

from collections.abc import Iterator, Mapping
from itertools import product

from incidents.model.finding import Finding
from incidents.model.incident import Incident
from reports.checker.facts.figures import at, between, both_sides, marks, share

STATES = {
    "new": "new",
    "worse": "worse than before",
    "persisting": "there before",
    "flaky": "flaky",
    "not-comparable": "not comparable",
    "resolved": "resolved",
}

_LISTED = 3
"""So many failures stand in a summary."""


def numbers(incident: Incident) -> Mapping[str, str]:
    """The short name of each finding by its id: the most urgent first, rules that were broken last among equals."""
    rank = sorted(
        incident.findings,
        key=lambda each: (
            each.priority.level,
            each.kind == "session",
            list(STATES).index(each.state),
            each.first.nanoseconds if each.first else float("inf"),
            each.id,
        ),
    )
    wrong = [each for each in rank if each.state != "resolved"]
    return {each.id: f"F{place}" for place, each in enumerate(wrong, 1)}


def of_findings(incident: Incident) -> Iterator[str]:
    short = numbers(incident)
    for finding in incident.findings:
        yield from _of(finding, short.get(finding.id, "resolved"), moves_of(incident, finding))
    wrong = len(short)
    if wrong > _LISTED:
        yield f"{wrong - _LISTED} more under Findings"


def moves_of(incident: Incident, finding: Finding) -> str:
    """What stands behind the priority where it was another one in an earlier build."""
    told = []
    for each in incident.priorities:
        if each.finding == finding.id:
            was, became = (f"{one.level}, row {one.row}" for one in (each.before, each.now))
            until = f" with the evidence until {at(each.until)}" if each.until else ""
            why = "; ".join(f"{cause.said.rstrip('. ')}{marks(cause.cites)}" for cause in each.causes)
            told.append(f". {was} became {became}{until}: {why}")
    return "".join(told)


def seen(finding: Finding) -> str:
    return between(finding.first, finding.last) if finding.first and finding.last else "no time stated"


def _of(finding: Finding, name: str, moves: str) -> Iterator[str]:
    level, state, title = finding.priority.level, STATES[finding.state], finding.title
    cited, priority = marks(finding.primary), f"{level}, row {finding.priority.row}: {finding.priority.reason}"
    since = f", first seen {at(finding.first)}" if finding.first else ""
    two = marks(finding.primary[:2])
    yield from (f"Priority: {priority}", f"{title} ({state}){marks(finding.primary[:1])}")
    yield from (f"⟨Heading⟩ {level}: {title}", f"{level}: {title}{two}")
    for counts in both_sides(finding.before, finding.after):
        yield f"{level}, {state}: {title}{f'. {counts}' if finding.after else ''}{since}{two}"
        row = f"⟨No⟩ {name} ⟨Failure⟩ {title}{two} ({finding.id}) ⟨State⟩ {level}, {state}"
        yield f"{row} ⟨Counts⟩ {counts} ⟨Seen⟩ {seen(finding)}"
    for before, after in product(share(finding.before), share(finding.after)):
        row = f"⟨Finding⟩ {title}{cited} ({finding.id}) ⟨State⟩ {state} ⟨Before⟩ {before} ⟨In the window⟩ {after}"
        yield f"{row} ⟨Seen⟩ {seen(finding)} ⟨Priority⟩ {priority}{moves}"

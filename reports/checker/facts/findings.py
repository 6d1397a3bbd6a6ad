"""Phrases on findings: level, state, title, counts and times bound to one another."""

from collections.abc import Iterator, Mapping
from itertools import product

from incidents.model.finding import Finding
from incidents.model.incident import Incident
from reports.checker.facts.fact import Fact, stated
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
            each.priority.row,
            each.first.nanoseconds if each.first else float("inf"),
            each.id,
        ),
    )
    wrong = [each for each in rank if each.state != "resolved"]
    return {each.id: f"F{place}" for place, each in enumerate(wrong, 1)}


def of_findings(incident: Incident) -> Iterator[Fact]:
    short = numbers(incident)
    for finding in incident.findings:
        name, title = short.get(finding.id, "resolved"), finding.title
        yield from stated(_first_told(finding, name), "summary")
        yield from stated(_rows(finding, name, moves_of(incident, finding)), "findings", "failures")
        yield from stated((f"{title} ({STATES[finding.state]}){marks(finding.primary[:1])}",), "options")
        named = f"{finding.priority.level}: {title}"
        yield from stated((f"⟨Heading⟩ {named}", f"{named}{marks(finding.primary[:2])}"), "explanations", "chains")
    if len(short) > _LISTED:
        yield from stated((f"{len(short) - _LISTED} more under Findings",), "summary")


def _is_told(finding: Finding) -> bool:
    """Whether the title begins with the count in the window."""
    after = finding.after
    return after is not None and after.total is not None and finding.title.startswith(f"{after.n} of {after.total} ")


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


def _first_told(finding: Finding, name: str) -> Iterator[str]:
    level = finding.priority.level
    yield f"Priority: {level}, row {finding.priority.row}: {finding.priority.reason}"
    since = f", first seen {at(finding.first)}" if finding.first else ""
    for counts in both_sides(finding.before, finding.after):
        told = f". {counts}" if finding.after and not _is_told(finding) else ""
        said = f"{finding.title}{told}{since}{marks(finding.primary[:2])}"
        yield f"{name}, {level}, {STATES[finding.state]}: {said}"


def _rows(finding: Finding, name: str, moves: str) -> Iterator[str]:
    level, state, title = finding.priority.level, STATES[finding.state], finding.title
    priority = f"{level}, row {finding.priority.row}: {finding.priority.reason}"
    for counts in both_sides(finding.before, finding.after):
        row = f"⟨No⟩ {name} ⟨Failure⟩ {title}{marks(finding.primary[:2])} ({finding.id}) ⟨State⟩ {level}, {state}"
        yield f"{row} ⟨Counts⟩ {counts} ⟨Seen⟩ {seen(finding)}"
    number = "" if name == "resolved" else f"{name}: "
    head = f"⟨Finding⟩ {number}{title}{marks(finding.primary)} ({finding.id}) ⟨State⟩ {state}"
    for before, after in product(share(finding.before), share(finding.after)):
        row = f"{head} ⟨Before⟩ {before} ⟨In the window⟩ {after}"
        yield f"{row} ⟨Seen⟩ {seen(finding)} ⟨Priority⟩ {priority}{moves}"

"""Phrases on findings: level, state, title, counts and times bound to one another."""

from collections.abc import Iterator, Mapping
from itertools import combinations, product

from incidents.model.finding import Finding
from incidents.model.incident import Incident
from incidents.model.window import Window
from reports.checker.facts.figures import at, between, both_sides, more, share

STATES = {
    "new": "new",
    "worse": "worse than before",
    "persisting": "there before",
    "flaky": "flaky",
    "not-comparable": "not comparable",
    "resolved": "resolved",
}

_NAMED = 6
_LISTED = 3
"""So many failures stand in a summary."""


def numbers(incident: Incident) -> Mapping[str, str]:
    """The short name of each finding by its id: the most urgent first, then by state and first sight."""
    rank = sorted(
        incident.findings,
        key=lambda each: (
            each.priority.level,
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
        yield from _of(finding, short.get(finding.id, "resolved"), _moves(incident, finding))
        yield from _of_signature(finding, short.get(finding.id, "resolved"), incident.window)
        for echo in finding.echoes:
            yield from (echo.title, echo.reason, echo.finding)
    wrong = len(short)
    if wrong > _LISTED:
        yield f"{wrong - _LISTED} more under Findings"


def _moves(incident: Incident, finding: Finding) -> str:
    """What stands behind the priority where it was another one in an earlier build."""
    told = []
    for each in incident.priorities:
        if each.finding == finding.id:
            was, became = (f"{one.level}, row {one.row}" for one in (each.before, each.now))
            until = f" with the evidence until {at(each.until)}" if each.until else ""
            why = "; ".join(f"{cause.said.rstrip('. ')}{more(cause.cites)}" for cause in each.causes)
            told.append(f". {was} became {became}{until}: {why}")
    return "".join(told)


def _of(finding: Finding, name: str, moves: str) -> Iterator[str]:
    level, state, title = finding.priority.level, STATES[finding.state], finding.title
    cited, priority = more(finding.primary), f"{level}, row {finding.priority.row}: {finding.priority.reason}"
    seen = between(finding.first, finding.last) if finding.first and finding.last else "no time stated"
    since = f", first seen {at(finding.first)}" if finding.first else ""
    yield from (title, f"{title}{cited}", finding.id, priority, f"{name}: {title}", f"Why {name}: {title}")
    yield from (f"{title} ({state})", f"{title} ({level})", f"{level}: {title}", *finding.tests)
    for counts in both_sides(finding.before, finding.after):
        yield f"{level}, {state}: {title}. {counts}{since}"
        yield f"⟨No⟩ {name} ⟨Failure⟩ {title} ({finding.id}) ⟨State⟩ {level}, {state} ⟨Counts⟩ {counts} ⟨Seen⟩ {seen}"
    for before, after in product(share(finding.before), share(finding.after)):
        row = f"⟨Finding⟩ {title}{cited} ({finding.id}) ⟨State⟩ {state} ⟨Before⟩ {before} ⟨In the window⟩ {after}"
        yield f"{row} ⟨Seen⟩ {seen} ⟨Priority⟩ {priority}{moves}"


def cited_by_findings(incident: Incident) -> Mapping[str, list[str]]:
    """The short names of findings by the records they stand on."""
    short = numbers(incident)
    found: dict[str, list[str]] = {}
    for each in incident.findings:
        for record in each.primary:
            found.setdefault(record, []).append(short.get(each.id, "resolved"))
    return found


def _of_signature(finding: Finding, name: str, window: Window) -> Iterator[str]:
    """Its counts may name revisions of its service on that side, all of them or those that logged it."""
    head = f"⟨Signature⟩ {name}: {finding.title}{more(finding.primary)} ⟨Before⟩"
    for place, part, side in (
        (head, finding.before, window.baseline),
        ("⟨In the window⟩", finding.after, window.candidate),
    ):
        names = [each.revision for each in side.of(finding.service or "")]
        chosen = [
            ", ".join(some) for count in range(1, min(len(names), _NAMED) + 1) for some in combinations(names, count)
        ]
        for count in (*share(part), "not observed") if part is None else share(part):
            yield f"{place} {count}"
            yield from (f"{place} {count} on {some}" for some in (*chosen, ", ".join(names)))

"""The failures to be explained, and how far each explanation goes."""

from collections import Counter
from dataclasses import dataclass

from incidents.model.incident import Incident
from reports.citations import Citations
from reports.clauses import clause
from reports.figures import compared, counted, stretch
from reports.leading_cause import Leading, explained
from reports.sections.numbering import numbers
from reports.urgency import STATES, failing
from templates.outside_text import code, text
from templates.safe import Safe, filled, joined

_ORDER = ("confirmed", "probable", "possible", "unknown")


@dataclass(frozen=True)
class FailureRow:
    number: Safe
    failure: Safe
    state: Safe
    counts: Safe
    seen: Safe
    cause: Safe


def failure_rows(incident: Incident, citations: Citations) -> tuple[FailureRow, ...]:
    named = numbers(incident)
    looked_for = {chain.finding for chain in incident.chains}
    return tuple(
        FailureRow(
            number=Safe(named[each.finding.id]),
            failure=filled(
                "{title}{cites} ({id})",
                title=text(each.finding.title),
                cites=citations.cite(each.finding.primary[:2]),
                id=code(each.finding.id),
            ),
            state=filled("{level}, {state}", level=text(each.finding.priority.level), state=_state(each)),
            counts=compared(each.finding.before, each.finding.after),
            seen=stretch(each.finding.first, each.finding.last)
            if each.finding.first and each.finding.last
            else Safe("no time stated"),
            cause=_cause(each, looked_for=each.finding.id in looked_for),
        )
        for each in _leads(incident)
    )


def reach(incident: Incident) -> Safe:
    """How many failures have a cause of which certainty."""
    leads = _leads(incident)
    counts = Counter(_certainty(each) for each in leads)
    said = {"unknown": "without a known cause"}
    parts = [
        filled("{n} {word}", n=counts[word], word=text(said.get(word, f"with a {word} cause")))
        for word in _ORDER
        if counts[word]
    ]
    return filled("{all}: {parts}", all=counted(len(leads), "failures"), parts=joined(", ", parts))


def _leads(incident: Incident) -> tuple[Leading, ...]:
    chains = {chain.finding: chain for chain in incident.chains}
    return tuple(explained(each, chains.get(each.id)) for each in failing(incident.findings))


def _state(lead: Leading) -> Safe:
    return text(STATES[lead.finding.state])


def _certainty(lead: Leading) -> str:
    return lead.confidence if lead.path else "unknown"


def _cause(lead: Leading, *, looked_for: bool) -> Safe:
    if not looked_for:
        return Safe("none was looked for")
    if not lead.path:
        why = clause(lead.stop.text) if lead.stop else Safe("no explanation holds")
        return filled("unknown: {why}", why=why)
    return filled("{confidence}: {claim}", confidence=text(lead.confidence), claim=clause(lead.claim))

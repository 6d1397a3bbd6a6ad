"""Why no check noticed what failed: a branch of its own, which explains nothing of the failure itself."""

from incidents.model.cause import Cause
from incidents.model.incident import Incident
from reports.citations import Citations
from reports.clauses import clause
from reports.sections.branches import not_caught
from reports.sections.explanations import Link, chains_by_urgency, known_of
from reports.sections.numbering import numbers
from templates.outside_text import text
from templates.safe import Safe, filled


def uncaught(incident: Incident, citations: Citations) -> tuple[Link, ...]:
    """In the order of the failures; what holds of several is said once."""
    named = numbers(incident)
    found: dict[str, tuple[list[str], Cause]] = {}
    for finding, chain in chains_by_urgency(incident):
        if finding.id in named:
            for cause in not_caught(chain):
                found.setdefault(cause.claim, ([], cause))[0].append(named[finding.id])
    return tuple(_link(Safe(", ".join(of)), cause, citations) for of, cause in found.values())


def _link(of: Safe, cause: Cause, citations: Citations) -> Link:
    head = filled(
        "{of}, {confidence}: {claim}.{cites}",
        of=of,
        confidence=text(cause.confidence),
        claim=clause(cause.claim),
        cites=citations.cite(cause.evidence_for),
    )
    return Link(head, tuple(known_of(cause, citations)))

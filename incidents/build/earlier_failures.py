"""What the incidents that are stored for the same services found, so that it can be said what comes again."""

from collections.abc import Iterator
from pathlib import Path

from incidents.model.evidence import EarlierFailure
from incidents.model.finding import Finding
from incidents.model.incident import Incident
from incidents.model.record import digest
from incidents.model.scope import Scope
from incidents.model.window import Window
from incidents.store.folder import IncidentFolder
from incidents.store.incident_file import INCIDENT
from incidents.store.stored import stored_before

SOURCE = "incidents"
MOST_INCIDENTS = 50
MOST_FAILURES = 50


def earlier_failures(
    root: Path, scope: Scope, window: Window, name: str
) -> tuple[tuple[str, ...], tuple[EarlierFailure, ...]]:
    """The names of the latest incidents that ended before this one, and a record for each failure of theirs."""
    end = window.candidate.span.end
    stored = stored_before(root, scope.service_names, end, besides=name)[-MOST_INCIDENTS:] if end else ()
    held = [IncidentFolder(root, each.name).read_incident() for each in stored]
    return tuple(each.name for each in held), tuple(failure for each in held for failure in _failures(each))


def _failures(incident: Incident) -> Iterator[EarlierFailure]:
    leads = {chain.finding: chain.lead for chain in incident.chains}
    failing = [each for each in incident.findings if each.state != "resolved" and each.kind != "authenticity"]
    for finding in failing[:MOST_FAILURES]:
        lead = leads.get(finding.id)
        yield EarlierFailure(
            id=f"earlier-{digest(incident.name, finding.id)}",
            at=finding.first,
            source=SOURCE,
            locator=f"{incident.name}/{INCIDENT}#{finding.id}",
            excerpt=_said(finding, lead.claim if lead else None),
            incident=incident.name,
            rule=finding.rule,
            title=finding.title,
            service=finding.service,
            component=finding.component,
            signature=finding.signature,
            tests=finding.tests,
            cause=lead.rule if lead else None,
            confidence=lead.confidence if lead else None,
        )


def _said(finding: Finding, cause: str | None) -> str:
    return f"{finding.title}\n{cause}" if cause else finding.title

"""What the incidents that are stored for the same services found, so that it can be said what comes again."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from incidents.model.evidence import EarlierFailure
from incidents.model.finding import Finding
from incidents.model.incident import Incident
from incidents.model.instant import Instant
from incidents.model.record import digest
from incidents.model.scope import Scope
from incidents.model.window import Window
from incidents.store.incident_file import INCIDENT
from incidents.store.stored import Ended, ended_before

SOURCE = "incidents"
MOST_INCIDENTS = 50
MOST_FAILURES = 50


@dataclass(frozen=True)
class StoredBefore:
    """The names of the latest incidents that ended before, a record for each failure of theirs, and the latest one."""

    names: tuple[str, ...] = ()
    failures: tuple[EarlierFailure, ...] = ()
    latest: Ended | None = None


def stored_before(root: Path, scope: Scope, window: Window, name: str) -> StoredBefore:
    """Of each incident no more than its failures is held beside the latest, however many are stored."""
    end = window.candidate.span.end
    latest: Ended | None = None
    held: list[tuple[tuple[Instant, str], str, tuple[EarlierFailure, ...]]] = []
    for each in ended_before(root, scope.service_names, end, besides=name) if end else ():
        told = (each.order, each.incident.name, tuple(_failures(each.incident)))
        held = sorted([*held, told], key=itemgetter(0))[-MOST_INCIDENTS:]
        latest = each if latest is None or latest.order < each.order else latest
    failures = tuple(failure for *_, found in held for failure in found)
    return StoredBefore(tuple(named for _, named, _ in held), failures, latest)


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

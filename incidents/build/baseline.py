"""What the latest stored incident found and measured, so that each can be compared with the one before it."""

from pathlib import Path

from incidents.errors import StoreError
from incidents.model.earlier import ComponentThen, Earlier, Seen
from incidents.model.evidence import CaseResult, Metric, TestRun
from incidents.model.incident import Incident
from incidents.model.record import digest
from incidents.model.scope import Reading, Span
from incidents.model.sealed import Collected
from incidents.store.folder import IncidentFolder
from incidents.store.stored import Ended

_LOGS = ("logs", "log-holes")


def earlier_incident(root: Path, latest: Ended | None) -> tuple[Earlier | None, Collected]:
    """What is kept of the latest incident that ended before this one, and what it measured.

    One whose evidence cannot be read is a reading that failed.
    """
    if latest is None:
        return None, Collected()
    try:
        held = IncidentFolder(root, latest.name).read_evidence().collected.evidence
    except StoreError:
        return None, Collected(readings=(_unread(latest.name),))
    runs = tuple(each for each in held if isinstance(each, TestRun | CaseResult | Metric))
    return _kept(latest.incident), Collected(evidence=runs)


def _unread(name: str) -> Reading:
    return Reading(
        id=f"reading-{digest('baseline', name)}",
        source="baseline",
        what=name,
        span=Span(),
        items=0,
        status="failed",
        why="its evidence.jsonl cannot be read, so nothing was compared with it",
    )


def _kept(incident: Incident) -> Earlier:
    logs = [each for each in incident.readings if each.source in _LOGS]
    counted = (each for each in incident.comparisons if each.subject != "test" and each.after and each.after.n)
    return Earlier(
        name=incident.name,
        span=incident.window.candidate.span,
        services=incident.scope.service_names,
        logs_whole=bool(logs) and all(each.source == "logs" and each.status == "complete" for each in logs),
        seen=Seen(ids=tuple(sorted(each.id for each in counted)), all=not incident.left_out.comparisons),
        findings=incident.findings,
        components=tuple(
            ComponentThen(component=each.component, state=each.state) for each in incident.impact.affected
        ),
        decision=incident.decision.word if incident.decision else None,
    )

"""What was asked of the revisions in the window and how they answered, route by route."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidents.model.evidence import AnyEvidence, RequestStatistics
from incidents.model.incident import Incident
from reports.citations import Citations
from reports.figures import counted
from templates.outside_text import code
from templates.safe import Safe, filled, joined

_MOST = 12


@dataclass(frozen=True)
class RouteRow:
    route: Safe
    revision: Safe
    requests: Safe
    statuses: Safe
    slowest: Safe


def route_rows(
    incident: Incident, evidence: Mapping[str, AnyEvidence], citations: Citations
) -> tuple[tuple[RouteRow, ...], int]:
    """Routes with server errors come first, then the busy ones; and how many rows were left out."""
    names = {each.revision for each in incident.window.candidate.revisions}
    records = [each for each in evidence.values() if isinstance(each, RequestStatistics) and each.revision in names]
    records.sort(key=lambda each: (-each.answered(500, 599), -each.count, each.id))
    return tuple(_row(each, citations) for each in records[:_MOST]), max(0, len(records) - _MOST)


def _row(record: RequestStatistics, citations: Citations) -> RouteRow:
    statuses = [filled("{status}: {n}", status=each.status, n=each.count) for each in record.statuses]
    slowest = Safe("not stated")
    if record.latency:
        most = record.latency.max_ms
        slowest = Safe(f"{most / 1000:.1f} s" if most >= 1000 else f"{most:.0f} ms")
    return RouteRow(
        route=filled(
            "{route}{cites}", route=code(f"{record.method} {record.route}"), cites=citations.cite((record.id,))
        ),
        revision=code(record.revision),
        requests=counted(record.count, "requests"),
        statuses=joined(", ", statuses),
        slowest=slowest,
    )

"""Every route that answered with a server error, counted on both sides of the window."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from incidents.model.evidence import AnyEvidence, MinuteRequests, RequestStatistics
from incidents.model.incident import Incident
from reports.page.marks import PageCitations
from reports.page.revision_chart import percent
from templates.safe import Safe


@dataclass(frozen=True)
class Counted:
    """Server errors and all requests on one side, and the latency of each revision there."""

    failed: int
    requests: int
    rate: str
    statuses: str
    latency: str


@dataclass(frozen=True)
class RouteRow:
    service: str
    route: str
    before: Counted | None
    after: Counted | None
    cites: Safe


@dataclass(frozen=True)
class RequestFailures:
    """`healthy` are the routes of which no request was answered with a server error on either side."""

    failing: tuple[RouteRow, ...]
    healthy: tuple[RouteRow, ...]


def request_failures(
    incident: Incident, evidence: Mapping[str, AnyEvidence], citations: PageCitations
) -> RequestFailures:
    routes: dict[tuple[str, str], list[RequestStatistics]] = {}
    for each in sorted(evidence.values(), key=lambda record: record.id):
        if isinstance(each, RequestStatistics):
            routes.setdefault((each.service, f"{each.method} {each.route}"), []).append(each)
    failing = {key: records for key, records in routes.items() if any(each.answered(500, 599) for each in records)}
    order = sorted(failing, key=lambda key: (-sum(each.answered(500, 599) for each in failing[key]), key))
    return RequestFailures(
        failing=tuple(_route(incident, key, failing[key], citations) for key in order),
        healthy=tuple(_route(incident, key, routes[key], citations) for key in sorted(routes.keys() - failing.keys())),
    )


def _route(
    incident: Incident, key: tuple[str, str], records: list[RequestStatistics], citations: PageCitations
) -> RouteRow:
    after, before = _sides(incident, key[0], records)
    failed = [each.id for each in records if each.answered(500, 599)]
    return RouteRow(
        service=key[0],
        route=key[1],
        before=before,
        after=after,
        cites=citations.cite(failed or [each.id for each in records]),
    )


def _sides(incident: Incident, service: str, records: list[RequestStatistics]) -> tuple[Counted | None, Counted | None]:
    """The new revisions beside the old ones; where nothing new was deployed the time decides."""
    new = {each.revision for each in incident.window.candidate.of(service)}
    if new:
        after, before = [[each for each in records if (each.revision in new) is side] for side in (True, False)]
        return _counted(after), _counted(before)
    start = incident.window.candidate.span.start
    if start is None:
        return None, _counted(records)
    minutes = [minute for each in records for minute in each.by_minute]
    return (
        _of_minutes([each for each in minutes if each.minute >= start.minute]),
        _of_minutes([each for each in minutes if each.minute < start.minute]),
    )


def _of_minutes(minutes: list[MinuteRequests]) -> Counted | None:
    """Statuses and latencies are kept for a revision as a whole, not by minute."""
    failed, requests = sum(each.server_errors for each in minutes), sum(each.count for each in minutes)
    if not requests:
        return None
    return Counted(failed, requests, percent(failed, requests), "not kept by minute", "not kept by minute")


def _counted(records: Iterable[RequestStatistics]) -> Counted | None:
    """None where no revision of this side was asked: not asked is not "no failure"."""
    records = tuple(records)
    if not records:
        return None
    statuses: dict[int, int] = {}
    for each in records:
        for status in each.statuses:
            statuses[status.status] = statuses.get(status.status, 0) + status.count
    failed, requests = sum(each.answered(500, 599) for each in records), sum(each.count for each in records)
    latencies = [f"{each.latency.p50_ms:g} / {each.latency.p95_ms:g}" for each in records if each.latency]
    return Counted(
        failed=failed,
        requests=requests,
        rate=percent(failed, requests),
        statuses=", ".join(f"{status} × {statuses[status]}" for status in sorted(statuses)),  # noqa: RUF001
        latency=", ".join(latencies) or "not stated",
    )

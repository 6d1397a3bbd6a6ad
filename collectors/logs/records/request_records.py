"""Routes with their requests as evidence."""

from collections.abc import Iterator
from math import ceil

from collectors.logs.entries.moment import MINUTE
from collectors.logs.grouping.requests import Requests
from collectors.logs.grouping.route_tally import RouteTally
from collectors.logs.records.shown import SOURCE, Redact, excerpt, exemplar, locator
from incidents.model.evidence import Latency, MinuteRequests, RequestStatistics, StatusCount
from incidents.model.instant import Instant
from incidents.model.record import digest


def request_records(requests: Requests, redact: Redact) -> Iterator[RequestStatistics]:
    """One record for each revision, method and route; routes that redaction makes equal become one."""
    merged: dict[tuple[str, str, str, str], RouteTally] = {}
    for service, revision, method, route, tally in requests.found():
        key = (service, revision, redact(method), redact(route))
        if key in merged:
            merged[key].merge(tally)
        else:
            merged[key] = tally
    for (service, revision, method, route), tally in sorted(merged.items()):
        earliest = tally.earliest
        assert earliest is not None
        yield RequestStatistics(
            id=f"req-{digest(service, revision, method, route)}",
            at=Instant(earliest.at),
            source=SOURCE,
            locator=locator(earliest),
            excerpt=excerpt(earliest.text, redact),
            service=service,
            revision=revision,
            method=method,
            route=route,
            count=tally.count,
            statuses=_statuses(tally),
            latency=_latency(sorted(tally.latencies)),
            by_minute=tuple(
                MinuteRequests(minute=Instant(minute * MINUTE), count=count, server_errors=errors)
                for minute, (count, errors) in sorted(tally.minutes.items())
            ),
            exemplars=tuple(exemplar(seen, redact) for _, seen in sorted(tally.failures.items())),
        )


def _statuses(tally: RouteTally) -> tuple[StatusCount, ...]:
    return tuple(
        StatusCount(status=status, count=each.times, first=Instant(each.first), last=Instant(each.last))
        for status, each in sorted(tally.statuses.items())
    )


def _latency(nanoseconds: list[int]) -> Latency | None:
    """Exact quantiles of sorted durations: the smallest value that a share of all values do not exceed."""
    if not nanoseconds:
        return None

    def quantile(share: float) -> float:
        return nanoseconds[ceil(share * len(nanoseconds)) - 1] / 1e6

    return Latency(
        count=len(nanoseconds),
        p50_ms=quantile(0.5),
        p95_ms=quantile(0.95),
        p99_ms=quantile(0.99),
        max_ms=quantile(1.0),
    )

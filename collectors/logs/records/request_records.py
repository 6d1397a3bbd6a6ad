"""Routes with their requests as evidence."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from math import ceil
from operator import attrgetter, itemgetter
from typing import NamedTuple

import duckdb

from collectors.logs.entries.entry import Entry, as_text
from collectors.logs.entries.moment import MINUTE
from collectors.logs.fields.shares import NO_SHARES, Shares
from collectors.logs.messages.deliverers import deliverer, status_alone
from collectors.logs.messages.programs import program
from collectors.logs.messages.request import read_request
from collectors.logs.patterns.counts import Counts, Minute, Stretch
from collectors.logs.patterns.routes import Route
from collectors.logs.records.shown import SOURCE, Redact, excerpt, exemplar, locator
from collectors.logs.records.sighting import earliest_of
from incidents.model.evidence import (
    Deliverer,
    Deliveries,
    Exemplar,
    Latency,
    MinuteRequests,
    ProgramRequests,
    RequestStatistics,
    StatusCount,
)
from incidents.model.instant import Instant
from incidents.model.record import digest

_NOTICED_MS = 100.0
_PROGRAM_MINUTES = 120
_MOST_TIMED = 50_000
_ON = attrgetter("number", "revision")
_Place = tuple[int, str]


class _Figures(NamedTuple):
    """What the counts tell of one place."""

    by_minute: tuple[MinuteRequests, ...]
    programs: tuple[ProgramRequests, ...]
    latency: Latency | None
    fields: Shares


def request_records(
    database: duckdb.DuckDBPyConnection, routes: Sequence[Route], redact: Redact, shares: Mapping[_Place, Shares]
) -> Iterator[RequestStatistics]:
    """One record for each revision, method and route; `shares` are of those places that have any."""
    counts = Counts(database, "routes")
    minutes: defaultdict[_Place, list[Minute]] = defaultdict(list)
    for each in counts.minutes():
        minutes[each.number, each.revision].append(each)
    latencies = {
        place: _latency([(bucket, times, longest) for _, _, bucket, times, longest in found])
        for place, found in groupby(counts.latencies(), itemgetter(0, 1))
    }
    medians: defaultdict[_Place, dict[int, float]] = defaultdict(dict)
    for number, revision, minute, median in counts.medians(_uneven(latencies) | _spread(latencies)):
        medians[number, revision][minute] = median / 1e6
    for place, stretches in groupby(counts.stretches(), _ON):
        figures = _Figures(
            _by_minute(minutes[place], medians[place]),
            _programs(minutes[place]),
            latencies.get(place),
            shares.get(place, NO_SHARES),
        )
        yield _record(routes[place[0]], tuple(stretches), figures, redact)


def _uneven(latencies: Mapping[_Place, Latency | None]) -> set[int]:
    """Routes that took twice as long on one revision as on another, and noticeably: their minutes alone are of use.

    Of all routes the minutes would take as long to count as the requests themselves.
    """
    halves: defaultdict[int, list[float]] = defaultdict(list)
    for (number, _), latency in latencies.items():
        if latency is not None:
            halves[number].append(latency.p50_ms)
    return {number for number, found in halves.items() if max(found) >= max(2 * min(found), min(found) + _NOTICED_MS)}


def _spread(latencies: Mapping[_Place, Latency | None]) -> set[int]:
    """Routes of which one revision answered a twentieth in twice the median, noticeably: they may have changed in time.

    That is so of many, so none is looked at where they were asked so often that it would take long.
    """
    told = [(number, each) for (number, _), each in latencies.items() if each is not None]
    wide = {number for number, each in told if each.p95_ms >= max(2 * each.p50_ms, each.p50_ms + _NOTICED_MS)}
    return wide if sum(each.count for number, each in told if number in wide) <= _MOST_TIMED else set()


def _record(
    route: Route,
    stretches: tuple[Stretch, ...],
    figures: _Figures,
    redact: Redact,
) -> RequestStatistics:
    entry = earliest_of(each.earliest for each in stretches)
    statuses = {status: tuple(each) for status, each in groupby(sorted(stretches, key=_rank), _status) if status}
    revision = redact(stretches[0].revision)
    return RequestStatistics(
        id=f"req-{digest(route.service, revision, route.method, route.route)}",
        at=Instant(entry.at),
        source=SOURCE,
        locator=locator(entry, redact),
        excerpt=excerpt(read_request(entry).text, redact),
        service=route.service,
        revision=revision,
        method=route.method,
        route=route.route,
        count=sum(each.entries for each in stretches),
        statuses=tuple(
            StatusCount(
                status=status,
                count=sum(each.entries for each in found),
                first=Instant(min(each.first for each in found)),
                last=Instant(max(each.last for each in found)),
            )
            for status, found in statuses.items()
        ),
        latency=figures.latency,
        by_minute=figures.by_minute,
        exemplars=tuple(_failures(stretches, redact)),
        deliveries=_deliveries(stretches),
        programs=figures.programs,
        shares=figures.fields.shares,
        compared=figures.fields.compared,
    )


def _deliveries(stretches: tuple[Stretch, ...]) -> tuple[Deliveries, ...]:
    counted: Counter[Deliverer] = Counter()
    for each in stretches:
        if by := deliverer(each.status):
            counted[by] += each.entries
    return tuple(Deliveries(by=by, count=count) for by, count in sorted(counted.items()))


def _programs(minutes: Iterable[Minute]) -> tuple[ProgramRequests, ...]:
    """None where a program asked in so many minutes that it is rather another service than a test."""
    counted: Counter[tuple[str, int, int]] = Counter()
    for each in minutes:
        if by := program(each.status):
            counted[by, each.minute, _number(each.status)] += each.entries
    if len({minute for _, minute, _ in counted}) > _PROGRAM_MINUTES:
        return ()
    return tuple(
        ProgramRequests(program=by, minute=Instant(minute * MINUTE), status=status, count=count)
        for (by, minute, status), count in sorted(counted.items())
    )


def _failures(stretches: tuple[Stretch, ...], redact: Redact) -> Iterator[Exemplar]:
    """The earliest of 4xx, of 429, which the platform answers where no instance is free, and of 5xx."""
    shown: list[Entry] = []
    for codes in (range(400, 500), range(429, 430), range(500, 600)):
        found = [each.earliest for each in stretches if _status(each) in codes]
        if found and earliest_of(found) not in shown:
            shown.append(earliest_of(found))
    yield from (exemplar(each, _told(each), redact) for each in shown)


def _told(entry: Entry) -> str:
    """The request, with the platform's reason where it gives one."""
    said = as_text(entry.body.get("textPayload"))
    request = read_request(entry).text
    return f"{request}: {said}" if said else request


def _by_minute(minutes: Iterable[Minute], medians: Mapping[int, float]) -> tuple[MinuteRequests, ...]:
    requests: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
    for each in minutes:
        requests[each.minute][0] += each.entries
        requests[each.minute][1] += each.entries if _number(each.status) >= 500 else 0
    return tuple(
        MinuteRequests(minute=Instant(minute * MINUTE), count=count, server_errors=errors, p50_ms=medians.get(minute))
        for minute, (count, errors) in sorted(requests.items())
    )


def _rank(stretch: Stretch) -> tuple[int, str]:
    return (_status(stretch), stretch.status or "")


def _status(stretch: Stretch) -> int:
    return _number(stretch.status)


def _number(status: str | None) -> int:
    """The status, and 0 for what is none."""
    whole = (status_alone(status) or "").partition(".")[0]
    number = int(whole) if whole.isascii() and whole.isdigit() and len(whole) < 5 else 0
    return number if 100 <= number <= 599 else 0


def _latency(buckets: list[tuple[int, int, int]]) -> Latency | None:
    """Quantiles of rising buckets: the smallest value that a share of all values do not exceed."""
    total = sum(times for _, times, _ in buckets)

    def quantile(share: float) -> float:
        left = ceil(share * total)
        for bucket, times, _ in buckets:
            left -= times
            if left <= 0:
                return bucket / 1e6
        raise AssertionError("a share of all values is at most all of them")

    return Latency(
        count=total,
        p50_ms=quantile(0.5),
        p95_ms=quantile(0.95),
        p99_ms=quantile(0.99),
        max_ms=max(longest for _, _, longest in buckets) / 1e6,
        min_ms=buckets[0][0] / 1e6,
    )

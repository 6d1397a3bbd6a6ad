from typing import Any

from incidents.model.evidence import AnyEvidence, Latency, StatusCount
from reports.citations import Citations
from reports.sections.routes import route_rows
from tests.builders import BAD, GOOD, at, incident, index_of, request_statistics, sealed


def rows(*records: AnyEvidence) -> tuple[Any, int]:
    every = {each.id: each for each in (*sealed().collected.evidence, *records)}
    given = incident(index=index_of(tuple(every.values())))
    return route_rows(given, every, Citations(given, every))


def test_routes_with_server_errors_come_before_the_busy_ones() -> None:
    busy = request_statistics(
        method="GET",
        route="/health",
        count=90,
        statuses=(StatusCount(status=200, count=90, first=at(2), last=at(3)),),
        latency=Latency(count=90, p50_ms=4, p95_ms=8, p99_ms=9, max_ms=1240),
    )
    (first, second), more = rows(busy, request_statistics())
    assert (first.route, first.statuses) == (
        f"`POST /parcels/<id>/label`[^{request_statistics().id}]",
        "200: 12, 500: 8",
    )
    assert (second.revision, second.requests, second.statuses) == (f"`{BAD}`", "90 requests", "200: 90")
    assert (first.slowest, second.slowest, more) == ("not stated", "1.2 s", 0)


def test_a_quick_answer_is_told_in_milliseconds() -> None:
    quick = request_statistics(latency=Latency(count=20, p50_ms=4, p95_ms=8, p99_ms=9, max_ms=36.2))
    assert rows(quick)[0][0].slowest == "36 ms"


def test_only_the_revisions_of_the_window_are_shown() -> None:
    assert rows(request_statistics(revision=GOOD)) == ((), 0)


def test_what_is_left_out_is_counted() -> None:
    found, more = rows(*(request_statistics(route=f"/{number}") for number in range(14)))
    assert (len(found), more) == (12, 2)

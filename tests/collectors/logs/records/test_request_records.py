from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from collectors.logs.records import request_records
from incidents.model.evidence import (
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
from tests.collectors.logs.log_files import HidingRedactor, Raw, collect, moment, raw_request, requests


def records(raws: list[Raw]) -> list[RequestStatistics]:
    with TemporaryDirectory() as folder:
        return list(requests(collect(Path(folder), raws, redactor=HidingRedactor("s3cret"))))


def at(second: float) -> Instant:
    return Instant.parse(moment(second))


def test_a_route_tells_how_it_answered_and_how_fast() -> None:
    raws = [
        raw_request("/parcels/1", second=1, latency=None, insert_id="a"),
        raw_request("/parcels/2", 500, second=61, latency="0.003s", insert_id="b", trace="t"),
        raw_request("/parcels/3", 500, second=62, latency="0.001s", insert_id="c"),
        raw_request("/parcels/4", second=63, latency="0.007149515s", insert_id="d"),
    ]
    revision = "parcel-api-00001-aaa"
    assert records(raws) == [
        RequestStatistics(
            id=f"req-{digest('parcel-api', revision, 'GET', '/parcels/{id}')}",
            at=at(1),
            source="logs",
            locator="logs.json#a",
            excerpt="GET /parcels/1 -> 200",
            service="parcel-api",
            revision=revision,
            method="GET",
            route="/parcels/{id}",
            count=4,
            statuses=(
                StatusCount(status=200, count=2, first=at(1), last=at(63)),
                StatusCount(status=500, count=2, first=at(61), last=at(62)),
            ),
            latency=Latency(count=3, p50_ms=3.0, p95_ms=7.14, p99_ms=7.14, max_ms=7.149515, min_ms=1.0),
            by_minute=(
                MinuteRequests(minute=at(0), count=1, server_errors=0),
                MinuteRequests(minute=at(60), count=3, server_errors=2),
            ),
            exemplars=(
                Exemplar(
                    revision=revision,
                    insert_id="b",
                    at=at(61),
                    text="GET /parcels/2 -> 500",
                    trace="t",
                    instance="instance-a",
                ),
            ),
        )
    ]


def test_routes_that_redaction_makes_equal_become_one() -> None:
    raws = [
        raw_request("/keys/s3cret", 404, second=1, latency=None),
        raw_request("/keys/[redacted:word:1a2b]", second=2, latency=None),
    ]
    (record,) = records(raws)
    assert (record.route, record.count, record.latency) == ("/keys/[redacted:word:1a2b]", 2, None)
    assert [each.text for each in record.exemplars] == ["GET /keys/[redacted:word:1a2b] -> 404"]
    assert "s3cret" not in record.model_dump_json()


def test_a_request_that_found_no_instance_is_shown_beside_an_earlier_client_error_with_the_reason() -> None:
    said = "The request was aborted because there was no available instance."
    raws = [
        raw_request("/parcels/1", 404, second=1),
        raw_request("/parcels/2", 429, second=2, textPayload=said),
        raw_request("/parcels/3", 429, second=3, textPayload=said),
    ]
    (record,) = records(raws)
    assert [each.text for each in record.exemplars] == ["GET /parcels/1 -> 404", f"GET /parcels/2 -> 429: {said}"]


def test_the_same_request_is_not_shown_twice() -> None:
    (record,) = records([raw_request("/parcels/1", 429, second=1), raw_request("/parcels/2", 404, second=2)])
    assert [each.text for each in record.exemplars] == ["GET /parcels/1 -> 429"]


def test_the_minutes_of_a_route_that_slowed_from_one_revision_to_the_next_tell_its_median() -> None:
    """An entry that was exported twice counts once, and a route that is as quick as before tells nothing of minutes."""
    slow = [
        raw_request(
            f"/parcels/{n}", second=600 + n, latency=f"{seconds}s", revision="parcel-api-00002-bbb", insert_id=f"b{n}"
        )
        for n, seconds in enumerate((0.2, 0.9, 0.9, 0.4123456), start=58)
    ]
    quick = [raw_request(f"/parcels/{n}", second=n, latency="0.1s", insert_id=f"a{n}") for n in range(3)]
    steady = [
        raw_request("/health", second=n, latency="0.2s", revision=f"parcel-api-0000{n}-xxx", insert_id=f"h{n}")
        for n in (1, 2)
    ]
    found = {(each.route, each.revision[-3:]): each.by_minute for each in records([*slow, *quick, *steady, slow[1]])}
    assert [each.p50_ms for each in found["/parcels/{id}", "aaa"]] == [100.0]
    assert [each.p50_ms for each in found["/health", "xxx"]] == [None]
    assert found["/parcels/{id}", "bbb"] == (
        MinuteRequests(minute=at(600), count=2, server_errors=0, p50_ms=200.0),
        MinuteRequests(minute=at(660), count=2, server_errors=0, p50_ms=412.0),
    )


def test_the_minutes_of_a_route_that_takes_far_longer_for_some_tell_its_median_unless_too_many_ask(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raws = [
        raw_request("/quotes", second=60 * n, latency=f"{seconds}s", insert_id=f"q{n}")
        for n, seconds in enumerate((0.1, 0.1, 0.5, 0.1))
    ]
    (wide,) = records(raws)
    assert [each.p50_ms for each in wide.by_minute] == [100.0, 100.0, 500.0, 100.0]
    monkeypatch.setattr(request_records, "_MOST_TIMED", 3)
    (busy,) = records(raws)
    assert [each.p50_ms for each in busy.by_minute] == [None] * 4


def test_requests_of_a_service_that_delivers_again_what_fails_are_counted_apart() -> None:
    raws = [
        *(delivered("CloudPubSub-Google", 500, second) for second in (1, 11, 21)),
        delivered("CloudPubSub-Google", 204, 31),
        delivered("okhttp/4.12.0 CloudPubSub-Google", 500, 41),
        delivered("Google-Cloud-Tasks", None, 51),
    ]
    (found,) = records(raws)
    assert found.deliveries == (Deliveries(by="Cloud Tasks", count=1), Deliveries(by="Pub/Sub", count=4))
    assert [(each.status, each.count) for each in found.statuses] == [(204, 1), (500, 4)]
    assert (found.count, found.by_minute[0].server_errors) == (6, 4)
    assert [each.text for each in found.exemplars] == ["POST /push -> 500"]


def test_a_push_of_pub_sub_is_a_delivery_whatever_its_agent_adds() -> None:
    about = "https://developers.google.com/webmasters/APIs-Google.html"
    push = ("CloudPubSub-Google", "CloudPubSub-Google; (+about)", "APIs-Google", f"APIs-Google; (+{about})")
    others = ("APIs-Googlebot/2.1", "Mozilla/5.0 (compatible; Googlebot/2.1)", f"crawler ({about})")
    agents = (*push, f"APIs-Google (+{about})", *others)
    (found,) = records([delivered(each, 204, n) for n, each in enumerate(agents)])
    assert (found.count, found.deliveries, found.programs) == (8, (Deliveries(by="Pub/Sub", count=5),), ())


def test_requests_of_programs_that_ask_as_tests_do_are_counted_by_minute_and_status() -> None:
    driven = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/131.0 Safari/537.36"
    raws = [
        delivered("python-httpx/0.28.1", 200, 1),
        delivered("python-httpx/0.27.0", 200, 2),
        delivered("python-httpx/0.28.1", 500, 61),
        delivered("Python/3.12 aiohttp/3.11", None, 62),
        delivered(driven, 204, 63),
        delivered("Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", 200, 3),
        delivered("gotham-crawler/1.0", 200, 4),
        delivered("CloudPubSub-Google", 204, 5),
    ]
    (found,) = records(raws)
    assert found.programs == (
        ProgramRequests(program="Python/3.12 aiohttp", minute=at(60), status=0, count=1),
        ProgramRequests(program="a driven browser", minute=at(60), status=204, count=1),
        ProgramRequests(program="python-httpx", minute=at(0), status=200, count=2),
        ProgramRequests(program="python-httpx", minute=at(60), status=500, count=1),
    )
    assert found.count == len(raws)


def test_a_program_that_asks_in_more_minutes_than_tests_do_is_not_listed() -> None:
    (found,) = records([delivered("python-httpx/0.28.1", 200, 60 * minute) for minute in range(121)])
    assert (found.count, found.programs) == (121, ())


def delivered(agent: str, status: int | None, second: float) -> Raw:
    raw = raw_request("/push", status, method="POST", second=second, insert_id=f"{second}")
    raw["httpRequest"]["userAgent"] = agent
    return raw

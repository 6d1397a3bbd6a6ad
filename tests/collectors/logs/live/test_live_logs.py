"""The whole live read: the collector, Google's client, and a real server on this machine."""

import json
from pathlib import Path

import grpc  # type: ignore[import-untyped]  # it has no types

from collectors.logs import Logs
from collectors.logs.live.query import query_of
from incidents.model.instant import Instant
from incidents.model.record import digest
from incidents.model.scope import Problem, Reading
from tests.collectors.logs.live.asking_live import NOW, Collect, searched, the_reading
from tests.collectors.logs.live.loopback import Loopback, paged, proto
from tests.collectors.logs.log_files import (
    HidingRedactor,
    ask,
    counts,
    events,
    raw_entry,
    raw_request,
    requests,
    write_array,
)
from tests.collectors.logs.test_collector import everything, without_places


def test_pages_are_read_to_the_end_and_accounted_for(collect: Collect, tmp_path: Path) -> None:
    loopback = Loopback(paged([raw_entry(f"line {n}", second=n) for n in range(10)], 4))
    collected = collect(loopback, until=600)
    scope = ask(tmp_path, live=True, until=600).scope
    query = query_of(scope, Instant(0))
    assert counts(collected) == {"line <num>": 10}
    assert the_reading(collected) == Reading(
        id=f"reading-{digest('logs', query.text)}",
        source="logs",
        what=query.text,
        span=query.span,
        items=10,
        pages=3,
        status="complete",
    )
    assert [each.page_token for each in loopback.requests] == ["", "page-1", "page-2"]


def test_the_server_is_asked_for_all_services_between_two_bounds(collect: Collect) -> None:
    loopback = Loopback([[]])
    collect(loopback, services=("parcel-api", "parcel-web"))
    (request,) = loopback.requests
    assert (request.resource_names, request.order_by, request.page_size) == (["projects/parcel"], "timestamp asc", 1000)
    assert request.filter.startswith('timestamp>="2026-01-31T01:00:00Z" AND timestamp<="2026-03-02T01:00:00Z" AND ')
    assert ' AND resource.labels.service_name=("parcel-api" OR "parcel-web") AND ' in request.filter


def test_live_and_file_give_the_same_evidence(collect: Collect, tmp_path: Path) -> None:
    audit = {
        "@type": "type.googleapis.com/google.cloud.audit.AuditLog",
        "methodName": "google.cloud.run.v1.Services.ReplaceService",
        "resourceName": "namespaces/parcel/services/parcel-api",
        "request": {"service": {"spec": {"template": {"metadata": {"name": "parcel-api-00002-bbb"}}}}},
    }
    entries = [
        *everything(),
        raw_entry({"message": "took", "ms": 200, "share": 0.5, "level": 40}, second=11, log="stdout"),
        raw_entry({"ms": 200, "sizes": [1, 2.5]}, second=12, log="stdout"),
        raw_request("/parcels/1", 504, second=13, latency="300.000123456s", severity="ERROR"),
        raw_entry(protoPayload=audit, second=14, logName="projects/parcel/logs/cloudaudit.googleapis.com%2Factivity"),
        raw_entry("ERROR: lost", second=15.123456789),
    ]
    write_array(tmp_path / "logs.json", entries)
    from_file = Logs().collect(ask(tmp_path, "logs.json"))
    live = collect(Loopback(paged(entries, 4)))
    assert without_places(live) == without_places(from_file)
    assert len(live.evidence) == len(from_file.evidence) > 10
    assert (the_reading(live).items, the_reading(live).problems) == (len(entries), ())
    place = searched(tmp_path)
    assert {each.locator.rpartition("#")[0] for each in live.evidence} == {place}
    assert [each.locator.rpartition("#")[2] for each in live.evidence] == [
        each.locator.partition("#")[2] for each in from_file.evidence
    ]


def test_pages_of_another_size_give_the_same_evidence(collect: Collect) -> None:
    few, many = collect(Loopback(paged(everything(), 4))), collect(Loopback(paged(everything(), 7)))
    assert few.evidence == many.evidence
    assert the_reading(few) == the_reading(many).model_copy(update={"pages": the_reading(few).pages})


def test_an_empty_page_with_a_token_is_not_the_end(collect: Collect) -> None:
    collected = collect(Loopback([[], [raw_entry("x")], [], [], [raw_entry("y", second=2)], []]))
    assert counts(collected) == {"x": 1, "y": 1}
    assert (the_reading(collected).pages, the_reading(collected).status) == (6, "complete")


def test_an_answer_without_entries_is_complete(collect: Collect) -> None:
    reading = the_reading(collect(Loopback([[]])))
    assert (reading.items, reading.pages, reading.status, reading.why) == (0, 1, "complete", None)


def test_duplicates_are_dropped_and_counted(collect: Collect) -> None:
    entry = raw_entry("x", insert_id="same")
    collected = collect(Loopback([[entry, entry], [entry, raw_entry("x", second=2)]]))
    assert counts(collected) == {"x": 2}
    assert the_reading(collected).problems == (
        Problem(what="entries that were read already, not counted again", count=2, first="among others entry same"),
    )


def test_entries_without_a_form_and_of_odd_resources_are_counted(collect: Collect) -> None:
    timeless = proto(raw_entry("x"))
    timeless.timestamp.seconds = 10**12
    other = raw_entry("x") | {"resource": {"type": "gce_instance", "labels": {"instance_id": "1"}}}
    reading = the_reading(collect(Loopback([[timeless, other, raw_entry("x", second=2)]])))
    assert (reading.items, reading.status) == (1, "complete")
    assert [(each.what, each.count) for each in reading.problems] == [
        ("entries of another kind of resource, not kept", 1),
        ("entries that have no JSON form", 1),
    ]


def test_an_answer_of_something_else_is_said_to_be_none(collect: Collect) -> None:
    reading = the_reading(collect(Loopback([[raw_entry("x") | {"resource": {"type": "global"}}]])))
    assert (reading.status, reading.why) == ("failed", "no log entry was recognised. Nothing was read")


def test_progress_counts_each_entry_once(collect: Collect) -> None:
    seen: list[tuple[str, int]] = []
    entries = [raw_entry("x", second=n) for n in range(5)]
    collect(Loopback(paged(entries, 3)), progress=lambda what, items: seen.append((what, items)))
    assert [each for each in seen if each[0].startswith("Cloud")] == [
        ("Cloud Logging of parcel", 3),
        ("Cloud Logging of parcel", 2),
    ]


def test_nothing_of_the_question_or_the_answer_escapes_the_redactor(collect: Collect) -> None:
    secret = "s3cret99"
    loopback = Loopback([[raw_entry(f"key {secret}", service=f"api-{secret}")], []])
    loopback.failing(1, grpc.StatusCode.ABORTED, f"no {secret}")
    collected = collect(loopback, services=(f"api-{secret}",), redactor=HidingRedactor(secret))
    assert (len(collected.evidence), the_reading(collected).status) == (1, "truncated")
    readings = json.dumps([each.model_dump(mode="json") for each in collected.readings])
    assert secret not in readings + collected.evidence[0].locator + str(collected.evidence[0].excerpt)


def test_requests_and_events_are_read_live_too(collect: Collect) -> None:
    collected = collect(Loopback(paged(everything(), 5)))
    assert [each.count for each in requests(collected)] == [3]
    assert len(events(collected)) == 3


def test_files_beside_a_live_read_are_read_as_well(collect: Collect, tmp_path: Path) -> None:
    write_array(tmp_path / "old.json", [raw_entry("y", second=-5)])
    collected = collect(Loopback([[raw_entry("x")]]), globs=("old.json", "gone.json"))
    assert counts(collected) == {"x": 1, "y": 1}
    assert {each.what: each.status for each in collected.readings} == {
        searched(tmp_path): "complete",
        "old.json": "complete",
        "gone.json": "failed",
    }


def test_the_survey_says_what_would_be_asked(tmp_path: Path) -> None:
    assert Logs(clock=lambda: NOW).survey(ask(tmp_path, live=True)) == (searched(tmp_path),)

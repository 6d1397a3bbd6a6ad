from pathlib import Path

from incidents.model.evidence import Service, TrafficShare
from incidents.model.scope import Problem
from incidents.model.sealed import Collected
from tests.collectors.cloud_run.records import NAME, SERVICE, collected, service

OLD = "parcel-api-00007-kit"


def only(found: Collected) -> Service:
    [record] = [each for each in found.evidence if isinstance(each, Service)]
    return record


def test_a_service_is_kept_with_what_it_tells(tmp_path: Path) -> None:
    ready = {"type": "Ready", "status": "True", "lastTransitionTime": "2026-03-02T11:00:20Z"}
    traffic = [{"revisionName": OLD, "percent": 100}]
    described = service(traffic=traffic, conditions=[ready], latestReadyRevisionName=NAME)
    found = only(collected(tmp_path, services_=[described]))
    assert (found.id, found.locator, str(found.at)) == (
        f"svc-{SERVICE}",
        f"services_.json#{SERVICE}",
        "2026-03-02T11:00:20Z",
    )
    assert (found.latest_ready, found.latest_created) == (NAME, None)
    assert found.excerpt.splitlines() == [
        '{"name":"parcel-api"}',
        f'{{"traffic":[{{"percent":100,"revision":"{OLD}"}}]}}',
        '{"lastTransitionTime":"2026-03-02T11:00:20Z","status":"True","type":"Ready"}',
    ]


def test_the_order_of_the_record_does_not_show(tmp_path: Path) -> None:
    targets = [{"revisionName": OLD, "percent": 10}, {"revisionName": NAME, "percent": 90}]
    states = [{"type": "Ready", "status": "True"}, {"type": "RoutesReady", "status": "True"}]
    one = only(collected(tmp_path, services_=service(traffic=targets, conditions=states)))
    two = only(collected(tmp_path, services_=service(traffic=targets[::-1], conditions=states[::-1])))
    assert one == two
    assert one.traffic == (TrafficShare(revision=OLD, percent=10), TrafficShare(revision=NAME, percent=90))


def test_a_service_that_another_file_describes_differently_is_counted(tmp_path: Path) -> None:
    found = collected(
        tmp_path,
        a=service(traffic=[{"revisionName": OLD, "percent": 100}]),
        b=service(traffic=[{"revisionName": NAME, "percent": 100}]),
    )
    assert only(found).traffic == (TrafficShare(revision=OLD, percent=100),)
    [second] = [each for each in found.readings if each.what == "b.json"]
    what = "a service that another file describes differently"
    assert (second.items, second.problems) == (0, (Problem(what=what, count=1, first=f"b.json#{SERVICE}"),))


def test_a_name_that_cannot_stand_in_an_id_is_counted(tmp_path: Path) -> None:
    found = collected(tmp_path, services=("a b",), described=service("a b"))
    assert found.evidence == ()
    problems = [problem.what for reading in found.readings for problem in reading.problems]
    assert problems == ["a service without a usable name"]

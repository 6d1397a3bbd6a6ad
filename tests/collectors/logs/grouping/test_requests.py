import pytest

from collectors.logs.grouping import requests as requests_module
from collectors.logs.grouping.requests import OTHER_ROUTES, Requests
from collectors.logs.grouping.route_tally import RouteTally
from collectors.problem_tally import ProblemTally
from tests.collectors.logs.log_files import Raw, entry_of, raw_request


def taken(raws: list[Raw]) -> tuple[dict[tuple[str, str, str], RouteTally], dict[str, int]]:
    requests, problems = Requests(), ProblemTally()
    for raw in raws:
        requests.add(entry_of(raw), problems)
    found = {(revision, method, route): tally for _, revision, method, route, tally in requests.found()}
    return found, {each.what: each.count for each in problems.problems()}


def test_requests_are_counted_by_revision_method_and_masked_route() -> None:
    found, problems = taken(
        [
            raw_request("/parcels/1?x=1", second=1),
            raw_request("/parcels/2", 500, second=61),
            raw_request("/parcels/3", 503, second=2),
            raw_request("/parcels/4", 404, second=3),
            raw_request("/parcels/5", 200, second=4, revision="r2"),
            raw_request("/parcels/6", 201, second=5, method="POST"),
        ]
    )
    assert problems == {}
    assert {key: tally.count for key, tally in found.items()} == {
        ("parcel-api-00001-aaa", "GET", "/parcels/{id}"): 4,
        ("parcel-api-00001-aaa", "POST", "/parcels/{id}"): 1,
        ("r2", "GET", "/parcels/{id}"): 1,
    }
    tally = found["parcel-api-00001-aaa", "GET", "/parcels/{id}"]
    assert {status: each.times for status, each in tally.statuses.items()} == {200: 1, 500: 1, 503: 1, 404: 1}
    assert sorted(tally.minutes.values()) == [(1, 1), (3, 1)]
    assert {kind: each.text for kind, each in tally.failures.items()} == {
        4: "GET /parcels/4 -> 404",
        5: "GET /parcels/3 -> 503",
    }
    assert tally.earliest is not None
    assert tally.earliest.text == "GET /parcels/1 -> 200"


def test_figures_that_cannot_be_are_problems_and_the_request_counts() -> None:
    found, problems = taken([raw_request("/", 99999, latency="-1s", second=n) for n in range(2)])
    (tally,) = found.values()
    assert (tally.count, tally.statuses, list(tally.latencies)) == (2, {}, [])
    assert problems == {"requests whose status is no HTTP status": 2, "requests whose latency is no duration": 2}


def test_routes_beyond_the_bound_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests_module, "MOST_ROUTES", 2)
    raws = [raw_request(f"/{name}", 404, second=n) for n, name in enumerate("abcdefghabcd")]
    found, _ = taken(raws)
    assert len(found) == 3
    rest = found["parcel-api-00001-aaa", "*", OTHER_ROUTES]
    assert rest.count == 12 - sum(tally.count for key, tally in found.items() if key[2] != OTHER_ROUTES)
    again, _ = taken(raws[::-1])
    assert {key: tally.count for key, tally in found.items()} == {key: tally.count for key, tally in again.items()}


def test_later_requests_do_not_change_the_earliest() -> None:
    found, _ = taken([raw_request("/parcels/1", second=1), raw_request("/parcels/2", second=2)])
    (tally,) = found.values()
    assert tally.earliest is not None
    assert tally.earliest.text == "GET /parcels/1 -> 200"

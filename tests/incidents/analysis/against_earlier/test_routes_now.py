from typing import Any

import pytest

from incidents.analysis.rates.answered_with import REFUSED_ROUTE
from incidents.model.evidence import Latency, MinuteRequests, RequestStatistics, StatusCount
from incidents.model.finding import Finding, Ratio
from incidents.model.same_finding import about_the_same
from tests import builders
from tests.builders import GOOD, at
from tests.incidents.analysis.against_earlier.test_compared import earlier, told


def slow(ms: float) -> Finding:
    return builders.finding(
        kind="latency",
        rule="slower-route",
        signature=f"POST /rates p50 {ms:g} ms",
        after=Ratio(n=80, unit="requests with a latency"),
    )


def timed(ms: float, count: int = 80) -> RequestStatistics:
    latency = Latency(count=count, p50_ms=ms, p95_ms=ms, p99_ms=ms, max_ms=ms)
    minutes = (MinuteRequests(minute=at(3), count=count, server_errors=0),)
    return builders.request_statistics(route="/rates", count=count, statuses=(), latency=latency, by_minute=minutes)


@pytest.mark.parametrize(
    ("now", "state", "reason"),
    [
        (400, "gone", "it takes 400 ms in the median, and 900 ms then"),
        (880, "same", "it takes 880 ms in the median, and 900 ms then; it took as long before this window"),
        (2000, "same", "it takes 2000 ms in the median, and 900 ms then; it took as long before this window"),
    ],
)
def test_a_slower_route_is_gone_where_it_takes_half_of_the_time(now: float, state: str, reason: str) -> None:
    ((found, said),) = told(earlier(slow(900)), records=(timed(now),))
    assert found == state
    assert said.startswith(reason)


def test_of_a_route_that_too_few_asked_nothing_is_known() -> None:
    assert told(earlier(slow(900)), records=(timed(90, count=19),))[0][0] == "not-observed"


@pytest.mark.parametrize(("now", "state"), [(2000, "worse"), (950, "same"), (400, "better")])
def test_a_route_that_both_found_slower_is_compared_by_its_median(now: float, state: str) -> None:
    assert about_the_same(slow(900), slow(now))
    assert told(earlier(slow(900)), slow(now), records=(timed(now),)) == [
        (state, f"900 ms in the median then, {now:g} ms now")
    ]


def refused(**changes: Any) -> Finding:
    values = {"kind": "request", "rule": REFUSED_ROUTE, "signature": "POST /rates 401\ntoken refused"}
    return builders.finding(**{**values, "after": Ratio(n=50, total=100, unit="requests"), **changes})


def answered(refusals: int, count: int = 80) -> RequestStatistics:
    statuses = (StatusCount(status=401, count=refusals, first=at(3), last=at(3)),) if refusals else ()
    minutes = (MinuteRequests(minute=at(3), count=count, server_errors=0),)
    return builders.request_statistics(route="/rates", count=count, statuses=statuses, by_minute=minutes)


def test_a_refused_route_is_gone_where_as_many_requests_were_let_in() -> None:
    expected = [("gone", "80 requests in the window, none of them answered 401")]
    assert told(earlier(refused()), records=(answered(0),)) == expected
    assert told(earlier(refused(signature="several routes 401")), records=(answered(0),)) == expected


def test_a_refused_route_that_few_asked_or_that_is_still_refused_is_not_gone() -> None:
    assert told(earlier(refused()), records=(answered(0, count=2),))[0][0] == "not-observed"
    assert told(earlier(refused()), records=(answered(3),)) == [
        ("same", f"requests were answered 401 in the window too, last at {at(3)}; that is no finding of it")
    ]
    assert (
        told(earlier(slow(900).model_copy(update={"signature": None})), records=(timed(100),))[0][0] == "not-observed"
    )
    assert told(earlier(refused(signature="POST /other 401")), records=(answered(0),))[0][0] == "not-observed"


def test_refusals_before_the_window_are_none_of_it() -> None:
    # Where nothing was deployed, one revision serves on both sides, and its row counts the requests of both.
    nothing_new = builders.window().candidate.model_copy(update={"revisions": ()})
    minutes = tuple(MinuteRequests(minute=at(hours), count=80, server_errors=0) for hours in (1, 3))
    before = (StatusCount(status=401, count=50, first=at(1), last=at(1)),)
    row = builders.request_statistics(revision=GOOD, route="/rates", count=160, statuses=before, by_minute=minutes)
    assert told(earlier(refused()), records=(row,), window=builders.window(candidate=nothing_new)) == [
        ("gone", "80 requests in the window, none of them answered 401")
    ]


@pytest.mark.parametrize(
    "old",
    [
        refused(signature=None),
        refused(signature="POST /rates"),
        slow(900).model_copy(update={"signature": "POST /rates p50 1.2.e+ ms"}),
    ],
)
def test_a_stored_finding_that_names_no_figure_is_not_compared(old: Finding) -> None:
    assert [state for state, _ in told(earlier(old), records=(answered(0), timed(100)))] == ["not-observed"]

from typing import Any

import pytest

from incidents.analysis.course import since_onset
from incidents.analysis.facts import Facts
from incidents.analysis.folding import fold
from incidents.analysis.rules import failing_route, new_error_pattern, slower_route
from incidents.model.evidence import (
    AnyEvidence,
    Latency,
    MinuteCount,
    MinuteRequests,
    RequestStatistics,
    RevisionCount,
    StatusCount,
)
from incidents.model.finding import Finding, Ratio
from tests import builders
from tests.builders import BAD, GOOD, at


def error(minutes: dict[float, int], trace: str | None = None) -> AnyEvidence:
    counts = tuple(MinuteCount(revision=BAD, minute=at(minutes=m), count=n) for m, n in sorted(minutes.items()))
    return builders.log_pattern(by_minute=counts, exemplars=(builders.exemplar(trace=trace),))


def route(minutes: dict[float, int], trace: str | None = None, **changes: Any) -> AnyEvidence:
    rows = tuple(MinuteRequests(minute=at(minutes=m), count=n, server_errors=n) for m, n in sorted(minutes.items()))
    failed = sum(minutes.values())
    statuses = (StatusCount(status=500, count=failed, first=at(2, 5), last=at(2, 6)),)
    shown = (builders.exemplar(trace=trace),)
    return builders.request_statistics(count=failed, by_minute=rows, statuses=statuses, exemplars=shown, **changes)


def folded(*evidence: AnyEvidence) -> list[Finding]:
    facts = Facts(builders.sealed(collected=builders.collected(*evidence)))
    return fold(facts, [*failing_route.find(facts), *new_error_pattern.find(facts)]).findings


def test_requests_that_fail_in_the_minutes_of_an_error_are_one_finding_with_it() -> None:
    (found,) = folded(error({125: 3, 126: 4}), route({125: 3, 126: 3}))
    assert found.kind == "log"
    assert found.after is not None
    assert (found.after.n, found.after.total) == (6, 6)


def test_two_requests_in_the_minute_of_an_error_may_be_chance() -> None:
    assert len(folded(error({125: 3}), route({125: 2}))) == 2


def test_one_trace_ties_even_a_single_request_to_its_error() -> None:
    assert len(folded(error({125: 1}, trace="t1"), route({125: 1}, trace="t1"))) == 1


def test_requests_that_fail_at_other_times_stay_a_finding_of_their_own() -> None:
    assert len(folded(error({125: 5}), route({140: 5}))) == 2


def test_two_routes_of_one_error_are_added_up() -> None:
    (found,) = folded(error({125: 9}), route({125: 4}), route({125: 3}, route="/parcels"))
    assert found.after is not None
    assert (found.after.n, found.after.total) == (7, 7)
    assert "POST /parcels/<id>/label" in found.after.unit
    assert "POST /parcels" in found.after.unit


def test_an_echo_is_kept_with_its_reason_and_its_evidence() -> None:
    (found,) = folded(error({125: 3, 126: 4}), route({125: 3, 126: 3}))
    (echo,) = found.echoes
    assert echo.reason == "6 of its 6 failed requests have an entry of the error in their minute, on the same revision"
    assert set(found.related) >= {builders.request_statistics().id}


def test_two_faults_of_one_minute_with_words_of_their_own_stay_two() -> None:
    minutes = tuple(MinuteCount(revision=BAD, minute=at(minutes=125 + 5 * n), count=4) for n in range(6))
    later = tuple(MinuteCount(revision=BAD, minute=at(minutes=127 + 5 * n), count=4) for n in range(6))
    first = builders.log_pattern(by_minute=minutes, message="the printer is out of paper")
    second = builders.log_pattern(by_minute=later, template="no route to the scales", message="no route to the scales")
    assert len(folded(first, second)) == 2


def test_one_sentence_with_another_named_value_is_one_finding() -> None:
    minutes = tuple(MinuteCount(revision=BAD, minute=at(minutes=125 + n), count=1) for n in range(2))
    other = tuple(MinuteCount(revision=BAD, minute=at(minutes=155 + n), count=1) for n in range(2))
    first = builders.log_pattern(by_minute=minutes, template="parcel was lost in transit (kind=box)", error_type=None)
    second = builders.log_pattern(by_minute=other, template="parcel was lost in transit (kind=bag)", error_type=None)
    (found,) = folded(first, second)
    assert [each.reason for each in found.echoes] == ["the same sentence with another value of kind"]


def test_one_sentence_about_two_things_at_other_times_is_two_findings() -> None:
    minutes = tuple(MinuteCount(revision=BAD, minute=at(minutes=125 + n), count=1) for n in range(2))
    other = tuple(MinuteCount(revision=BAD, minute=at(minutes=155 + n), count=1) for n in range(2))
    first = builders.log_pattern(by_minute=minutes, template="no answer from the scales today", error_type=None)
    second = builders.log_pattern(by_minute=other, template="no answer from the printer today", error_type=None)
    assert len(folded(first, second)) == 2


def test_a_revision_that_fails_every_route_has_one_fault() -> None:
    routes = [route({130: 2, 140: 4}, route=f"/parcels/{name}") for name in ("labels", "scales", "drivers")]
    (found,) = folded(error({125: 1}), *routes)
    assert found.kind == "log"
    assert len(found.echoes) == 3
    assert found.priority.level == "P0"


def test_routes_join_no_error_when_there_are_two() -> None:
    routes = [route({130: 2, 140: 4}, route=f"/parcels/{name}") for name in ("labels", "scales", "drivers")]
    other = builders.log_pattern(
        template="no route to the scales",
        by_minute=(MinuteCount(revision=BAD, minute=at(minutes=126), count=1),),
        exemplars=(builders.exemplar(),),
    )
    found = folded(error({125: 1}), other, *routes)
    assert sorted(each.kind for each in found) == ["log", "log", "request"]


def test_requests_that_failed_on_the_route_for_another_reason_are_not_counted_on_either_side() -> None:
    rows = tuple(MinuteRequests(minute=at(1, m), count=30, server_errors=1) for m in range(6))
    spans = (StatusCount(status=500, count=6, first=at(1), last=at(1, 6)),)
    earlier = builders.request_statistics(revision=GOOD, count=180, by_minute=rows, statuses=spans)
    (found,) = folded(error({125: 30, 126: 40}), route({125: 32, 126: 43}), earlier)
    assert (found.before and found.before.n, found.before and found.before.total) == (0, 180)
    assert (found.after and found.after.n, found.after and found.after.total) == (70, 75)


def test_the_share_since_it_began_leaves_out_what_failed_before_the_error_was_logged() -> None:
    later = (RevisionCount(revision=BAD, count=9, first=at(2, 40), last=at(2, 41)),)
    minutes = (MinuteCount(revision=BAD, minute=at(2, 40), count=9),)
    logged = builders.log_pattern(by_minute=minutes, by_revision=later, count=9)
    rows = tuple(MinuteRequests(minute=at(2, m), count=10, server_errors=9 if m == 40 else 1) for m in (5, 20, 40))
    spans = (StatusCount(status=500, count=11, first=at(2, 5), last=at(2, 41)),)
    failed = builders.request_statistics(count=30, by_minute=rows, statuses=spans)
    noisy, steady = (
        builders.request_statistics(
            revision=GOOD,
            by_minute=tuple(MinuteRequests(minute=at(1, m), count=30, server_errors=errors) for m in range(6)),
        )
        for errors in (1, 0)
    )

    def since(earlier: AnyEvidence) -> Ratio | None:
        facts = Facts(builders.sealed(collected=builders.collected(logged, failed, earlier)))
        (head,) = fold(facts, [*failing_route.find(facts), *new_error_pattern.find(facts)]).findings
        return since_onset.of_finding(facts, head)

    assert since(noisy) == Ratio(n=9, total=10, unit="requests")
    assert since(steady) == Ratio(n=11, total=30, unit="requests")


@pytest.mark.parametrize("slower", [2, 3])
def test_where_most_routes_of_a_service_are_slower_they_are_one_finding_the_longest_first(slower: int) -> None:
    def took(route: int, revision: str, median: float) -> RequestStatistics:
        latency = Latency(count=60, p50_ms=median, p95_ms=2 * median, p99_ms=2 * median, max_ms=2 * median)
        return builders.request_statistics(
            id=f"requests-{route}-{revision}",
            route=f"/{route}",
            revision=revision,
            count=60,
            latency=latency,
            statuses=(),
        )

    rows = [took(n, side, 50 if side == GOOD else 400 + n) for n in range(slower) for side in (GOOD, BAD)]
    facts = Facts(builders.sealed(collected=builders.collected(*rows)))
    found = fold(facts, slower_route.find(facts)).findings
    assert [len(each.echoes) for each in found] == ([2] if slower == 3 else [0, 0])
    if slower == 3:
        assert "/2` takes 402 ms" in found[0].title
        assert found[0].title.endswith("and 2 more of its routes are slower")

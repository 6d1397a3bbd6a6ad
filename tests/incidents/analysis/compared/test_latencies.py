from typing import Any

import pytest

from incidents.analysis.compared import latencies
from incidents.analysis.compared.latencies import compared, most_are_slower, slow_at_once
from incidents.analysis.course.onset import served_well_before
from incidents.analysis.facts import Facts
from incidents.analysis.rules.slower_route import find
from incidents.model.evidence import Latency, MinuteRequests, RequestStatistics, StatusCount
from tests import builders
from tests.builders import BAD, GOOD, at

USUAL = (40.0, 120.0, 200.0)
SLOW = (400.0, 900.0, 1000.0)


def took(revision: str, count: int, quantiles: tuple[float, float, float], **changes: Any) -> RequestStatistics:
    p50, p95, p99 = quantiles
    hour = 1 if revision == GOOD else 3
    values = {
        "revision": revision,
        "count": count,
        "statuses": (StatusCount(status=200, count=count, first=at(hour), last=at(hour)),),
        "by_minute": (MinuteRequests(minute=at(hour), count=count, server_errors=0),),
        "latency": Latency(count=count, p50_ms=p50, p95_ms=p95, p99_ms=p99, max_ms=2 * p99),
    }
    return builders.request_statistics(**{**values, **changes})


def facts(*rows: RequestStatistics) -> Facts:
    return Facts(builders.sealed(collected=builders.collected(*rows)))


@pytest.mark.parametrize(
    ("count", "quantiles", "slower"),
    [
        (40, SLOW, True),
        (40, USUAL, False),
        (40, (75.0, 400.0, 900.0), False),  # less than twice the median
        (40, (90.0, 400.0, 900.0), False),  # twice, and nobody notices
        (20, (150.0, 400.0, 900.0), True),  # the edge of the sample
        (19, SLOW, False),
    ],
)
def test_a_route_is_slower_by_its_median_and_by_more_slow_requests_than_chance_gives(
    count: int, quantiles: tuple[float, float, float], *, slower: bool
) -> None:
    given = facts(took(GOOD, 60, USUAL), took(BAD, count, quantiles))
    assert [each.state for each in find(given)] == (["worse"] if slower else [])


def medians(*seen: float) -> tuple[MinuteRequests, ...]:
    """One minute after the other, of ten requests each."""
    return tuple(
        MinuteRequests(minute=at(3, n), count=10, server_errors=0, p50_ms=median) for n, median in enumerate(seen)
    )


@pytest.mark.parametrize(
    ("seen", "first", "last"),
    [
        ((400, 400, 400, 400), 0, 3),  # slow from its first request on
        ((40, 40, 400, 400, 400, 400), 2, 5),
        ((40, 400, 40, 40, 400, 400, 400, 400), 4, 7),  # one slow minute before is not the onset
        ((40, 40, 400, 400, 40, 400, 400), 2, 6),  # nor is one quick minute after its end
        ((40, 40, 400, 400, 400, 400, 40), 2, 5),  # it ended
        ((139, 140, 140, 140), 1, 3),  # the measure of the rule itself
    ],
)
def test_a_slow_route_is_first_seen_in_the_minute_from_which_it_was_slow(
    seen: tuple[float, ...], first: int, last: int
) -> None:
    (found,) = find(facts(took(GOOD, 60, USUAL), took(BAD, 80, SLOW, by_minute=medians(*seen))))
    assert (found.first, found.last) == (at(3, first), at(3, last))


def test_where_no_minute_tells_of_latency_no_moment_is_claimed_for_when_it_slowed() -> None:
    """Quantiles are of a whole revision: its first request may have been as quick as ever."""
    (found,) = find(facts(took(GOOD, 60, USUAL), took(BAD, 40, SLOW)))
    assert (found.first, found.last) == (None, None)


def test_few_slow_requests_are_what_chance_gives() -> None:
    """Twice the median, but within what one of twenty requests took before."""
    assert find(facts(took(GOOD, 60, (100.0, 900.0, 950.0)), took(BAD, 20, (210.0, 800.0, 940.0)))) == []


def test_the_numbers_behind_it_are_told() -> None:
    (found,) = compared(facts(took(GOOD, 60, USUAL), took(BAD, 40, SLOW)))
    assert found.reason == "p50 40 to 400 ms, p95 120 to 900 ms, p99 200 to 1000 ms"
    assert found.before is not None
    assert found.after is not None
    assert (found.before.n, found.before.total) == (1, 60)
    assert (found.after.n, found.after.total, found.after.unit) == (20, 40, "requests over 200 ms, at least")
    assert found.low is not None
    assert found.low > 1


def test_a_route_that_too_few_requests_asked_or_that_failed_is_not_comparable() -> None:
    few = compared(facts(took(GOOD, 60, USUAL), took(BAD, 19, SLOW)))
    failed = (StatusCount(status=500, count=40, first=at(3), last=at(3)),)
    broken = compared(facts(took(GOOD, 60, USUAL), took(BAD, 40, SLOW, statuses=failed)))
    alone = compared(facts(took(BAD, 40, SLOW)))
    assert [(each.state, each.before, each.after) for each in (*few, *broken, *alone)] == [
        ("not-comparable", None, None)
    ] * 3


def test_of_several_new_revisions_the_newest_slower_one_counts_even_where_it_answered_least() -> None:
    third = "parcel-api-00009-elk"
    whole = builders.window()
    both = (builders.serving(percent=0), builders.serving(revision=third))
    window = whole.model_copy(update={"candidate": whole.candidate.model_copy(update={"revisions": both})})
    rows = (took(GOOD, 60, USUAL), took(BAD, 90, USUAL), took(third, 30, SLOW))
    given = Facts(builders.sealed(collected=builders.collected(*rows), window=window))
    (found,) = find(given)
    assert found.primary == (rows[2].id,)


def test_one_failed_request_of_a_hundred_moves_no_median() -> None:
    hour = at(3)
    codes = tuple(StatusCount(status=code, count=n, first=hour, last=hour) for code, n in ((200, 99), (500, 1)))
    assert len(find(facts(took(GOOD, 60, USUAL), took(BAD, 100, SLOW, statuses=codes)))) == 1


@pytest.mark.parametrize(
    ("seen", "at_once"),
    [((400.0,) * 20, True), ((40.0, *[400.0] * 19), True), ((*[40.0] * 15, *[400.0] * 20), False)],
)
def test_a_revision_that_was_slow_within_its_first_minutes_never_served_well(
    seen: tuple[float, ...], *, at_once: bool
) -> None:
    row = took(BAD, 10 * len(seen), SLOW, by_minute=medians(*seen))
    assert slow_at_once(facts(took(GOOD, 60, USUAL), row), row) is at_once
    assert not slow_at_once(facts(row), row)  # with nothing before, nothing tells


def test_most_routes_are_slower_where_at_least_three_are_and_half_of_all() -> None:
    every = [took(side, 40, SLOW if side == BAD else USUAL, route=f"/{n}") for n in range(3) for side in (GOOD, BAD)]
    usual = [took(side, 40, USUAL, route=f"/usual/{n}") for n in range(4) for side in (GOOD, BAD)]
    service = every[0].service
    assert most_are_slower(facts(*every), service)
    assert not most_are_slower(facts(*every[:4]), service)
    assert not most_are_slower(facts(*every, *usual), service)


def test_two_sides_are_compared_once_however_often_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [took(name, 41, ms, route=f"/{of}") for of in "abc" for name, ms in ((GOOD, USUAL), (BAD, SLOW))]
    given = facts(*rows)
    assert most_are_slower(given, rows[0].service)
    monkeypatch.setattr(latencies, "compare", None)
    assert most_are_slower(given, rows[0].service)


@pytest.mark.parametrize(("median", "well"), [(40.0, True), (400.0, False)])
def test_answers_that_were_slow_from_the_first_one_on_are_not_served_well(median: float, *, well: bool) -> None:
    failed = MinuteRequests(minute=at(3, 40), count=10, server_errors=5, p50_ms=median)
    statuses = (StatusCount(status=504, count=5, first=at(3, 40), last=at(3, 40)),)
    quantiles = USUAL if well else SLOW
    row = took(BAD, 410, quantiles, by_minute=(*medians(*[median] * 40), failed), statuses=statuses)
    given = facts(took(GOOD, 60, USUAL), row)
    timed_out = builders.finding(kind="request", primary=(row.id,), first=at(3, 40), last=at(3, 40))
    assert served_well_before(given, timed_out) is well

from incidents.analysis.facts import Facts
from incidents.analysis.rules.failing_route import find
from incidents.model.evidence import AnyEvidence, MinuteRequests, RequestStatistics, StatusCount
from incidents.model.finding import Ratio
from tests import builders
from tests.builders import BAD, GOOD, at


def facts(*evidence: AnyEvidence) -> Facts:
    return Facts(builders.sealed(collected=builders.collected(*evidence)))


def route(revision: str, minutes: float, total: int, failed: int) -> RequestStatistics:
    statuses = [StatusCount(status=200, count=total - failed, first=at(minutes=minutes), last=at(minutes=minutes))]
    if failed:
        statuses.append(StatusCount(status=503, count=failed, first=at(minutes=minutes), last=at(minutes=minutes)))
    rows = (MinuteRequests(minute=at(minutes=minutes), count=total, server_errors=failed),)
    return builders.request_statistics(
        revision=revision, count=total, statuses=tuple(statuses), by_minute=rows, route="/parcels/{id}/label"
    )


def test_a_route_that_fails_only_on_the_new_revision_is_new() -> None:
    good, bad = route(GOOD, 30, 100, 0), route(BAD, 130, 80, 8)
    (found,) = find(facts(good, bad))
    assert found.title == "parcel-api: `POST /parcels/{id}/label` answers 503"
    assert (found.state, found.primary, found.related) == ("new", (bad.id,), (good.id,))
    assert found.after == Ratio(n=8, total=80, unit="requests")
    assert found.before == Ratio(n=0, total=100, unit="requests")


def test_a_route_that_failed_as_often_before_is_left_alone() -> None:
    assert find(facts(route(GOOD, 30, 100, 10), route(BAD, 130, 100, 12))) == []


def test_a_route_that_fails_twice_as_often_is_worse() -> None:
    (found,) = find(facts(route(GOOD, 30, 100, 20), route(BAD, 130, 100, 40)))
    assert found.state == "worse"


def test_twice_as_often_is_not_worse_where_one_rate_may_give_both_counts() -> None:
    assert find(facts(route(GOOD, 30, 100, 10), route(BAD, 130, 100, 20))) == []


def test_a_handful_of_failures_is_too_few_to_call_it_worse() -> None:
    assert find(facts(route(GOOD, 30, 100, 1), route(BAD, 130, 100, 4))) == []


def test_an_old_revision_that_still_serves_makes_nothing_new() -> None:
    assert find(facts(route(GOOD, 130, 100, 50))) == []


def test_client_errors_are_no_server_errors() -> None:
    statuses = (StatusCount(status=403, count=20, first=at(2, 5), last=at(2, 6)),)
    rows = (MinuteRequests(minute=at(2, 5), count=20, server_errors=0),)
    assert find(facts(builders.request_statistics(statuses=statuses, by_minute=rows))) == []

from incidents.analysis.compared.routes import compared
from incidents.analysis.facts import Facts
from incidents.model.evidence import AnyEvidence, MinuteRequests, StatusCount
from incidents.model.finding import Ratio
from tests import builders
from tests.builders import BAD, GOOD, at


def answered(revision: str, hour: float, count: int, failed: int) -> AnyEvidence:
    rows = (MinuteRequests(minute=at(hour), count=count, server_errors=failed),)
    codes = [(code, n) for code, n in ((200, count - failed), (500, failed)) if n]
    statuses = tuple(StatusCount(status=code, count=n, first=at(hour), last=at(hour)) for code, n in codes)
    return builders.request_statistics(revision=revision, count=count, by_minute=rows, statuses=statuses)


def states(*evidence: AnyEvidence) -> list[str]:
    return [each.state for each in compared(Facts(builders.sealed(collected=builders.collected(*evidence))))]


def test_a_route_that_failed_only_before_is_resolved() -> None:
    given = builders.collected(answered(GOOD, 1, 40, 9), answered(BAD, 3, 40, 0))
    (found,) = compared(Facts(builders.sealed(collected=given)))
    assert (found.state, found.name) == ("resolved", "POST /parcels/<id>/label")
    assert (found.before, found.after) == (Ratio(n=9, total=40, unit="requests"), Ratio(n=0, total=40, unit="requests"))
    assert len(found.cites) == 2


def test_five_good_answers_do_not_show_that_it_is_resolved() -> None:
    assert states(answered(GOOD, 1, 40, 9), answered(BAD, 3, 5, 0)) == ["not-comparable"]


def test_a_route_that_nobody_asked_for_before_is_not_comparable() -> None:
    assert states(answered(BAD, 3, 40, 9)) == ["not-comparable"]


def test_a_route_that_never_failed_is_left_out() -> None:
    assert states(answered(GOOD, 1, 40, 0), answered(BAD, 3, 40, 0)) == []

from typing import Any

from incidents.analysis.facts import Facts
from incidents.analysis.rules.green_while_failing import doubts
from incidents.model.evidence import AnyEvidence, CaseResult, MinuteRequests, RunCounts, TestRun
from tests import builders
from tests.builders import at

RUN: TestRun = builders.test_run(counts=RunCounts(collected=2, passed=2))
ROUTES = ("/parcels", "/rates", "/labels", "/health")


def case(name: str, said: str = "", outcome: str = "passed") -> CaseResult:
    values: dict[str, Any] = {"run": RUN.id, "test": f"tests/e2e/test_label.py::{name}", "captured": said}
    found: CaseResult = builders.case_result(outcome=outcome, message=None, **values)
    return found


VOID = case("a", "using a mock printer")
REAL = case("b")


def answered(failed: int, minutes: float = 150) -> list[AnyEvidence]:
    """Each route asked twice; of so many of them both requests failed."""
    return [
        builders.request_statistics(
            route=route,
            count=2,
            by_minute=(MinuteRequests(minute=at(minutes=minutes), count=2, server_errors=2 * (place < failed)),),
        )
        for place, route in enumerate(ROUTES)
    ]


def reasons(*evidence: AnyEvidence) -> list[str]:
    return [each.reason for each in doubts(Facts(builders.sealed(collected=builders.collected(*evidence))))]


def test_a_green_run_with_void_results_while_half_of_the_routes_failed_shows_nothing() -> None:
    assert reasons(RUN, VOID, REAL, *answered(2)) == [
        "nothing in it failed, while 2 of the 4 routes that were asked answered with nothing but server errors"
    ]


def test_fewer_failing_routes_leave_the_rest_of_the_run_standing() -> None:
    assert reasons(RUN, VOID, REAL, *answered(1)) == []


def test_a_failure_is_an_answer() -> None:
    run = builders.test_run(counts=RunCounts(collected=2, passed=1, failed=1))
    assert reasons(run, VOID, REAL, *answered(4)) == []


def test_real_results_alone_stand_whatever_failed_meanwhile() -> None:
    assert reasons(RUN, REAL, *answered(4)) == []


def test_what_failed_at_another_time_says_nothing() -> None:
    assert reasons(RUN, VOID, REAL, *answered(4, minutes=190)) == []


def test_two_routes_are_too_few() -> None:
    assert reasons(RUN, VOID, *answered(4)[:2]) == []

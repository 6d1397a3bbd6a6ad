from typing import Any

import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.passes import no_request_on_server
from incidents.model.evidence import CaseResult, MinuteRequests, RequestStatistics, TestRun
from incidents.model.instant import Instant
from incidents.model.scope import Reading, Span
from tests import builders
from tests.builders import at

PASS = builders.case_result(outcome="passed", test="tests/e2e/test_label.py::test_prints_a_label")


def requests(*minutes: Instant) -> RequestStatistics:
    by_minute = tuple(MinuteRequests(minute=each, count=1, server_errors=0) for each in minutes)
    return builders.request_statistics(by_minute=by_minute)


def doubted(
    run: TestRun, *minutes: Instant, case: CaseResult = PASS, readings: tuple[Reading, ...] | None = None
) -> list[str | None]:
    collected = builders.collected(run, case, requests(*minutes), readings=readings)
    return [each.test for each in no_request_on_server.doubts(Facts(builders.sealed(collected=collected)))]


def run(**changes: Any) -> TestRun:
    """Forty seconds from 2:30:00."""
    return builders.test_run(**{"duration_s": 40, **changes})


AROUND = (at(2, 25), at(2, 35))
"""The service was heard before and after the run."""


def test_a_pass_without_a_request_on_the_server_is_a_doubt() -> None:
    collected = builders.collected(run(), PASS, requests(*AROUND))
    (doubt,) = no_request_on_server.doubts(Facts(builders.sealed(collected=collected)))
    assert doubt.test == PASS.test
    assert doubt.cites == (PASS.id, run().id, builders.reading().id)
    assert doubt.reason == "it passed, and no service answered a request in the minutes of its run"


@pytest.mark.parametrize("minute", [at(2, 29), at(2, 30), at(2, 31)])
def test_one_request_during_the_run_or_a_minute_beside_it_refutes_it(minute: Instant) -> None:
    assert doubted(run(), *AROUND, minute) == []


def test_two_minutes_beside_the_run_a_request_is_none_of_the_run() -> None:
    assert doubted(run(), *AROUND, at(2, 28), at(2, 32)) == [PASS.test]


@pytest.mark.parametrize(
    "reading",
    [
        builders.reading(status="truncated", why="the file ends within an entry"),
        builders.reading(span=Span(start=at(2, 31), end=at(4))),  # begins within the run
        builders.reading(span=Span()),  # tells no time
        builders.reading(source="git"),  # no log at all
    ],
)
def test_a_log_that_was_not_read_whole_over_the_run_shows_no_silence(reading: Reading) -> None:
    assert doubted(run(), *AROUND, readings=(reading,)) == []


@pytest.mark.parametrize("minutes", [(), (at(2, 25),), (at(2, 35),), (at(1), at(3))])
def test_a_service_that_is_not_heard_before_and_after_may_lie_in_a_hole(minutes: tuple[Instant, ...]) -> None:
    assert doubted(run(), *minutes) == []


@pytest.mark.parametrize("changes", [{"duration_s": None}, {"zone": "unknown"}])
def test_a_run_of_unknown_time_is_not_compared(changes: dict[str, Any]) -> None:
    assert doubted(run(**changes), *AROUND) == []


@pytest.mark.parametrize(
    "case",
    [
        builders.case_result(outcome="passed", test="tests/unit/test_label.py::test_it"),
        builders.case_result(outcome="failed", test=PASS.test),
    ],
)
def test_unit_tests_and_failures_need_no_request(case: CaseResult) -> None:
    assert doubted(run(), *AROUND, case=case) == []

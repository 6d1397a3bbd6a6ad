from typing import Any

from incidents.analysis.facts import Facts
from incidents.analysis.folding import fold
from incidents.analysis.rules import failing_route, failing_test
from incidents.model.evidence import CaseResult, MinuteRequests, ProgramRequests, StatusCount
from incidents.model.finding import Finding
from incidents.model.policy import Policy, TestCategory
from tests import builders
from tests.builders import at

BEFORE = builders.test_run(name="earlier", at=at(1))
RUN = builders.test_run(duration_s=120.0)


def found(minute: float, case: CaseResult, *more: Any) -> list[Finding]:
    """A route that failed in one minute, and a test of the run at half past two that failed."""
    rows = (MinuteRequests(minute=at(minutes=minute), count=20, server_errors=8),)
    passed = builders.case_result(run=BEFORE.id, test=case.test, outcome="passed", message=None)
    evidence = builders.collected(builders.request_statistics(by_minute=rows), BEFORE, RUN, passed, case, *more)
    facts = Facts(builders.sealed(collected=evidence))
    return fold(facts, [*failing_route.find(facts), *failing_test.find(facts)]).findings


def test_a_test_that_was_answered_with_the_routes_error_meanwhile_is_an_echo_of_it() -> None:
    (one,) = found(151, builders.case_result(message="AssertionError: 500 != 201"))
    assert one.kind == "request"
    (echo,) = one.echoes
    assert echo.reason.startswith("the fault was seen 8 times in the minutes of the run")
    assert echo.reason.endswith("the test was answered 500, as `POST /parcels/<id>/label` was")


def test_a_fault_that_was_not_seen_in_the_minutes_of_the_run_failed_no_test() -> None:
    assert len(found(125, builders.case_result(message="AssertionError: 500 != 201"))) == 2


def test_a_test_that_raises_by_itself_is_a_fault_of_its_own() -> None:
    said = "ModuleNotFoundError: No module named 'printers' after 500"
    assert len(found(151, builders.case_result(message=said, error_type="ModuleNotFoundError"))) == 2


def test_a_test_that_says_something_else_is_a_fault_of_its_own() -> None:
    case = builders.case_result(message="AssertionError: 'box' != 'bag'", test="tests/test_scales.py::test_weight")
    assert len(found(151, case)) == 2


def test_with_two_faults_that_a_test_may_show_it_joins_neither() -> None:
    rows = (MinuteRequests(minute=at(minutes=150), count=9, server_errors=2),)
    other = builders.request_statistics(route="/parcels", by_minute=rows)
    assert len(found(151, builders.case_result(message="AssertionError: 500 != 201"), other)) == 3


def test_words_that_name_one_fault_outweigh_those_that_any_fault_would_give() -> None:
    rows = (MinuteRequests(minute=at(minutes=150), count=9, server_errors=9),)
    refused = (StatusCount(status=503, count=9, first=at(minutes=150), last=at(minutes=150)),)
    other = builders.request_statistics(route="/rates", count=9, by_minute=rows, statuses=refused)
    case = builders.case_result(message="AssertionError: answered 500: {'error': 'internal error'}")
    first, second = found(151, case, other)
    assert sum(len(each.echoes) for each in (first, second)) == 1
    (joined,) = [each for each in (first, second) if each.echoes]
    assert "/label" in joined.title


def test_of_two_faults_that_answer_alike_a_test_joins_the_one_whose_route_it_is_named_after() -> None:
    rows = (MinuteRequests(minute=at(minutes=150), count=9, server_errors=9),)
    answered = (StatusCount(status=500, count=9, first=at(minutes=150), last=at(minutes=150)),)
    other = builders.request_statistics(route="/rates", count=9, by_minute=rows, statuses=answered)
    case = builders.case_result(message="AssertionError: 500 != 201", test="tests/test_shop.py::test_rates_of_a_parcel")
    (joined,) = [each for each in found(151, case, other) if each.echoes]
    assert "/rates" in joined.title
    assert [each.title for each in joined.echoes] == [
        "1 test fails, `test_rates_of_a_parcel`: `AssertionError: 500 != 201`"
    ]


def test_of_two_faults_that_answer_alike_a_test_joins_the_one_that_failed_the_requests_of_its_run() -> None:
    minute = (MinuteRequests(minute=at(minutes=150), count=9, server_errors=9),)
    answered = (StatusCount(status=500, count=9, first=at(minutes=150), last=at(minutes=150)),)
    others = {"route": "/rates", "count": 9, "by_minute": minute, "statuses": answered}

    def joined(status: int) -> list[str]:
        asked = (ProgramRequests(program="python-httpx", minute=at(minutes=151), status=status, count=2),)
        rates = builders.request_statistics(**others, programs=asked)
        return [each.title for each in found(151, case, rates) if each.echoes]

    case = builders.case_result(message="assert 500 == 201")
    assert joined(500) == ["parcel-api: `POST /rates` answers 500"]
    assert joined(200) == []


def test_a_test_of_category_p1_that_is_folded_into_a_fault_lifts_it() -> None:
    policy = Policy(categories=(TestCategory(name="P1", globs=("tests/test_shop.py",)),))
    passed = builders.case_result(run=BEFORE.id, test="tests/test_shop.py::test_label", outcome="passed", message=None)
    failed = builders.case_result(message="AssertionError: 500 != 201", test=passed.test)
    rows = (MinuteRequests(minute=at(minutes=151), count=20, server_errors=8),)
    evidence = builders.collected(builders.request_statistics(by_minute=rows), BEFORE, RUN, passed, failed)
    facts = Facts(builders.sealed(collected=evidence, policy=policy))
    (one,) = fold(facts, [*failing_route.find(facts), *failing_test.find(facts)]).findings
    assert (one.priority.row, one.priority.reason) == ("C", "1 test of category P1 fails with it")

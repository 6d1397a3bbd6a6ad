from typing import Any

from incidents.analysis.facts import Facts
from incidents.analysis.rules import failing_test, flaky_test
from incidents.model.evidence import AnyEvidence, Attempt, CaseResult, MinuteRequests, TestRun
from incidents.model.finding import Finding, Ratio
from tests import builders
from tests.builders import BAD_COMMIT, GOOD_COMMIT, at

FIRST: TestRun = builders.test_run(name="20260302-1130-e2e", at=at(2.5), commit=BAD_COMMIT)
AGAIN: TestRun = builders.test_run(name="20260302-1200-e2e", at=at(3), commit=BAD_COMMIT)


def case(run: TestRun, outcome: str, name: str = "test_a", **changes: Any) -> CaseResult:
    return builders.case_result(run=run.id, test=f"tests/e2e/test_label.py::{name}", outcome=outcome, **changes)


def facts(*evidence: AnyEvidence) -> Facts:
    return Facts(builders.sealed(collected=builders.collected(*evidence)))


def rerun(run: TestRun, name: str = "test_a") -> CaseResult:
    attempts = (
        Attempt(outcome="failed", duration_s=1, message="TimeoutError: printer"),
        Attempt(outcome="passed", duration_s=1),
    )
    return case(run, "passed", name, message=None, error_type=None, attempts=attempts)


def test_a_pass_after_a_failure_in_one_run_is_flaky() -> None:
    (found,) = flaky_test.find(facts(FIRST, rerun(FIRST), rerun(FIRST, "test_b")))
    assert (found.state, len(found.tests), found.signature) == ("flaky", 2, "TimeoutError: printer")
    assert found.after == Ratio(n=2, total=4, unit="attempts")
    assert found.title == "2 tests pass and fail with nothing changed, `test_a` and `test_b`: `TimeoutError: printer`"


def test_two_runs_of_one_commit_that_disagree_are_flaky_and_no_new_failure() -> None:
    given = facts(FIRST, AGAIN, case(FIRST, "passed"), case(AGAIN, "failed"))
    (found,) = flaky_test.find(given)
    assert found.primary == tuple(sorted((case(FIRST, "passed").id, case(AGAIN, "failed").id)))
    assert failing_test.find(given) == []


def test_a_pass_whose_teardown_failed_is_an_error_and_no_rerun() -> None:
    attempts = (
        Attempt(outcome="passed", duration_s=1),
        Attempt(outcome="error", duration_s=0, message="OSError: socket"),
    )
    assert flaky_test.find(facts(FIRST, case(FIRST, "error", attempts=attempts))) == []


def test_another_commit_is_a_change() -> None:
    other = builders.test_run(name=AGAIN.name, at=at(3), commit=GOOD_COMMIT)
    assert flaky_test.find(facts(FIRST, other, case(FIRST, "passed"), case(other, "failed"))) == []


def test_a_deployment_between_the_runs_is_a_change() -> None:
    before = builders.test_run(name="20260302-1030-e2e", at=at(1.5), commit=BAD_COMMIT)
    given = facts(builders.revision(), before, FIRST, case(before, "passed"), case(FIRST, "failed"))
    assert flaky_test.find(given) == []
    assert [each.state for each in failing_test.find(given)] == ["new"]


def test_runs_that_name_no_commit_show_nothing() -> None:
    first, again = (builders.test_run(name=each.name, at=each.at) for each in (FIRST, AGAIN))
    assert flaky_test.find(facts(first, again, case(first, "passed"), case(again, "failed"))) == []


def test_runs_that_name_no_commit_show_it_before_the_window_in_the_words_of_the_newest_failure() -> None:
    early, later, newest = (
        builders.test_run(name=f"2026030{n}-e2e", at=at(hours)) for n, hours in enumerate((1, 1.5, 3))
    )

    def both(*more: AnyEvidence, words: str = "assert 0.31 < 0.25") -> tuple[list[Finding], list[Finding]]:
        failed = (case(early, "failed", message="assert 0.29 < 0.25"), case(newest, "failed", message=words))
        given = facts(builders.revision(), early, later, newest, case(later, "passed"), *failed, *more)
        return flaky_test.find(given), failing_test.find(given)

    (found,), failing = both()
    assert found.title == "1 test passes and fails with nothing deployed between, `test_a`: `assert 0.29 < 0.25`"
    assert (len(found.primary), failing) == (3, [])
    # other words, a deployment between both, and a service that failed meanwhile
    assert [each.state for each in both(words="assert 401 == 200")[1]] == ["new"]
    assert both(builders.revision(name="parcel-api-00039-old", at=at(1.2)))[0] == []
    rows = (MinuteRequests(minute=at(1), count=9, server_errors=2),)
    assert both(builders.request_statistics(by_minute=rows))[0] == []


def test_a_repetition_within_a_run_changes_nothing_whatever_commit_it_was_of() -> None:
    run = builders.test_run(name=FIRST.name, at=FIRST.at)
    (found,) = flaky_test.find(facts(run, rerun(run)))
    assert found.title == "1 test passes and fails with nothing changed, `test_a`: `TimeoutError: printer`"


def test_a_failure_while_a_service_failed_is_that_services() -> None:
    rows = (MinuteRequests(minute=at(3), count=9, server_errors=2),)
    outage = builders.request_statistics(by_minute=rows)
    assert flaky_test.find(facts(outage, FIRST, AGAIN, case(FIRST, "passed"), case(AGAIN, "failed"))) == []


def test_a_pass_on_a_stand_in_disagrees_with_nothing() -> None:
    mocked = case(FIRST, "passed", captured="using a mock printer")
    assert flaky_test.find(facts(FIRST, AGAIN, mocked, case(AGAIN, "failed"))) == []


def test_two_messages_are_two_findings() -> None:
    attempts = (
        Attempt(outcome="failed", duration_s=1, message="KeyError: 'box'"),
        Attempt(outcome="passed", duration_s=1),
    )
    other = case(FIRST, "passed", "test_b", message=None, error_type=None, attempts=attempts)
    assert len(flaky_test.find(facts(FIRST, rerun(FIRST), other))) == 2

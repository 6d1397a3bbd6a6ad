from typing import Any

import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.priority.priority import priority_of
from incidents.analysis.rules.failing_test import find
from incidents.model.evidence import AnyEvidence, CaseResult, Frame, RunCounts, TestRun
from incidents.model.finding import Ratio
from incidents.model.policy import Policy, TestCategory
from tests import builders
from tests.builders import at

BEFORE: TestRun = builders.test_run(name="20260302-1000-e2e", at=at(1))
AFTER: TestRun = builders.test_run(name="20260302-1130-e2e", at=at(2.5))
CORE = Policy(categories=(TestCategory(name="P1", globs=("tests/e2e/*.py",)),))


def facts(*evidence: AnyEvidence, policy: Policy | None = None) -> Facts:
    sealed = builders.sealed(policy=policy or Policy(), collected=builders.collected(*evidence))
    return Facts(sealed)


def case(run: TestRun, name: str, outcome: str, **changes: Any) -> CaseResult:
    return builders.case_result(run=run.id, test=f"tests/e2e/test_label.py::{name}", outcome=outcome, **changes)


@pytest.mark.parametrize(
    ("before", "state"),
    [
        ("passed", "new"),
        ("failed", "persisting"),
        ("error", "persisting"),
        ("skipped", "new"),  # a skip before says nothing, and no other run holds the test
    ],
)
def test_the_state_compares_with_the_same_test_before(before: str, state: str) -> None:
    (found,) = find(facts(BEFORE, AFTER, case(BEFORE, "test_a", before), case(AFTER, "test_a", "failed")))
    assert (found.state, found.tests) == (state, ("tests/e2e/test_label.py::test_a",))


def test_the_values_that_the_collector_kept_are_told_and_keep_one_check_together() -> None:
    said = "org.opentest4j.AssertionFailedError\nExpected: 1\nReceived: {}"
    rows = [case(AFTER, f"test_{n}", "failed", message=said.format(n)) for n in (2, 3)]
    (found,) = find(facts(AFTER, *rows))
    one = "org.opentest4j.AssertionFailedError: expected 1, received"
    assert found.title in {
        f"2 tests fail, `test_2` and `test_3`: `{one} {n}`, and others with other values" for n in (2, 3)
    }


def test_without_a_run_before_the_window_nothing_is_compared() -> None:
    (found,) = find(facts(AFTER, case(AFTER, "test_a", "failed")))
    assert found.state == "not-comparable"


@pytest.mark.parametrize(("outcome", "state", "before"), [("passed", "new", 0), ("failed", "not-comparable", None)])
def test_a_pass_earlier_in_the_window_shows_that_a_test_did_not_always_fail(
    outcome: str, state: str, before: int | None
) -> None:
    again = builders.test_run(name="20260302-1230-e2e", at=at(3.5))
    (found,) = find(facts(AFTER, again, case(AFTER, "test_a", outcome), case(again, "test_a", "failed")))
    assert (found.state, found.before.n if found.before else None) == (state, before)


def test_a_pass_on_a_stand_in_earlier_in_the_window_shows_nothing() -> None:
    again = builders.test_run(name="20260302-1230-e2e", at=at(3.5))
    mocked = case(AFTER, "test_a", "passed", captured="using a mock printer")
    (found,) = find(facts(AFTER, again, mocked, case(again, "test_a", "failed")))
    assert found.state == "not-comparable"


def test_cases_that_say_the_same_but_for_numbers_are_one_finding() -> None:
    first = case(AFTER, "test_a", "failed", message="AssertionError: 1700 labels at 0x7f00")
    second = case(AFTER, "test_b", "failed", message="AssertionError: 1811 labels at 0x7f11")
    other = case(AFTER, "test_c", "error", message="TimeoutError: printer")
    found = find(facts(BEFORE, AFTER, first, second, other))
    assert sorted(each.tests for each in found) == [
        ("tests/e2e/test_label.py::test_a", "tests/e2e/test_label.py::test_b"),
        ("tests/e2e/test_label.py::test_c",),
    ]


JEST = "Error: expect(received).toBe(expected) // Object.is equality"
VALUES = f'{JEST}\n\nExpected: "04:00"\nReceived: "05:00"\n    at Object.toBe (hours.test.js:8:57)'


@pytest.mark.parametrize(
    ("message", "excerpt", "title"),
    [
        (JEST, VALUES, 'Error: expect(received).toBe(expected): expected "04:00", received "05:00"'),
        (JEST, JEST, JEST),
        ("assert 500 == 201", "assert 500 == 201\nExpected: 201\nReceived: 500", "assert 500 == 201"),
    ],
)
def test_a_matcher_that_names_no_value_is_told_with_those_below_it(message: str, excerpt: str, title: str) -> None:
    (found,) = find(facts(BEFORE, AFTER, case(AFTER, "test_a", "failed", message=message, excerpt=excerpt)))
    assert found.title == f"1 test fails, `test_a`: `{title}`"


def test_cases_of_one_matcher_that_differ_in_their_values_are_said_to() -> None:
    cases = [
        case(AFTER, f"test_{hour}", "failed", message=JEST, excerpt=VALUES.replace("05:00", f"0{hour}:00"))
        for hour in (5, 6)
    ]
    (found,) = find(facts(BEFORE, AFTER, *cases))
    assert found.title.endswith('received "05:00"`, and others with other values')


def test_two_statuses_are_two_findings() -> None:
    first = case(AFTER, "test_a", "failed", message="assert 500 == 201")
    second = case(AFTER, "test_b", "failed", message="assert 503 == 200")
    assert len(find(facts(AFTER, first, second))) == 2


def test_the_failures_are_counted_among_the_executed_cases() -> None:
    run = builders.test_run(at=at(3), counts=RunCounts(collected=12, passed=7, failed=2, skipped=3))
    rows = [case(run, name, "failed") for name in ("test_a", "test_b")]
    (found,) = find(facts(run, *rows))
    assert found.after == Ratio(n=2, total=9, unit="cases not skipped")


def test_the_failures_before_are_counted_in_the_newest_run_that_holds_the_test() -> None:
    older = builders.test_run(name="20260302-0900-e2e", at=at(0.5), counts=RunCounts(collected=4, passed=3, failed=1))
    newer = builders.test_run(name="20260302-0930-e2e", at=at(0.8), counts=RunCounts(collected=8, passed=8))
    rows = [case(older, "test_a", "failed"), case(newer, "test_b", "passed"), case(AFTER, "test_a", "failed")]
    (found,) = find(facts(older, newer, AFTER, *rows))
    assert found.before == Ratio(n=1, total=4, unit="cases not skipped")


def test_a_later_pass_of_the_same_suite_ends_the_finding() -> None:
    again = builders.test_run(name="20260302-1200-e2e", at=at(3))
    assert find(facts(AFTER, again, case(AFTER, "test_a", "failed"), case(again, "test_a", "passed"))) == []


def test_another_suite_does_not_end_the_finding() -> None:
    other = builders.test_run(name="20260302-1200-unit", at=at(3))
    assert len(find(facts(AFTER, other, case(AFTER, "test_a", "failed"), case(other, "test_z", "passed")))) == 1


def test_a_failing_test_of_category_p1_is_p1_unless_it_failed_before() -> None:
    new = facts(BEFORE, AFTER, case(AFTER, "test_a", "failed"), policy=CORE)
    old = facts(BEFORE, AFTER, case(BEFORE, "test_a", "failed"), case(AFTER, "test_a", "failed"), policy=CORE)
    ranked = [priority_of(given, each).level for given in (new, old) for each in find(given)]
    assert ranked == ["P1", "P2"]


def test_a_run_of_unknown_start_is_on_neither_side() -> None:
    run = builders.test_run(at=None, zone="unknown")
    assert find(facts(run, case(run, "test_a", "failed"))) == []


ASKS = "    def test(api):\n        got = api.get({path})\n        assert got.status_code == 200\n>       got.json()"


def at_an_answer(run: TestRun, name: str, message: str, path: str = '"/labels"') -> CaseResult:
    frames = (Frame(file="tests/e2e/test_label.py", line=9, function=name),)
    excerpt = ASKS.format(path=path)
    kind = message.partition(":")[0]
    return case(run, name, "failed", message=message, error_type=kind, excerpt=excerpt, frames=frames)


STOPPED, COUNTED = "TypeError: string indices must be integers", "AssertionError: assert 2 == 5"


def test_messages_at_one_answer_are_one_finding_that_begins_with_what_could_not_be_read() -> None:
    """In the alphabet the other message comes first."""
    (found,) = find(
        facts(BEFORE, AFTER, at_an_answer(AFTER, "test_b", STOPPED), at_an_answer(AFTER, "test_a", COUNTED))
    )
    assert found.title == (
        "2 tests fail, `test_a` and `test_b`, for the answer is not made as it is read: "
        f"`{STOPPED}`, and others at the same answer"
    )
    assert (found.signature, found.after) == (STOPPED, Ratio(n=2, total=10, unit="cases not skipped"))


@pytest.mark.parametrize("path", ['"/labels/4"', 'f"/labels/{number}"'])
def test_messages_at_answers_to_other_requests_are_findings_of_their_own(path: str) -> None:
    rows = (at_an_answer(AFTER, "test_b", STOPPED, path), at_an_answer(AFTER, "test_a", COUNTED, path))
    other = at_an_answer(AFTER, "test_c", "AssertionError: assert 3 == 5")
    assert len(find(facts(BEFORE, AFTER, rows[0], other))) == 2
    assert len(find(facts(BEFORE, AFTER, *rows))) == (1 if path.startswith('"') else 2)


def test_what_failed_at_the_answer_before_is_not_counted_with_what_is_new() -> None:
    old = at_an_answer(BEFORE, "test_a", COUNTED)
    found = find(
        facts(BEFORE, AFTER, old, *(at_an_answer(AFTER, *each) for each in (("test_a", COUNTED), ("test_b", STOPPED))))
    )
    assert sorted(each.state for each in found) == ["new", "persisting"]

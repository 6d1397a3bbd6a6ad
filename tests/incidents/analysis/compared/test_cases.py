from typing import Any

import pytest

from incidents.analysis.compared.cases import compared
from incidents.analysis.facts import Facts
from incidents.model.comparison import Comparison
from incidents.model.evidence import AnyEvidence, CaseResult, TestRun
from tests import builders
from tests.builders import at

BEFORE: TestRun = builders.test_run(name="20260302-1000-e2e", at=at(1))
AFTER: TestRun = builders.test_run(name="20260302-1130-e2e", at=at(2.5))


def case(run: TestRun, outcome: str, **changes: Any) -> CaseResult:
    return builders.case_result(run=run.id, test="tests/e2e/test_label.py::test_a", outcome=outcome, **changes)


def found(*evidence: AnyEvidence) -> list[Comparison]:
    return compared(Facts(builders.sealed(collected=builders.collected(*evidence))))


@pytest.mark.parametrize(
    ("before", "after", "states"),
    [
        ("passed", "failed", ["new"]),
        ("failed", "failed", ["persisting"]),
        ("error", "failed", ["persisting"]),
        ("failed", "passed", ["resolved"]),
        ("failed", "skipped", ["not-comparable"]),  # a skip is no pass
        ("skipped", "failed", ["new"]),  # first seen in the window
        ("passed", "passed", []),
        ("passed", "skipped", []),
    ],
)
def test_a_test_is_compared_with_itself(before: str, after: str, states: list[str]) -> None:
    rows = found(BEFORE, AFTER, case(BEFORE, before), case(AFTER, after))
    assert [each.state for each in rows] == states


def test_a_pass_on_a_stand_in_fixes_nothing() -> None:
    (row,) = found(BEFORE, AFTER, case(BEFORE, "failed"), case(AFTER, "passed", captured="using a mock printer"))
    assert (row.state, row.reason.endswith("which is no real pass")) == ("not-comparable", True)


def test_a_pass_on_a_stand_in_before_is_no_result_to_compare_with() -> None:
    older = builders.test_run(name="20260302-0900-e2e", at=at(0.5))
    mocked = case(BEFORE, "passed", captured="using a mock printer")
    (row,) = found(older, BEFORE, AFTER, case(older, "failed"), mocked, case(AFTER, "failed"))
    assert row.state == "persisting"


def test_without_a_run_before_the_window_nothing_is_compared() -> None:
    (row,) = found(AFTER, case(AFTER, "failed"))
    assert (row.state, row.reason) == ("not-comparable", "no run before the window was read")

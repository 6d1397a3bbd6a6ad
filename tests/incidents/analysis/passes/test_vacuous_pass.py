from typing import Any

import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.passes import vacuous_pass
from incidents.model.evidence import AnyEvidence, CaseResult, TestRun
from tests import builders
from tests.builders import at

E2E = "tests/e2e/test_label.py::test_prints_a_label"
PLAIN = "tests/printing/test_label.py::test_prints_a_label"


def facts(*evidence: AnyEvidence) -> Facts:
    return Facts(builders.sealed(collected=builders.collected(*evidence)))


def passed(seconds: float | None, test: str = E2E, **changes: Any) -> CaseResult:
    return builders.case_result(**{"outcome": "passed", "duration_s": seconds, "test": test, **changes})


def earlier(number: int, seconds: float, test: str = PLAIN) -> tuple[TestRun, CaseResult]:
    run = builders.test_run(name=f"earlier-{number}", at=at(number / 10))
    return run, passed(seconds, test, run=run.id)


def siblings(seconds: float, files: int) -> list[CaseResult]:
    return [passed(seconds, f"tests/printing/test_{number}.py::test_it") for number in range(files)]


def test_a_test_of_the_service_that_passes_at_once_reached_nothing() -> None:
    case = passed(0.0)
    (doubt,) = vacuous_pass.doubts(facts(builders.test_run(), case))
    assert (doubt.test, doubt.cites) == (case.test, (case.id,))
    assert doubt.reason == "it passed in 0.000 s, too soon for any request to the deployed service"


@pytest.mark.parametrize(
    "case",
    [
        passed(0.003),  # above what a body that returns at once takes
        passed(None),  # the report gives no time
        passed(0.0, outcome="failed"),  # a failure at once is a failure
        passed(0.0, "tests/unit/e2e/test_label.py::test_it"),  # a unit test needs no network
        passed(0.0, PLAIN),  # nothing says that it needs one
    ],
)
def test_other_cases_are_no_doubt(case: CaseResult) -> None:
    assert vacuous_pass.doubts(facts(builders.test_run(), case)) == []


def test_the_environment_that_the_run_states_makes_its_tests_tests_of_the_service() -> None:
    run = builders.test_run(environment="Staging")
    assert [each.test for each in vacuous_pass.doubts(facts(run, passed(0.0, PLAIN)))] == [PLAIN]


def test_a_pass_far_below_its_own_history_is_a_doubt_that_cites_it() -> None:
    first, second = earlier(1, 0.4), earlier(2, 0.3)
    (doubt,) = vacuous_pass.doubts(facts(builders.test_run(), passed(0.0, PLAIN), *first, *second))
    assert doubt.reason == "it passed in 0.000 s, and never under 0.300 s in 2 earlier runs"
    assert set(doubt.cites[1:]) == {first[1].id, second[1].id}


def test_one_earlier_pass_is_no_history() -> None:
    assert vacuous_pass.doubts(facts(builders.test_run(), passed(0.0, PLAIN), *earlier(1, 0.4))) == []


def test_a_test_that_was_always_as_quick_is_no_doubt_whatever_its_path() -> None:
    assert vacuous_pass.doubts(facts(builders.test_run(), passed(0.0), *earlier(1, 0.001, E2E))) == []


def test_a_pass_below_every_other_file_of_its_folder_is_a_doubt() -> None:
    (doubt,) = vacuous_pass.doubts(facts(builders.test_run(), passed(0.0, PLAIN), *siblings(0.1, 3)))
    assert doubt.reason == "it passed in 0.000 s, and no other file of its folder has a test under 0.100 s"


@pytest.mark.parametrize(
    "others",
    [
        siblings(0.1, 2),  # too few files to tell what the folder's tests take
        [*siblings(0.1, 3), passed(0.001, "tests/printing/test_other.py::test_it")],  # others need no network either
    ],
)
def test_a_folder_that_does_not_tell_makes_no_doubt(others: list[CaseResult]) -> None:
    assert vacuous_pass.doubts(facts(builders.test_run(), passed(0.0, PLAIN), *others)) == []


def test_a_run_before_the_window_is_not_judged() -> None:
    assert vacuous_pass.doubts(facts(builders.test_run(at=at(1)), passed(0.0))) == []

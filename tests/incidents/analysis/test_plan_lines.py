from typing import Any

from incidents.analysis.facts import Facts
from incidents.analysis.judged.plan_against_run import plan_lines
from incidents.model.evidence import AnyEvidence, PlannedTest
from incidents.model.run_account import PlanLine
from tests import builders
from tests.builders import case_result, collected, sealed

RUN = builders.test_run()


def planned(target: str, **changes: Any) -> PlannedTest:
    return builders.planned_test(id="plan-1", target=target, **changes)


def line(*records: AnyEvidence) -> PlanLine:
    (found,) = plan_lines(Facts(sealed(collected=collected(*records))))
    return found


def test_a_planned_folder_ran_as_far_as_its_cases_executed() -> None:
    passed = case_result(test="tests/e2e/test_b.py::test_b", outcome="passed", message=None)
    skipped = case_result(test="tests/e2e/test_c.py::test_c", outcome="skipped", message=None)
    found = line(planned("tests/e2e/"), RUN, case_result(), passed, skipped)
    assert found == PlanLine(planned="plan-1", state="ran", executed=2, passed=1, runs=(RUN.id,))


def test_a_folder_of_which_every_case_was_skipped_did_not_run() -> None:
    skipped = case_result(outcome="skipped", message=None)
    assert line(planned("tests/e2e/"), RUN, skipped).state == "not-run"


def test_a_plan_in_words_and_a_window_without_runs_are_not_compared() -> None:
    assert line(planned("look at the labels"), RUN, case_result()).state == "not-comparable"
    assert line(planned("tests/e2e/")).state == "no-run"

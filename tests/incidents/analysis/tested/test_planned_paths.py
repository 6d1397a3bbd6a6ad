import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.judged.plan_against_run import plan_lines
from incidents.analysis.rules import planned_test_not_run
from incidents.analysis.tested.planned_paths import paths_of
from tests import builders

CASE = builders.case_result(test="tests/e2e/test_label.py::TestLabel::test_prints[a4]")


@pytest.mark.parametrize(
    ("target", "paths"),
    [
        ("pytest ./tests/e2e/test_label.py -v", ("tests/e2e/test_label.py",)),
        ("test_label.py and tests/e2e/, then test_label.py", ("test_label.py", "tests/e2e/")),
        ("tests/e2e/test_label.py::test_prints[a4]", ("tests/e2e/test_label.py::test_prints[a4]",)),
        ("/srv/tests/e2e/", ()),  # a path of one machine names nothing in a report
        ("look at the dashboard", ()),
    ],
)
def test_paths_are_told_from_words(target: str, paths: tuple[str, ...]) -> None:
    assert paths_of(builders.planned_test(target=target)) == paths


def test_a_command_is_read_rather_than_what_it_is_said_to_test() -> None:
    planned = builders.planned_test(target="tests/e2e/", command="pytest tests/smoke/")
    assert paths_of(planned) == ("tests/smoke/",)


@pytest.mark.parametrize(
    ("target", "outcome", "state"),
    [
        ("tests/e2e/test_label.py::TestLabel", "passed", "ran"),
        ("tests/e2e/test_label.py::TestLabel::test_prints", "failed", "ran"),
        ("tests/e2e/", "xfailed", "ran"),
        ("tests/e2e/", "skipped", "not-run"),
        ("tests/e2e/", "error", "not-run"),
        ("tests/e2e/test_lab.py", "passed", "not-run"),
        ("look at the dashboard", "passed", "not-comparable"),
    ],
)
def test_the_line_of_a_plan_and_the_finding_agree_on_what_ran(target: str, outcome: str, state: str) -> None:
    case = builders.case_result(test=CASE.test, outcome=outcome)
    planned = builders.planned_test(target=target)
    facts = Facts(builders.sealed(collected=builders.collected(builders.test_run(), case, planned)))
    assert [each.state for each in plan_lines(facts)] == [state]
    assert [each.primary for each in planned_test_not_run.find(facts)] == [(planned.id,)] * (state == "not-run")

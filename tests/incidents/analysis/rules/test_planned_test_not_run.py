import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.rules import planned_test_not_run
from incidents.model.evidence import AnyEvidence, PlannedTest
from incidents.model.finding import Finding, Ratio
from tests import builders

CASE = builders.case_result(test="tests/e2e/test_label.py::TestLabel::test_prints")


def planned(target: str, category: str | None = None) -> PlannedTest:
    return builders.planned_test(target=target, category=category)


def found(*evidence: AnyEvidence) -> list[Finding]:
    return planned_test_not_run.find(Facts(builders.sealed(collected=builders.collected(*evidence))))


def test_what_was_planned_and_did_not_run_is_one_finding() -> None:
    missing = planned("pytest tests/e2e/test_login.py -v", "P1"), planned("tests/smoke/")
    (finding,) = found(builders.test_run(), CASE, planned("tests/e2e/test_label.py"), *missing)
    assert finding.title == "2 of 3 planned tests did not run"
    assert finding.tests == ("tests/e2e/test_login.py", "tests/smoke/")
    assert finding.after == Ratio(n=2, total=3, unit="planned tests")
    assert (finding.priority.level, finding.priority.row) == ("P1", "D")
    assert finding.primary == tuple(sorted(each.id for each in missing))


@pytest.mark.parametrize(
    "target",
    ["tests/e2e/", "tests/e2e/test_label.py", CASE.test, "./tests/e2e/test_label.py", "look at the dashboards"],
)
def test_a_path_with_an_executed_case_below_it_and_a_plan_without_a_path_are_silent(target: str) -> None:
    assert found(builders.test_run(), CASE, planned(target)) == []


def test_a_file_whose_name_only_begins_alike_did_not_run() -> None:
    assert len(found(builders.test_run(), CASE, planned("tests/e2e/test_lab.py"))) == 1


def test_a_skipped_case_is_no_execution() -> None:
    skipped = builders.case_result(test=CASE.test, outcome="skipped")
    (finding,) = found(builders.test_run(), skipped, planned(CASE.test))
    assert finding.priority.level == "P2"


def test_without_a_run_nothing_is_compared() -> None:
    assert found(planned("tests/e2e/")) == []

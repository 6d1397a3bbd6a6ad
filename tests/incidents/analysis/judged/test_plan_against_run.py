from incidents.analysis.facts import Facts
from incidents.analysis.judged.plan_against_run import plan_against_run
from incidents.model.evidence import AnyEvidence, PlannedTest
from tests import builders

STAGING = builders.test_run(environment="staging")
LOCAL = builders.test_run(name="local", environment="local")


def planned(target: str) -> PlannedTest:
    return builders.planned_test(target=target, environment="staging")


def told(*evidence: AnyEvidence) -> list[str]:
    return [each.text for each in plan_against_run(Facts(builders.sealed(collected=builders.collected(*evidence))))]


def test_the_plan_adds_up_and_what_deviates_is_named() -> None:
    ran = builders.case_result(run=STAGING.id, test="tests/e2e/test_label.py::test_a", outcome="passed")
    elsewhere = builders.case_result(run=LOCAL.id, test="tests/e2e/test_login.py::test_a", outcome="passed")
    plan = [planned(f"tests/e2e/test_{each}.py") for each in ("label", "login", "missing")]
    totals, other, missing = told(STAGING, LOCAL, ran, elsewhere, *plan, planned("look at the dashboard"))
    assert totals == (
        "Of 4 planned tests 1 ran as planned, 1 ran in another environment and 1 did not run; "
        "1 name no path and were not compared."
    )
    assert other == (
        "tests/e2e/test_login.py was planned for staging and ran in local: 1 of 1 passed, "
        "which shows nothing of staging."
    )
    assert missing == "tests/e2e/test_missing.py was planned, and no run that was read executed it."


def test_a_run_that_states_no_environment_is_not_elsewhere() -> None:
    run = builders.test_run()
    case = builders.case_result(run=run.id, test="tests/e2e/test_label.py::test_a")
    (totals,) = told(run, case, planned("tests/e2e/test_label.py"))
    assert totals.startswith("Of 1 planned tests 1 ran as planned")


def test_one_run_in_the_planned_environment_is_enough() -> None:
    rows = [builders.case_result(run=run.id, test="tests/e2e/test_label.py::test_a") for run in (STAGING, LOCAL)]
    (totals,) = told(STAGING, LOCAL, *rows, planned("tests/e2e/test_label.py"))
    assert "1 ran as planned, 0 ran in another" in totals


def test_without_a_plan_there_is_nothing_to_tell() -> None:
    assert told(STAGING) == []

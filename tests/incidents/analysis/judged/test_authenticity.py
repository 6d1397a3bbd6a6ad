from typing import Any

from incidents.analysis.facts import Facts
from incidents.analysis.judged.authenticity import judgements, pass_rate, unreached
from incidents.model.evidence import AnyEvidence, CaseResult, Outcome, RunCounts
from incidents.model.finding import Ratio
from tests import builders
from tests.builders import at


def facts(*evidence: AnyEvidence) -> Facts:
    return Facts(builders.sealed(collected=builders.collected(*evidence)))


def case(name: str, outcome: Outcome = "passed", seconds: float = 1, said: str = "", why: str = "") -> CaseResult:
    test = f"tests/e2e/test_label.py::test_{name}"
    return builders.case_result(
        test=test, outcome=outcome, duration_s=seconds, captured=said, message=why or None, excerpt=why
    )


RUN = builders.test_run()
CASES = (
    case("a_real"),
    case("b_failed", "failed"),
    case("c_mock", said="using a mock printer"),
    case("d_fallback", said="printer unreachable, falling back to mock printer"),
    case("e_vacuous", seconds=0),
    case("f_skipped", "skipped", why="slow"),
    case("g_outage", "skipped", why="staging is not available"),
    case("h_error", "error"),
)


def test_each_case_gets_the_standing_that_its_records_show() -> None:
    judged = judgements(facts(RUN, *CASES))[RUN.id]
    assert [each.standing for each in judged] == [
        "executed-real",
        "executed-real",
        "executed-on-mock",
        "fell-back-mid-run",
        "vacuous",
        "skipped",
        "infrastructure-outage",
        "not-executed",
    ]
    assert [each.cites for each in judged] == [(each.id,) for each in CASES]


def test_only_real_executions_count_in_a_pass_rate() -> None:
    judged = judgements(facts(RUN, *CASES))[RUN.id]
    assert pass_rate(judged) == Ratio(n=1, total=2, unit="real executions")


def test_a_run_without_a_real_execution_has_no_rate_to_tell() -> None:
    judged = judgements(facts(RUN, *CASES[2:]))[RUN.id]
    assert pass_rate(judged) == Ratio(n=0, total=0, unit="real executions")


def test_runs_before_the_window_are_not_judged() -> None:
    assert judgements(facts(builders.test_run(at=at(1)), CASES[0])) == {}


def test_what_has_no_result_is_counted_by_why() -> None:
    counts = RunCounts(collected=12, deselected=2, passed=7, errors=1)
    run = builders.test_run(counts=counts, interrupted=True, collection_errors=("tests/e2e/test_other.py",))
    assert unreached(facts(run, *CASES), run) == (("deselected", 2), ("not collected", 1), ("not reached", 2))


def test_a_run_that_tells_nothing_of_it_has_no_figures() -> None:
    run = builders.test_run(counts=RunCounts(passed=7), interrupted=True)
    assert unreached(facts(run, *CASES), run) == ()


def in_a_run(*rows: tuple[str, float], **changes: Any) -> list[str]:
    run = builders.test_run(**changes)
    cases = [
        builders.case_result(test=test, outcome="passed", duration_s=seconds, message=None) for test, seconds in rows
    ]
    return [each.standing for each in judgements(facts(run, *cases))[run.id]]


def test_what_names_no_service_and_is_too_quick_for_one_ran_in_its_own_process() -> None:
    assert in_a_run(("tests/test_label.py::test_a", 0.004)) == ["executed-in-process"]
    assert in_a_run(("tests/unit/test_label.py::test_a", 1)) == ["executed-in-process"]
    assert in_a_run(("tests/test_label.py::test_a", 0.004), environment="staging") == ["executed-real"]
    assert in_a_run(("tests/e2e/test_label.py::test_a", 0.004)) == ["executed-real"]


def test_a_slow_test_of_a_run_of_quick_ones_ran_in_its_own_process_too() -> None:
    slow, quick, other = (
        ("tests/test_a.py::test_a", 0.5),
        ("tests/test_b.py::test_b", 0.01),
        ("tests/e2e/test_c.py::c", 1),
    )
    assert in_a_run(slow, quick, ("tests/test_b.py::test_c", 0.01)) == ["executed-in-process"] * 3
    assert in_a_run(slow, ("tests/test_b.py::test_b", 0.3)) == ["executed-real", "executed-real"]
    assert sorted(in_a_run(slow, quick, other)) == ["executed-in-process", "executed-real", "executed-real"]

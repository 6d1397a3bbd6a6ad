import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.judged.run_accounts import accounts, contradictions
from incidents.model.evidence import AnyEvidence, RunCounts
from tests import builders
from tests.builders import at


def facts(*evidence: AnyEvidence) -> Facts:
    return Facts(builders.sealed(collected=builders.collected(*evidence)))


def test_a_run_is_told_with_what_of_it_was_real() -> None:
    run = builders.test_run(counts=RunCounts(collected=3, deselected=1, passed=1, failed=1))
    real = builders.case_result()
    mock = builders.case_result(test="tests/e2e/test_b.py::test_b", outcome="passed", captured="using a mock printer")
    (claim,) = accounts(facts(run, real, mock))
    assert claim.template == (
        "Run {run} reports {figure_1} collected, {figure_2} executed, {figure_3} passed, {figure_4} failed, "
        "{figure_5} deselected; {real_passed} of {real_total} real executions passed."
    )
    assert [each.value for each in claim.values] == [run.name, 3, 2, 1, 1, 1, 0, 1]
    assert (claim.kind, claim.cites) == ("derived", (run.id,))


def test_a_run_without_a_real_execution_tells_no_rate() -> None:
    run = builders.test_run(counts=RunCounts(), interrupted=True)
    (claim,) = accounts(facts(run))
    assert claim.template == (
        "Run {run} reports {figure_1} executed, {figure_2} passed, {figure_3} failed, and was stopped; "
        "nothing in it was a real execution."
    )


def test_a_run_within_its_own_process_shows_nothing_of_the_deployed_service() -> None:
    run = builders.test_run(counts=RunCounts(passed=1))
    unit = builders.case_result(test="tests/unit/test_b.py::test_b", outcome="passed")
    (claim,) = accounts(facts(run, unit))
    assert claim.template.endswith("; nothing in it is shown to ask the deployed service.")


def test_figures_that_do_not_add_up_are_a_sentence_of_their_own() -> None:
    run = builders.test_run(counts=RunCounts(collected=12, passed=9))
    _, claim = accounts(facts(run))
    assert claim.template == "The figures of run {run} do not add up: {said}."
    assert [each.value for each in claim.values][1] == (
        "12 tests selected, 9 with a result, and nothing says that it was stopped"
    )


@pytest.mark.parametrize(
    ("counts", "interrupted", "said"),
    [
        (RunCounts(collected=10, passed=9, failed=1), False, ()),
        (RunCounts(collected=12, deselected=2, passed=10), False, ()),
        (RunCounts(passed=10), False, ()),  # the run does not tell what it collected
        (RunCounts(collected=12, passed=9), True, ()),  # stopped
        (RunCounts(collected=9, passed=9, skipped=1), False, ()),  # a module skipped as a whole
        (RunCounts(collected=9, passed=9, errors=1), False, ()),  # an error of collection
        (RunCounts(collected=9, passed=10), False, ("9 tests selected and 10 executed",)),
        (
            RunCounts(collected=9, deselected=1, passed=8, xfailed=1),
            False,
            ("8 tests selected and 9 executed",),
        ),
    ],
)
def test_only_figures_that_cannot_be_true_together_contradict(
    *, counts: RunCounts, interrupted: bool, said: tuple[str, ...]
) -> None:
    run = builders.test_run(counts=counts, interrupted=interrupted)
    assert contradictions(facts(run), run) == said


def test_a_report_that_lists_other_cases_than_it_counts_contradicts_itself() -> None:
    run = builders.test_run(counts=RunCounts(passed=3))
    assert contradictions(facts(run, builders.case_result()), run) == ("3 results counted and 1 listed",)


def test_runs_before_the_window_are_not_told() -> None:
    assert accounts(facts(builders.test_run(at=at(1)))) == []

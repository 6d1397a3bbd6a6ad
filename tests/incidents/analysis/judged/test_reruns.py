from incidents.analysis.facts import Facts
from incidents.analysis.judged.reruns import reruns
from incidents.model.evidence import AnyEvidence, CaseResult, Outcome, RunCounts
from tests import builders
from tests.builders import at, case_result, collected, sealed

FIRST = builders.test_run(name="cycle-1", at=at(2, 10), counts=RunCounts(failed=4))
SECOND = builders.test_run(name="cycle-2", at=at(2, 40), counts=RunCounts(passed=2, failed=1))


def case(run: str, letter: str, outcome: Outcome) -> CaseResult:
    return case_result(run=run, test=f"tests/test_a.py::test_{letter}", outcome=outcome)


def told(*records: AnyEvidence) -> list[str]:
    return [each.text for each in reruns(Facts(sealed(collected=collected(*records))))]


def test_each_case_of_both_runs_is_mended_broken_or_still_failing() -> None:
    before = (case(FIRST.id, "a", "failed"), case(FIRST.id, "b", "error"), case(FIRST.id, "c", "passed"))
    now = (case(SECOND.id, "a", "passed"), case(SECOND.id, "b", "failed"), case(SECOND.id, "c", "failed"))
    (sentence,) = told(FIRST, SECOND, *before, case(FIRST.id, "d", "failed"), *now)
    assert sentence == (
        "cycle-2: 2 of 3 executed cases passed, after 0 of 4 in cycle-1. Of the cases in both, 1 failed and pass now, "
        "1 fail in both and 1 passed and fail now; 1 of the earlier run are not in the later one."
    )


def test_a_skip_is_neither_mended_nor_broken() -> None:
    records = (case(FIRST.id, "a", "failed"), case(SECOND.id, "a", "skipped"))
    assert "0 failed and pass now, 0 fail in both and 0 passed and fail now" in told(FIRST, SECOND, *records)[0]


def test_runs_of_other_suites_and_before_the_window_are_not_compared() -> None:
    other = builders.test_run(name="smoke", at=at(2, 50))
    early = builders.test_run(name="cycle-0", at=at(1))
    assert told(early, FIRST, other) == []

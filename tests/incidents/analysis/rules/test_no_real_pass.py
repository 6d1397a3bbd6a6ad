import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.rules import no_real_pass
from incidents.model.evidence import CaseResult
from tests import builders

RUN = builders.test_run()


def case(name: str, *, seconds: float | None = 1, mocked: bool = False, outcome: str = "passed") -> CaseResult:
    said = "falling back to mock printer" if mocked else ""
    test = f"tests/printing/test_label.py::test_{name}"
    return builders.case_result(test=test, outcome=outcome, duration_s=seconds, captured=said)


def reasons(*cases: CaseResult) -> list[str]:
    collected = builders.collected(RUN, *cases)
    return [each.reason for each in no_real_pass.doubts(Facts(builders.sealed(collected=collected)))]


def test_a_green_run_of_mocks_and_of_tests_within_the_process_is_a_doubt_as_a_whole() -> None:
    mocks = (case("a", mocked=True), case("b", mocked=True))
    collected = builders.collected(RUN, *mocks, case("c", seconds=0.001))
    (doubt,) = no_real_pass.doubts(Facts(builders.sealed(collected=collected)))
    assert (doubt.run, doubt.test) == (RUN.id, None)
    assert doubt.reason == "2 of its 3 passes are no evidence, and the others reached no service"
    assert doubt.cites == (RUN.id, *sorted(each.id for each in mocks))


def test_half_of_the_passes_is_enough() -> None:
    assert len(reasons(case("a", mocked=True), case("b", seconds=0.001))) == 1


@pytest.mark.parametrize(
    "others",
    [
        (case("b"),),  # one real pass
        (case("b", seconds=None),),  # a pass that may be real
        (case("b", seconds=0.001), case("c", seconds=0.001)),  # mostly tests within the process
        (case("b", mocked=True), case("c", outcome="failed")),  # a failure is an answer
    ],
)
def test_other_runs_are_not_doubted_as_a_whole(others: tuple[CaseResult, ...]) -> None:
    assert reasons(case("a", mocked=True), *others) == []


def test_a_run_of_unit_tests_alone_is_not_doubted() -> None:
    assert reasons(case("a", seconds=0.001)) == []

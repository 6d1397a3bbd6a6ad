from typing import Any

import pytest

from incidents.analysis.causes.chains import explain
from incidents.analysis.causes.covered import executed_by
from incidents.analysis.facts import Facts
from incidents.model.cause import Answer
from incidents.model.evidence import AnyEvidence, ExecutedLines
from incidents.model.finding import Finding
from tests import builders
from tests.incidents.analysis.causes.symptoms import change

RUN = builders.test_run()
CASE = builders.case_result(message="AssertionError: 5 != 4")
OTHER = builders.case_result(test="tests/test_b.py::test_b", outcome="passed")
PATH = "parcel_api/labels.py"


def ran(*lines: int, **changes: Any) -> ExecutedLines:
    values: dict[str, Any] = {
        "at": None,
        "source": "coverage",
        "locator": "c.json",
        "excerpt": "",
        "run": RUN.id,
        "test": None,
    }
    values |= {"id": f"ran-{len(lines)}-{lines[0]}", "path": PATH, "lines": [(line, line) for line in lines]}
    return ExecutedLines(**{**values, **changes})


def facts(*records: ExecutedLines, alone: bool = False) -> Facts:
    held: list[AnyEvidence] = [
        builders.revision(name=builders.GOOD),
        builders.revision(),
        RUN,
        CASE,
        *([] if alone else [OTHER]),
    ]
    held += [builders.commit(), change("+    width = 5", path=PATH), *records]
    return Facts(builders.sealed(collected=builders.collected(*held)))


def finding(kind: str = "test") -> Finding:
    return builders.finding(kind=kind, primary=(CASE.id,), tests=(CASE.test,), signature=CASE.message)


@pytest.mark.parametrize(
    ("records", "lines", "by_test"),
    [
        # the failed test's own lines come before those of the whole run
        ((ran(1, test=CASE.test), ran(2, 3)), {1}, True),
        ((ran(2, 3),), {2, 3}, False),
        # of another run nothing is taken; a report beside which no run lies is the next best
        ((ran(1, run="run-else"), ran(4, run=None)), {4}, False),
        ((ran(1, run=None, test="tests/test_b.py::test_b"),), set(), True),
    ],
)
def test_what_is_nearest_to_the_failed_test_is_taken(
    records: tuple[ExecutedLines, ...], lines: set[int], *, by_test: bool
) -> None:
    found = executed_by(facts(*records), finding())
    assert (found.lines.get(PATH, set()), found.by_test) == (lines, by_test)


def test_a_run_of_one_test_alone_ran_what_that_test_ran() -> None:
    assert executed_by(facts(ran(1), alone=True), finding()).by_test


def test_coverage_says_nothing_of_a_failure_of_the_service() -> None:
    assert executed_by(facts(ran(1)), finding("log")).lines == {}


def test_a_cause_that_goes_by_coverage_cites_it() -> None:
    result = facts(ran(10, test=CASE.test))
    first = explain(result, [finding()], ())[0].whys[0]
    assert isinstance(first, Answer)
    assert first.cause.claim.endswith(f"changes {PATH}, line 10 of which the failing test runs")
    assert "ran-1-10" in first.cause.evidence_for
    assert first.cause.confidence == "possible"

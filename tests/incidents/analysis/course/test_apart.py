import pytest

from incidents.analysis.course.apart import apart
from incidents.analysis.facts import Facts
from incidents.model.evidence import CaseResult
from tests import builders


def case(parameters: str, outcome: str) -> CaseResult:
    return builders.case_result(test=f"tests/test_a.py::test_a[{parameters}]", outcome=outcome)


def words(*cases: CaseResult) -> list[str]:
    facts = Facts(builders.sealed(collected=builders.collected(builders.test_run(), *cases)))
    return [each.word for each in apart(facts, [each for each in cases if each.outcome == "failed"])]


@pytest.mark.parametrize(
    ("cases", "found"),
    [
        ({"north": "failed", "west": "passed", "oslo": "passed"}, ["north"]),
        ({"north-small": "failed", "north-large": "failed", "west-small": "passed", "west-large": "passed"}, ["north"]),
        # one that passed may have done so by chance, and numbers name nothing
        ({"north": "failed", "west": "passed"}, []),
        ({"1": "failed", "2": "passed", "3": "passed"}, []),
        # what a case that passed has as well sets nothing apart, nor does what only one of the failed has
        ({"north-small": "failed", "north-large": "passed", "north-wide": "passed"}, ["small"]),
        ({"north": "failed", "south": "failed", "west": "passed", "oslo": "passed"}, []),
        ({"north": "failed", "west": "skipped", "oslo": "skipped"}, []),
    ],
)
def test_a_word_that_only_failed_cases_have_sets_them_apart(cases: dict[str, str], found: list[str]) -> None:
    assert words(*(case(parameters, outcome) for parameters, outcome in cases.items())) == found

import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.way_back.after_deployment import after_deployment
from tests.builders import BAD, at, finding, sealed


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (at(2, 0, 42), "42 s"),
        (at(2, 1, 59), "119 s"),
        (at(2, 2), "2 min"),
        (at(4, 5), "2 h 5 min"),
    ],
)
def test_the_time_between_a_deployment_and_a_failure_is_told(first: object, words: str) -> None:
    (claim,) = after_deployment(Facts(sealed()), [finding(first=first)])
    assert claim.text == f"Labels are not printed: first seen {words} after {BAD} was created."
    assert claim.cites == (f"rev-{BAD}", finding().primary[0])


@pytest.mark.parametrize(
    "changes", [{"state": "persisting"}, {"first": None}, {"first": at(1)}, {"kind": "deployment"}]
)
def test_what_the_deployment_did_not_come_before_has_no_such_time(changes: dict[str, object]) -> None:
    assert list(after_deployment(Facts(sealed()), [finding(**changes)])) == []

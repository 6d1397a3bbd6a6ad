import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.unknown.awaited import awaited, waited_for
from tests import builders


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("test: labels (blocked on #1188)", {1188}),
        ("Waiting for the fix in #7 to land", {7}),
        ("depends on parcel/printer#12", {12}),
        ("skipped until https://github.com/parcel/printer/pull/9 is merged", {9}),
        ("fix labels (#1188)", set()),  # what it belongs to
        ("blocked on the printer", set()),
        ("blocked on colour #fffff1", set()),
    ],
)
def test_only_what_is_waited_for_counts(said: str, numbers: set[int]) -> None:
    assert waited_for(said) == numbers


@pytest.mark.parametrize("outcome", ["skipped", "xfailed"])
def test_the_reason_of_a_test_that_is_skipped_or_may_fail_is_asked_after(outcome: str) -> None:
    case = builders.case_result(outcome=outcome, message="blocked by #5", error_type=None)
    (found,) = awaited(Facts(builders.sealed(collected=builders.collected(builders.test_run(), case))), [])
    assert (found.text, found.query) == ("When will #5 land?", "gh issue view 5")
    assert found.why == f"a test that is {outcome} says that it waits for it, and its state was not read"


def test_a_test_that_passed_waits_for_nothing() -> None:
    case = builders.case_result(outcome="passed", message=None, error_type=None, captured="waiting for #5")
    assert list(awaited(Facts(builders.sealed(collected=builders.collected(builders.test_run(), case))), [])) == []

import pytest

from incidents.analysis.course.another_order import in_another_order
from tests import builders


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("AssertionError: assert ['b', 'a', 'a'] == ['a', 'a', 'b']", True),
        ("AssertionError: [3, 10, 2] != [2, 3, 10]", True),
        ("AssertionError: assert ['b', 'a'] == ['a', 'a']", False),  # not each as often
        ("AssertionError: assert ['a', 'b'] == ['a', 'b', 'c']", False),
        ("AssertionError: assert ['a, b', 'c'] == ['a', 'b, c']", False),  # what is quoted is one value
        ("AssertionError: assert 'b' == 'a'", False),
    ],
)
def test_the_same_values_in_another_order_are_told(message: str, *, told: bool) -> None:
    assert in_another_order(builders.case_result(message=message)) is told

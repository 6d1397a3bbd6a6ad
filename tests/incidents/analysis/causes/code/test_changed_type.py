"""Values of a file of data that became of another type."""

import pytest

from incidents.analysis.causes.code.changed_type import ties
from incidents.analysis.causes.code.retyped_values import retyped
from incidents.analysis.causes.tie import Tie
from tests.incidents.analysis.causes.symptoms import change, symptom

RANKED = (" - name: express", "-  rank: 2", '+  rank: "2"', " - name: parcel", "-  rank: 10", '+  rank: "10"')
OTHER_WAY = "AssertionError: assert 'express' == 'parcel'"


def tied(*lines: str, said: str, path: str = "shop/kinds.yaml") -> list[Tie]:
    return ties([change(*lines, path=path, path_class="config")], symptom(said, asserted="Assertion" in said))


def test_numbers_that_became_text_are_strong_where_what_is_compared_stands_beside_them() -> None:
    (found,) = tied(*RANKED, said=OTHER_WAY)
    assert (found.did, found.strong) == ("turns `rank` from a number into a text in shop/kinds.yaml", True)
    assert "`express` and `parcel`, which stand beside that key" in found.how


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (RANKED, "AssertionError: assert 'express' == 'letter'"),  # one of them may be named by chance
        (tuple(each.replace("10", "3") for each in RANKED), OTHER_WAY),  # they sort as before
        ((" - name: express", "-  rank: 2", "+  rank: 10", " - name: parcel"), OTHER_WAY),  # another value
        ((" - name: express", "-  kind: fast", '+  kind: "fast"', " - name: parcel"), OTHER_WAY),  # a text as before
        # one went, and another one came
        (
            ("-  rank: 10", " - name: express", '+  rank: "10"', "-  rank: 9", " - name: parcel", '+  rank: "9"'),
            OTHER_WAY,
        ),
    ],
)
def test_a_comparison_of_something_else_is_tied_to_none(lines: tuple[str, ...], said: str) -> None:
    assert tied(*lines, said=said) == []


@pytest.mark.parametrize(
    ("said", "strong"),
    [
        ("TypeError: '<' not supported between instances of 'str' and 'int'", True),
        ('TypeError: can only concatenate str (not "int") to str', True),
        ("TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'", False),
        ("KeyError: 'size'", False),
    ],
)
def test_a_failure_that_says_that_these_types_met_is_strong(said: str, *, strong: bool) -> None:
    (found,) = tied('-  "size": 4,', '+  "size": "4",', said=said, path="shop/kinds.json")
    assert found.strong is strong


def test_what_is_no_file_of_values_has_no_types() -> None:
    assert tied(*RANKED, said=OTHER_WAY, path="shop/kinds.py") == []


def test_the_same_key_of_another_entry_is_not_the_same_value() -> None:
    moved = change("-  rank: 2", " - name: parcel", '+  rank: "2"', path="shop/kinds.yaml", path_class="config")
    assert retyped(moved) == []

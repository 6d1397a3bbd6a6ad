from typing import cast

import pytest

from templates.safe import Safe, filled, joined


def test_our_words_take_safe_values_and_whole_numbers() -> None:
    line = filled("{n} of {what}", n=3, what=Safe("`x`"))
    assert line == "3 of `x`"
    assert type(line) is Safe


@pytest.mark.parametrize("value", ["raw", None, 1.5, True])
def test_a_value_that_no_filter_has_seen_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="'x' is neither safe text nor a number"):
        filled("{x}", x=cast("Safe", value))


def test_safe_parts_are_joined() -> None:
    assert joined(", ", [Safe("a"), Safe("b")]) == "a, b"


def test_a_part_that_no_filter_has_seen_is_refused() -> None:
    with pytest.raises(TypeError, match="'b' is not safe text"):
        joined(", ", [Safe("a"), cast("Safe", "b")])


def test_what_is_done_to_safe_text_makes_it_plain() -> None:
    assert type(Safe("a") + "b") is str
    assert type(Safe("a").upper()) is str

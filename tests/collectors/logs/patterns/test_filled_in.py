"""What a printing call filled in, by the first and the last of its texts."""

import pytest

from collectors.logs.first_step.statement import LONGEST_SAID
from collectors.logs.patterns.filled_in import filled_in
from collectors.logs.source_templates.template import Hole, Parts

ORDER: Parts = ("order ", Hole("order"), " refused by ", Hole("depot"))


def told(lowest: str, highest: str | None = None, parts: Parts = ORDER) -> dict[str, str]:
    kept = filled_in(
        parts, lowest, lowest if highest is None else highest, lambda text: text.replace("hunter2", "[redacted]")
    )
    return {each.name: each.value for each in kept}


def test_where_all_say_the_same_every_name_has_its_one_value() -> None:
    assert told("parcel - ERROR - order box-7 refused by north") == {"order": "box-7", "depot": "north"}


def test_what_stands_before_the_first_difference_is_the_same_in_all() -> None:
    assert told("order box-7 refused by north", "order box-7 refused by south") == {"order": "box-7"}


@pytest.mark.parametrize(
    ("lowest", "highest"),
    [
        ("order box-7 refused by north", "order box-9 refused by north"),  # between them lie box-8 and others
        ("order box-7 refused by north", "order box-77 refused by north"),  # the value goes on in one of them
        ("WARN order box-7 refused by north", "order box-7 refused by north"),  # they begin in different ways
    ],
)
def test_a_value_that_some_text_may_not_have_is_not_told(lowest: str, highest: str) -> None:
    assert told(lowest, highest) == {}


def test_the_last_value_of_a_text_that_was_cut_is_not_known_to_end_there() -> None:
    whole = "order box-7 refused by ".ljust(LONGEST_SAID, "n")
    assert told(whole) == {"order": "box-7"}


def test_sentences_and_secrets_are_no_values() -> None:
    assert told("order box-7 refused by the night shift") == {"order": "box-7"}
    assert told("order box-7 refused by hunter2") == {}


def test_neighbouring_holes_and_calls_without_a_literal_tell_nothing() -> None:
    assert told("order box-7", parts=("order ", Hole("a"), Hole("b"))) == {}
    assert told("box-7", parts=(Hole("order"),)) == {}


def test_a_hole_without_a_name_is_passed_over() -> None:
    assert told("order box-7 refused by north", parts=("order ", Hole(), " refused by ", Hole("depot"))) == {
        "depot": "north"
    }

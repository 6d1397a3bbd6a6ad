"""Ids that every entry of a pattern names, by the first and the last of its texts."""

import pytest

from collectors.logs.first_step.statement import LONGEST_SAID
from collectors.logs.patterns.shared_ids import shared_ids


def told(lowest: str, highest: str | None = None) -> tuple[str, ...]:
    return shared_ids(
        lowest, lowest if highest is None else highest, lambda text: text.replace("hunter2", "[redacted]")
    )


def test_where_all_say_the_same_each_id_of_the_first_line_is_told_once() -> None:
    assert told("ERROR | parcel 47110815 refused, 47110815 goes back\nline 123456 of 999999") == ("47110815",)


def test_what_stands_before_the_first_difference_is_in_every_text() -> None:
    assert told("box=AB-4711 of 8150001 refused", "box=AB-4711 of 8150002 refused") == ("AB-4711",)


@pytest.mark.parametrize(
    ("lowest", "highest"),
    [
        ("parcel 47110815 refused", "parcel 47110816 refused"),
        ("parcel 47110815", "parcel 471108155"),  # it goes on in one of them
        ("parcel 47110815".rjust(LONGEST_SAID), None),  # it may go on where the text was cut
        ("parcel 471 refused", None),
        ("late since 2026-03-02", None),
        ("10.0.114.15:54321 and /srv/12345678/labels and db12345678.internal are no items", None),
        ("hunter2 of 47110815", None),
    ],
)
def test_what_is_no_id_of_all_is_not_told(lowest: str, highest: str | None) -> None:
    assert told(lowest, highest) == ()

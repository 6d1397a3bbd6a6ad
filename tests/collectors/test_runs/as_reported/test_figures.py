"""Durations and counts as reports write them."""

import pytest

from collectors.test_runs.as_reported import figures


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0.25", 0.25),
        (" 3 ", 3.0),
        ("1.5s", 1.5),
        ("4.50611114501953e-05", 4.50611114501953e-05),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234,567", 1234567.0),
        ("0,123", 0.123),
        ("2,5", 2.5),
        ("1234,567", 1234.567),
        # one thousand two hundred and thirty-four, or one and a bit
        ("1,234", None),
        ("-5", None),
        ("NaN", None),
        ("Infinity", None),
        ("1e309", None),
        # nanoseconds: 62 years
        ("1967986371", None),
        ("<<computed>>", None),
        ("", None),
    ],
)
def test_a_duration_has_one_reading_or_none(text: str, seconds: float | None) -> None:
    assert figures.seconds(text) == seconds


@pytest.mark.parametrize(
    ("text", "count"), [("12", 12), (" 0 ", 0), ("-1", None), ("1.0", None), ("٣", None), ("9" * 20, None), ("", None)]
)
def test_a_count_is_a_plain_number(text: str, count: int | None) -> None:
    assert figures.count(text) == count

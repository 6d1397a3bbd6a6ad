"""Moments with a zone."""

import pytest

from collectors.moments import moment
from incidents.model.instant import Instant

NINE = Instant.parse("2026-03-02T09:00:00Z")


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2026-03-02T09:00:00Z", NINE),
        (" 2026-03-02 11:00:00.5 +0200 ", NINE.plus(0.5)),
        ("2026-03-02T11:00:00+02:00", NINE),
        ("2026-03-02T11:00:00+02", NINE),
        ("2026-03-02T09:00z", NINE),
        ("Mon, 02 Mar 2026 09:00:00 GMT", NINE),
        ("Mon, 02 Mar 2026 11:00:00 +0200", NINE),
        # no zone, no such day, no time at all
        ("2026-03-02T09:00:00", None),
        ("Mon, 02 Mar 2026 09:00:00", None),
        ("2026-02-31T09:00:00Z", None),
        ("Mon, 02 Mar 2026 99:00:00 GMT", None),
        ("yesterday", None),
        ("", None),
        (1772442000, None),
        (None, None),
    ],
)
def test_a_moment_is_a_text_with_a_zone(value: object, found: Instant | None) -> None:
    assert moment(value) == found

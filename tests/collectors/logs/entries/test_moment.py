import pytest

from collectors.logs.entries.moment import Clock
from incidents.model.instant import Instant


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02T00:00:01Z",
        "2026-03-02T00:00:01.5Z",
        "2026-03-02T00:00:01.123456789Z",
        "2026-03-02T01:00:01.123456789+01:00",
        "2026-03-02T00:00:01.1234567891Z",  # digits beyond the nanosecond are cut
    ],
)
def test_a_time_is_read_as_the_model_reads_it_and_again_when_its_minute_is_known(text: str) -> None:
    clock = Clock()
    wanted = Instant.parse(text).nanoseconds
    assert [clock.nanoseconds(text), clock.nanoseconds(text)] == [wanted, wanted]


@pytest.mark.parametrize(
    "value",
    [
        "2026-03-02T00:00:01",  # no zone: nobody knows the moment
        "2026-03-02T00:00:61Z",
        "2026-03-02T00:00:0xZ",
        "2026-03-02T00:00:01.xZ",
        "2026-03-02T00:00:01.Z",
        "0001-01-01T00:00:00Z",  # Go's zero time
        "0001-01-01T00:00:00+23:59",
        "20260302T000001Z",
        "",
        "Z",
        1772409601,
        None,
        {"seconds": 1},
    ],
)
def test_what_names_no_moment_is_none_even_when_the_minute_is_known(value: object) -> None:
    clock = Clock()
    clock.nanoseconds("2026-03-02T00:00:00Z")
    assert clock.nanoseconds(value) is None


def test_the_last_second_of_the_calendar_is_a_moment() -> None:
    text = "9999-12-31T23:59:59.999999999Z"
    assert Clock().nanoseconds(text) == Instant.parse(text).nanoseconds

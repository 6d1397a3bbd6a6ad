from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from incidents.model.instant import Instant
from incidents.model.record import Record


class Holder(Record):
    at: Instant


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2025-09-13T00:40:45Z", "2025-09-13T00:40:45Z"),
        ("2025-09-13T00:40:45.147954142Z", "2025-09-13T00:40:45.147954142Z"),  # Cloud Logging, to the nanosecond
        ("2025-09-13T02:40:45.5+02:00", "2025-09-13T00:40:45.5Z"),  # another zone is the same moment
        ("2025-09-12t14:40:45-10:00", "2025-09-13T00:40:45Z"),  # RFC 3339 allows a lower-case t
        ("2025-09-13 00:40:45.100z", "2025-09-13T00:40:45.1Z"),  # and a blank
        ("1969-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.999999999Z"),  # before the epoch
        ("0161-07-25T19:00:03Z", "0161-07-25T19:00:03Z"),  # RFC 3339 has four digits for every year
        ("2025-09-13T00:40:45.1234567891Z", "2025-09-13T00:40:45.123456789Z"),  # digits below nanoseconds are cut
    ],
)
def test_a_time_is_printed_in_utc_with_the_digits_it_needs(text: str, printed: str) -> None:
    assert str(Instant.parse(text)) == printed


@pytest.mark.parametrize(
    "text",
    ["2025-09-13T00:40:45", "2025-09-13", "yesterday", "", "2025-13-01T00:00:00Z", "2025-09-13T00:40:45 UTC"],
)
def test_a_text_that_names_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"RFC 3339|month"):
        Instant.parse(text)


def test_a_naive_time_cannot_be_built() -> None:
    naive = datetime(2025, 9, 13, 0, 40, 45)  # noqa: DTZ001  the point of the test
    with pytest.raises(ValueError, match="without a zone"):
        Instant.of(naive)
    with pytest.raises(ValidationError, match="without a zone"):
        Holder(at=naive)
    with pytest.raises(ValidationError, match="RFC 3339"):
        Holder.model_validate({"at": "2025-09-13T00:40:45"})


def test_an_aware_datetime_is_the_same_moment_in_any_zone() -> None:
    there = datetime(2025, 9, 13, 2, 40, 45, 123456, timezone(timedelta(hours=2)))
    assert Instant.of(there) == Instant.of(there.astimezone(UTC)) == Instant.parse("2025-09-13T00:40:45.123456Z")


def test_two_entries_of_one_microsecond_keep_their_order() -> None:
    assert Instant.parse("2025-09-13T00:40:45.147954141Z") < Instant.parse("2025-09-13T00:40:45.147954142Z")


def test_an_instant_does_not_change() -> None:
    moment = Instant(0)
    with pytest.raises(AttributeError, match="does not change"):
        moment.nanoseconds = 1


@given(st.integers(min_value=-(10**18), max_value=4 * 10**18))
def test_the_text_of_a_moment_reads_back_as_that_moment(nanoseconds: int) -> None:
    moment = Instant(nanoseconds)
    assert Instant.parse(str(moment)) == moment
    assert Holder.model_validate_json(Holder(at=moment).model_dump_json()).at == moment


def test_the_minute_of_a_moment_is_where_it_starts() -> None:
    assert Instant.parse("2025-09-13T00:40:45.9Z").minute == Instant.parse("2025-09-13T00:40:00Z")
    assert Instant.parse("1969-12-31T23:59:59Z").minute == Instant.parse("1969-12-31T23:59:00Z")

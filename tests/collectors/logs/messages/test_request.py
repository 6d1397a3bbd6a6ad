from typing import Any

import pytest

from collectors.logs.messages.request import Request, read_request
from tests.collectors.logs.log_files import entry_of, raw_request


def test_a_request_is_shown_without_host_and_query() -> None:
    request = read_request(entry_of(raw_request("/parcels/1?token=x", 500, method="POST")))
    assert request == Request("POST", "https://parcel.example/parcels/1?token=x", 500, 10_000_000, ())
    assert request.text == "POST /parcels/1 -> 500"


@pytest.mark.parametrize(
    ("latency", "nanoseconds", "is_odd"),
    [
        ("0.007149515s", 7_149_515, False),
        ("1s", 1_000_000_000, False),
        ("3600.5s", 3_600_500_000_000, False),
        ("-3.5s", None, True),
        ("NaNs", None, True),
        ("1e309s", None, True),
        ("99999s", None, True),
        ("\u0663s", None, True),  # an Arabic digit
        (0.5, None, True),
        (None, None, False),
    ],
)
def test_a_latency_that_cannot_be_is_odd(latency: Any, nanoseconds: int | None, is_odd: bool) -> None:
    request = read_request(entry_of(raw_request("/", latency=latency)))
    assert (request.latency, request.oddities) == (
        nanoseconds,
        ("requests whose latency is no duration",) if is_odd else (),
    )


@pytest.mark.parametrize(
    ("status", "read", "is_odd"),
    [
        (200, 200, False),
        ("200", 200, False),
        (99999, None, True),
        (0, None, True),
        (True, None, True),
        ("2xx", None, True),
        (None, None, False),
    ],
)
def test_a_status_that_cannot_be_is_odd(status: Any, read: int | None, is_odd: bool) -> None:
    request = read_request(entry_of(raw_request("/", status)))
    assert (request.status, request.oddities) == (read, ("requests whose status is no HTTP status",) if is_odd else ())


def test_a_request_without_any_detail_is_one_still() -> None:
    request = read_request(entry_of(raw_request("/") | {"httpRequest": {}}))
    assert request == Request("?", "/", None, None, ())
    assert request.text == "? / -> no status"

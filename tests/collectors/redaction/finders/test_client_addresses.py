import pytest

from collectors.redaction.finders.client_addresses import client_addresses
from tests.collectors.redaction.finding import found_by

ONE = "203.0.113" + ".9"
SIX = "2001:db8:85a3::8a2e:370:7334"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f'"remoteIp":"{ONE}"', [ONE]),
        (f"X-Forwarded-For: {ONE}, 10.0.0.4, {SIX}", [ONE, SIX]),
        (f'{ONE} - ann [13/Sep/2025:00:40:45 +0000] "GET / HTTP/1.1" 200', [ONE]),
        (f'INFO:     {ONE}:53122 - "GET /health HTTP/1.1" 200 OK', [ONE]),
        (f"::ffff:{ONE} - - [13/Sep/2025", [ONE]),
        (f"rate limited client {ONE}", [ONE]),
        (f"login from {ONE} port 41650", [ONE]),
        (f"Connection from /{ONE}:54321", [ONE]),
        (f"client_ip={SIX}", [SIX]),
    ],
)
def test_the_address_of_a_caller_is_found(text: str, found: list[str]) -> None:
    assert found_by(client_addresses, text) == found


@pytest.mark.parametrize(
    "text",
    [
        '"remoteIp":"169.254.169.126"',  # the platform's own
        "client 10.0.0.4, then 192.168.1.2",
        f"dial tcp {ONE}:443: i/o timeout",
        f"response from {ONE}:8443",
        f"failed to fetch from {ONE}",
        f"listening on {ONE}",
        f"discarding connection: {ONE}. Pool size: 1",
        f"chrome/{ONE}",
        "client 1.2.3",
        "client 999.1.1.1",
        "lookup for 8.8.8.8",
    ],
)
def test_addresses_that_a_service_has_or_calls_stay(text: str) -> None:
    assert found_by(client_addresses, text) == []

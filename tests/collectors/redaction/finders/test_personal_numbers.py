import pytest

from collectors.redaction.finders.personal_numbers import personal_numbers
from tests.collectors.redaction.finding import found_by


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("card 4111 1111 1111 1111 ok", ["4111 1111 1111 1111"]),
        ("card 4111-1111-1111-1111, ok", ["4111-1111-1111-1111"]),
        ("amex 378282246310005", ["378282246310005"]),
        ("ssn 078-05-1120", ["078-05-1120"]),  # a number that was printed on cards for wallets
        ("call +41 79 000 00 00 or (212) 555-0100", ["+41 79 000 00 00", "(212) 555-0100"]),
        ("pay DE89 3704 0044 0532 0130 00 now", ["DE89 3704 0044 0532 0130 00"]),
    ],
)
def test_a_number_of_a_person_is_found(text: str, found: list[str]) -> None:
    assert found_by(personal_numbers, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "order 4111111111111112",  # no card has this check digit
        "4444 4444 4444 4444",
        "id-4111111111111111",  # part of a name
        "0.4111111111111111",
        "000-12-3456, 123-00-4567, 666-12-3456",
        "1234-56-7890",
        "2025-09-13 00:40:45+0200",
        "+47.3769, +8.5417",
        "DE00 3704 0044 0532 0130 00",  # wrong check digits
        "ticket 2025-0913-0040",
        "GB12 ABCD",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert found_by(personal_numbers, text) == []

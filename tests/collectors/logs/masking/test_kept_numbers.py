import pytest

from collectors.logs.masking.kept_numbers import names_a_kind


@pytest.mark.parametrize(
    ("number", "before", "after", "ends_clause", "expected"),
    [
        ("503", "status=", "", True, True),
        ("3", "status", "", True, False),  # no HTTP status
        ("137", "code", "", True, True),
        ("42000000", "code", "", True, False),
        ("11", "Signal:", "", False, True),
        ("8080", "port", "", True, True),
        ("52222", "port", "", True, False),
        ("503", "HTTP", "from", False, True),
        ("503", "the", "Service", False, True),
        ("404", "got", "Not", False, True),
        ("404", "got", "parcels", False, False),
        ("404", "got", "", True, True),
        ("1205", "error", "lock", True, True),
        ("7", "error", "connecting", False, False),
        ("200", "sent", "OK", False, True),
        ("200", "sent", "parcels", False, False),
    ],
)
def test_a_number_that_names_a_kind_of_failure_is_known_by_its_neighbours(
    number: str, before: str, after: str, ends_clause: bool, expected: bool
) -> None:
    assert names_a_kind(number, before, after, ends_clause=ends_clause) is expected

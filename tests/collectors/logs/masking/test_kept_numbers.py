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
        ("401", "answered", "", True, True),
        ("503", "answered", "for", False, True),
        ("200", "answered", "for", False, False),  # as many as that were found
        ("429", "a", "from", False, True),
        ("500", "a", "MB", False, False),
        ("503", "HTTPError:", "Server", False, True),  # Python's requests
        ("503", "HTTP/1.1", "in", False, True),
        ("503", "->", "", True, True),
        ("503", "->", "parcels", False, False),
        ("0", "done,", "errors", False, True),
        ("3", "done,", "errors", False, False),
        ("0", "failed:", "", True, True),
        ("0", "took", "ms", False, False),
    ],
)
def test_a_number_that_names_a_kind_of_failure_is_known_by_its_neighbours(
    number: str, before: str, after: str, ends_clause: bool, expected: bool
) -> None:
    assert names_a_kind(number, before, after, ends_clause=ends_clause) is expected

import re

from collectors.redaction.linear_search import places, reach_back
from collectors.redaction.view import View


def test_places_are_counted_in_characters_whatever_the_alphabet() -> None:
    assert list(places("b+", View("übb🚀b"))) == [(1, 3), (4, 5)]


def test_reaching_back_takes_what_the_run_allows_and_no_more() -> None:
    run = re.compile("[a-z]*")
    assert reach_back(run, "AbcdE", 4) == 1
    assert reach_back(run, "AbcdE", 4, most=2) == 2
    assert reach_back(run, "Ab", 0) == 0

import pytest

from collectors.redaction.gate import Clues, clues_in
from collectors.redaction.readable import readable_view
from collectors.redaction.registry import FINDERS, Finder
from collectors.redaction.view import View
from tests.collectors.redaction.samples.corpus import CREDENTIALS, HARMLESS, PERSONAL

TEXTS = [each.text for each in (*CREDENTIALS, *PERSONAL, *HARMLESS)]


@pytest.mark.parametrize("finder", FINDERS, ids=[each.find.__name__ for each in FINDERS])
def test_whatever_a_finder_finds_its_clue_gives_away(finder: Finder) -> None:
    views = [readable_view(View(each)) for text in TEXTS for each in (text, text.upper(), f"x {text} y\n")]
    found = [view for view in views if list(finder.find(view))]
    assert found
    assert [view.text for view in found if finder not in (clues_in(view.data) or Clues([0])).finders] == []


def test_plain_words_hold_no_clue() -> None:
    assert clues_in(b"GET /parcels/7 200 in 12 ms") is None


def test_an_escape_is_a_clue_that_a_text_reads_differently() -> None:
    clues = clues_in(b"a%41b")
    assert clues is not None
    assert clues.reads_differently
    assert clues.finders == ()


def test_when_the_search_ran_out_of_memory_everything_is_looked_for() -> None:
    clues = Clues([])
    assert clues.reads_differently
    assert clues.finders == FINDERS

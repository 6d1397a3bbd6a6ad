import pytest

from incidents.amounts import counted, noun


@pytest.mark.parametrize(
    ("nouns", "one"),
    [
        ("errors", "1 error"),
        ("log entries", "1 log entry"),
        ("more messages", "1 more message"),
        # What is behind the first plural is no more of one thing than before.
        ("requests to `GET /rates`", "1 request to `GET /rates`"),
        ("kinds of errors", "1 kind of errors"),
        # No plural at all.
        ("times as loss", "1 time as loss"),
        ("access", "1 access"),
    ],
)
def test_of_one_thing_the_first_plural_word_loses_its_ending(nouns: str, one: str) -> None:
    assert counted(1, nouns) == one
    assert counted(2, nouns) == f"2 {nouns}"
    assert counted(0, nouns) == f"0 {nouns}"


def test_a_noun_goes_with_a_count_that_is_written_elsewhere() -> None:
    assert (noun(1, "entries"), noun(7, "entries")) == ("entry", "entries")

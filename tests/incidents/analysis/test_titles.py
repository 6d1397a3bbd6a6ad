from incidents.analysis.titles import LONGEST, fitted, quoted


def test_a_short_line_stays_as_it_is() -> None:
    assert fitted("KeyError: 'freight'") == "KeyError: 'freight'"


def test_a_long_line_is_cut_at_a_word_and_marked() -> None:
    cut = fitted("word " * 60)
    assert cut.endswith("word…")
    assert len(cut) <= LONGEST


def test_only_the_first_line_counts() -> None:
    assert fitted("\nfirst\nsecond") == "first"
    assert fitted("") == ""


def test_words_of_the_evidence_are_set_apart_whatever_they_hold() -> None:
    assert quoted("no `tier` named") == "`no 'tier' named`"

from incidents.analysis.titles import LONGEST, fitted


def test_a_short_line_stays_as_it_is() -> None:
    assert fitted("KeyError: 'freight'") == "KeyError: 'freight'"


def test_a_long_line_is_cut_at_a_word_and_marked() -> None:
    cut = fitted("word " * 60)
    assert cut.endswith("word…")
    assert len(cut) <= LONGEST


def test_only_the_first_line_counts() -> None:
    assert fitted("\nfirst\nsecond") == "first"
    assert fitted("") == ""

from incidents.analysis.causes.ranking.vocabulary import counted, path_words, spelling


def test_a_name_counts_as_itself_and_as_its_parts() -> None:
    assert counted("printLabel print_label") == {"printlabel": 1, "print": 2, "label": 2, "print_label": 1}


def test_endings_of_english_are_cut_where_four_letters_remain() -> None:
    assert set(counted("inferred inferring infers")) == {"inferr", "infer"}
    assert set(counted("used red")) == {"used", "red"}


def test_the_spelling_of_a_word_is_the_first_one_of_the_text() -> None:
    assert spelling("Labels were printed by PrintLabel")["label"] == "Labels"


def test_the_words_of_a_path_are_without_its_ending() -> None:
    assert path_words("parcel_api/labelPrinter.py") == {"parcel", "api", "label", "print"}

from hypothesis import given
from hypothesis import strategies as st

from incidents.analysis.causes.ranking.relevance import relevance

WORDS = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.1, 9), max_size=6)


def test_a_rare_word_weighs_more_than_one_that_all_texts_hold() -> None:
    texts = {"rare": {"a": 1.0, "b": 1.0}, "common": {"a": 1.0, "c": 1.0}, "other": {"a": 1.0, "d": 1.0}}
    scores = relevance({"a": 1.0, "b": 1.0}, texts)
    assert scores["rare"] == 1
    assert scores["common"] == scores["other"] < scores["rare"]


def test_the_same_word_in_a_shorter_text_weighs_more() -> None:
    texts = {"short": {"a": 1.0}, "long": {"a": 1.0, "b": 50.0}, "none": {"c": 1.0}}
    scores = relevance({"a": 1.0}, texts)
    assert scores["short"] > scores["long"]


def test_a_text_without_a_word_of_the_question_has_no_score() -> None:
    assert relevance({"a": 1.0}, {"x": {"b": 1.0}}) == {}
    assert relevance({"a": 1.0}, {}) == {}


@given(WORDS, st.dictionaries(st.text("xyz", min_size=1, max_size=2), WORDS, max_size=5))
def test_every_score_lies_above_zero_and_ends_at_one(
    question: dict[str, float], texts: dict[str, dict[str, float]]
) -> None:
    scores = relevance(question, texts)
    assert all(0 < score <= 1 for score in scores.values())
    assert not scores or max(scores.values()) == 1
    assert set(scores) == {key for key, words in texts.items() if words.keys() & question.keys()}

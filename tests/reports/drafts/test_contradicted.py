import pytest

from reports.drafts.contradicted import Contradiction, contradictions, evidence_of
from reports.drafts.sentences import Sentence

BEFORE = "- 8 of 20 requests to `POST /parcels` fail, first seen 2026-03-02 11:05:00Z.\n- 5 tests ran.\n"
NOW = "- 9 of 21 requests to `POST /parcels` fail, first seen 2026-03-02 11:03:00Z.\n- 5 tests ran.\n"
EVIDENCE = evidence_of([(BEFORE, NOW)])


def found(text: str, block: str = "outside") -> list[tuple[str, str]]:
    person = Sentence(block, text)
    return [(each.named, each.now) for each in contradictions([person], {"impact.summary": NOW}, EVIDENCE)]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("We counted 8 of 20 requests.", [("8 of 20 requests", "9 of 21 requests")]),
        ("Just 8/20 were hit.", [("8/20", "9 of 21")]),
        ("It hit 8 requests from 11:05 on.", [("8 requests", "9 requests"), ("11:05", "11:03")]),
        ("We counted 9 of 21 requests.", []),
        ("8 people were called.", []),  # they count something else
        ("5 tests ran, says Ann.", []),
        ("Since then 8 have been repaired.", []),  # of what, nobody says
        ("It was bad.", []),
    ],
)
def test_a_figure_that_became_another_is_told(sentence: str, told: list[tuple[str, str]]) -> None:
    assert found(sentence) == told


def test_a_figure_that_stands_elsewhere_is_not_contradicted() -> None:
    evidence = evidence_of([(BEFORE, NOW), ("", "Of the labels, 8 of 20 requests fail.\n")])
    assert list(contradictions([Sentence("outside", "We counted 8 of 20 requests.")], {}, evidence)) == []


def test_a_generated_sentence_whose_figure_a_person_changed_is_told() -> None:
    edited = "12 of 21 requests to `POST /parcels` fail, first seen 2026-03-02 11:03:00Z."
    assert found(edited, "impact.summary") == [("12 of 21 requests", "9 of 21 requests")]
    assert found(edited.replace("fail", "were lost"), "impact.summary") == [("12 of 21 requests", "9 of 21 requests")]
    assert found(edited) == []  # in a text of its own it may be about anything


def test_a_row_is_compared_with_the_row_that_it_was_made_of() -> None:
    told = {"d.rows": "| at 11:05 | 3 errors in the shop |\n| at 11:06 | 4 errors in the shop |\n"}
    evidence = evidence_of([("", told["d.rows"])])

    def flagged(text: str) -> list[tuple[str, str]]:
        return [(each.named, each.now) for each in contradictions([Sentence("d.rows", text)], told, evidence)]

    assert flagged("4 errors in the whole shop") == []
    assert flagged("9 errors in the shop") == []  # made of either row
    assert evidence.became == {}


def test_figures_of_one_document_are_known_in_all() -> None:
    evidence = evidence_of([("", ""), (BEFORE, NOW)])
    sentence = Sentence("whys.first", "8 of 20 requests.")
    assert list(contradictions([sentence], {}, evidence)) == [
        Contradiction(sentence, "8 of 20 requests", "9 of 21 requests")
    ]


def test_a_figure_that_became_several_names_them_all() -> None:
    before, now = "A: 3 tests.\nB: 3 tests.\n", "A: 4 tests.\nB: 5 tests.\n"
    (told,) = contradictions([Sentence("outside", "3 tests fail.")], {}, evidence_of([(before, now)]))
    assert told.now == "4 tests or 5 tests"

from reports.drafts.blocks import parts_of
from reports.drafts.sentences import Sentence, of_people, sentences
from tests.reports.drafts.documents_of_blocks import block, document

GENERATED = document(
    {"impact.summary": ("- It fails. Since ten.[^log-a]", "", "| a | b |"), "impact.options": ("Wait.",)}
)


def test_sentences_are_those_of_prose_lists_headings_and_tables() -> None:
    text = "## Why\n\n1. **Probable**: it was so.[^log-a][^b] Then it stopped!\n- [ ] Do it\n"
    text += "| x \\| y | 3 |\n---\n[^log-a]: a note\n"
    assert list(sentences(text)) == ["Why", "**Probable**: it was so.", "Then it stopped!", "Do it", "x \\| y", "3"]


def test_what_was_never_generated_is_a_person_s() -> None:
    draft = (
        GENERATED.replace("It fails.", "It fails. We saw it.").replace("| a |", "| a, we think |") + "\nMore to come.\n"
    )
    assert of_people(parts_of(draft), [GENERATED]) == (
        Sentence("impact.summary", "We saw it."),
        Sentence("impact.summary", "a, we think"),
        Sentence("outside", "More to come."),
    )


def test_a_generated_sentence_that_was_moved_is_not_a_person_s() -> None:
    assert of_people(parts_of(f"Wait.\n\n{block('impact.summary', '* It fails.')}"), [GENERATED]) == ()


def test_line_ends_and_footnotes_make_nobody_an_author() -> None:
    draft = GENERATED.replace("[^log-a]", "[^log-b]").replace("\n", "\r\n")
    assert of_people(parts_of(draft), [GENERATED]) == ()

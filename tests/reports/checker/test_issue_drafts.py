"""The drafts of issues hold; one with a wrong word in it, in its head or its body, does not."""

import pytest

from benchmarks.document_mutations import Text, issue_drafts
from tests.reports.incident_by_hand import rich_incident
from tests.reports.records_by_hand import EVIDENCE

TEXTS = tuple(issue_drafts(rich_incident(), EVIDENCE))
(FIRST,) = (each for each in TEXTS if "PrinterError" in each.text)


def words(given: Text, text: str) -> list[str]:
    return [each.word for each in given.faults(text)]


@pytest.mark.parametrize("given", TEXTS, ids=[each.file for each in TEXTS])
def test_every_generated_word_is_carried(given: Text) -> None:
    assert words(given, given.text) == []


@pytest.mark.parametrize(
    ("right", "wrong", "word"),
    [
        # In the head.
        ('priority: "P1"', 'priority: "P0"', "p0"),
        ("no printer named None", "no printer named All", "all"),
        # The counts of this finding, not of another one.
        ("8 of 20 requests", "9 of 20 requests", "9"),
        ("New; in the window", "Resolved; in the window", "resolved"),
        # Another record of this draft.
        ("named None.[^log-aee0f56670b2]", "named None.[^req-15a43977c42e]", "[^req-15a43977c42e]"),
        ("**Probable**", "**Confirmed**", "confirmed"),
        # A command that asks for something else.
        ("severity>=ERROR", "severity>=DEBUG", "gcloud"),
    ],
)
def test_a_wrong_word_is_found(right: str, wrong: str, word: str) -> None:
    assert right in FIRST.text
    assert word in words(FIRST, FIRST.text.replace(right, wrong, 1))[0]


def test_a_fault_stands_on_its_line_of_the_file() -> None:
    changed = FIRST.text.replace("8 of 20 requests", "9 of 20 requests", 1)
    line = next(n for n, each in enumerate(changed.split("\n"), 1) if "9 of 20 requests" in each)
    assert [each.line for each in FIRST.faults(changed)] == [line]

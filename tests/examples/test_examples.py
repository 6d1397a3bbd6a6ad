"""Two small incidents of other applications than the demo's: their documents whole, and held by the checker."""

import os
from pathlib import Path

from benchmarks.document_mutations import tally
from reports.documents import render
from tests.examples.built import Example

SNAPSHOTS = Path(__file__).parent / "snapshots"


def test_whole_documents_are_as_reviewed(example: tuple[str, Example]) -> None:
    """`UPDATE_SNAPSHOTS=1 pytest tests/examples` writes them anew, for `git diff` to show."""
    name, given = example
    for file, text in render(given.incident, given.evidence).items():
        snapshot = SNAPSHOTS / name / file
        if os.environ.get("UPDATE_SNAPSHOTS"):
            snapshot.parent.mkdir(parents=True, exist_ok=True)
            snapshot.write_bytes(text.encode())
        assert text == snapshot.read_bytes().decode()


def test_what_is_said_is_true_of_what_was_made_up(example: tuple[str, Example]) -> None:
    """By the story of each example and not by what the program says."""
    name, given = example
    incident = given.incident
    decision = incident.decision
    assert decision is not None
    causes = [each.claim for chain in incident.chains for each in [chain.lead] if each is not None]
    if name == "museum":
        assert (incident.verdict, decision.word) == ("incident", "no-go")
        assert any("OFFICE_PORT" in each for each in causes)
        assert not any("Greet visitors" in each for each in causes)
    else:
        assert incident.verdict == "external"
        assert not any("Name the herbs" in each for each in causes)
        assert [each.test for each in incident.doubts] == ["tests/e2e/test_forecast.py::test_frost_is_told"]


def test_every_changed_word_is_noticed_and_no_unchanged_one(example: tuple[str, Example]) -> None:
    """In the documents, the drafts of issues and the page; a sample of each kind of change."""
    found = tally(example[1].incident, example[1].evidence, most=200)
    assert found.faults == ()
    assert [(file, each.kind, each.after) for file, each in found.missed] == []

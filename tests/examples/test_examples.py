"""Two small incidents of other applications than the demo's: their documents whole, and held by the checker."""

import os
import re
from pathlib import Path

from benchmarks.document_mutations import tally
from benchmarks.removal import removals, swapped
from incidents.model.cause import Stop
from incidents.model.evidence import Commit
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


def test_no_cause_outlives_a_record_that_it_cites_or_a_deployment(example: tuple[str, Example]) -> None:
    done = [*removals(example[1].sealed), *swapped(example[1].sealed)]
    assert done
    assert [each for each in done if each.stayed is not None] == []


def test_each_chain_ends_in_a_stop_whose_query_can_be_asked_as_it_stands(example: tuple[str, Example]) -> None:
    given = example[1]
    records = {*given.evidence, *(each.id for each in given.incident.findings)}
    commits = {each.sha for each in given.evidence.values() if isinstance(each, Commit)}
    scope = given.sealed.scope
    audited = {
        f"""gcloud logging read 'logName:"cloudaudit.googleapis.com%2Factivity" AND """
        f"""protoPayload.resourceName:"services/{each}"' --project {scope.project} --format json"""
        for each in scope.service_names
    }
    stops = [why for chain in given.incident.chains for why in chain.whys if isinstance(why, Stop)]
    for chain in given.incident.chains:
        assert any(isinstance(why, Stop) for why in chain.whys)
    for stop in stops:
        shown, commit = re.fullmatch(r"incident show (\S+)", stop.query), re.fullmatch(r"git show (\w+)", stop.query)
        known = (shown and shown[1] in records) or (commit and commit[1] in commits) or stop.query in audited
        assert known, stop.query
        assert any(each.query == stop.query and each.why == stop.text for each in given.incident.questions)

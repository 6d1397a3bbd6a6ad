"""The documents of an incident hold; a document with a wrong word in it does not."""

from functools import cache

import pytest

from incidents.model.claim import Value
from incidents.model.earlier import Against
from reports.checker.carried import Fault
from reports.checker.check import Checker
from reports.documents import render
from reports.drafts.footnotes import defined
from reports.urgency import failing
from tests.builders import claim, incident
from tests.reports.incident_by_hand import rich_incident
from tests.reports.records_by_hand import EVIDENCE
from tests.reports.rendered_documents import BARE, EVIDENCE_OF_BUILDERS, held

INCIDENTS = {
    "rich": (rich_incident(), EVIDENCE),
    "bare": (incident(**BARE), EVIDENCE_OF_BUILDERS),
    "built": (incident(), EVIDENCE_OF_BUILDERS),
}


@cache
def checker(name: str) -> Checker:
    return Checker(*INCIDENTS[name])


def faults(name: str, file: str, text: str) -> list[Fault]:
    return list(checker(name).faults(file, text, defined(text)))


@pytest.mark.parametrize("name", INCIDENTS)
def test_every_generated_word_is_carried(name: str) -> None:
    assert [fault for file, text in held(name).items() for fault in faults(name, file, text)] == []


@pytest.mark.parametrize(
    ("right", "wrong", "word"),
    [
        # A count that another finding has.
        ("8 of 20 requests to", "18 of 20 requests to", "18"),
        # Less than all is not all.
        ("8 of 20 requests to `POST", "all 20 requests to `POST", "all"),
        # The confidence of another link.
        ("**Probable**", "**Confirmed**", "confirmed"),
        # The state of another finding: what follows is not that one's title.
        ("P2, there before:**", "P2, new:**", "new"),
        # The confidence of another rival.
        ("Rival (refuted)", "Rival (possible)", "the"),
        # The time of another record.
        ("first seen 2026-03-02 11:05:00Z", "first seen 2026-03-02 11:30:00Z", "30"),
        ("affected | 64 of 64", "affected | 63 of 64", "63"),
    ],
)
def test_a_wrong_word_is_found(right: str, wrong: str, word: str) -> None:
    text = held("rich")["impact.md"]
    assert right in text
    assert [fault.word for fault in faults("rich", "impact.md", text.replace(right, wrong, 1))] == [word]


def test_a_fault_names_the_line_the_sentence_and_what_was_expected() -> None:
    text = held("rich")["impact.md"]
    changed = text.replace("8 of 20 requests", "9 of 20 requests", 1)
    line = next(n for n, each in enumerate(changed.split("\n"), 1) if "9 of 20 requests" in each)
    (first, *_) = faults("rich", "impact.md", changed)
    assert (first.file, first.line, first.word, first.expected) == ("impact.md", line, "9", "8")
    assert first.sentence.startswith("F1, P1, new: parcel-api: PrinterError: no printer named None. 9 of 20 requests")


def test_a_footnote_that_is_not_defined_is_a_fault() -> None:
    text = held("rich")["impact.md"].replace("[^rev-parcel-api-00008-fox];", "[^rev-parcel-api-00009-fox];", 1)
    assert "rev-parcel-api-00009-fox" in {fault.word for fault in faults("rich", "impact.md", text)}


def test_a_footnote_is_held_to_its_record() -> None:
    text = held("rich")["impact.md"]
    for right, wrong in (
        # Verbatim, and yet not all of the last line.
        ("PrinterError: no printer named None`\n", "PrinterError: no printer`\n"),
        # Another place.
        ("logs/app.json#entry-1`: `Traceback", "logs/app.json#entry-2`: `Traceback"),
        # Not from its beginning.
        ("logs/app.json#entry-1`: `Traceback (most", "logs/app.json#entry-1`: `(most"),
    ):
        assert right in text
        assert [each.expected for each in faults("rich", "impact.md", text.replace(right, wrong, 1))] == [
            "what the record says"
        ]


def test_a_claim_has_the_footnotes_of_its_own_records() -> None:
    text = held("rich")["impact.md"]
    changed = text.replace("answered with 200.[^req-84893f669c41]", "answered with 200.[^req-15a43977c42e]", 1)
    assert changed != text
    found = [(fault.word, fault.expected) for fault in faults("rich", "impact.md", changed)]
    assert ("[^req-15a43977c42e]", "[^req-84893f669c41]") in found


def test_what_only_some_incidents_tell_is_carried_as_well() -> None:
    """An earlier incident beside this one, no cause of what is most urgent, and errors that go on."""
    given = rich_incident()
    urgent = given.findings[1].model_copy(
        update={"priority": given.findings[1].priority.model_copy(update={"level": "P0"})}
    )
    against = Against(
        subject="component", what="labels", state="worse", then="degraded", now="failing", reason="more of it"
    )
    older = claim(
        id="claim-as-before-log-1", template="{n} as before.", values=(Value(name="n", form="number", value=7),)
    )
    told = given.model_copy(
        update={
            "findings": (given.findings[0], urgent, *given.findings[2:]),
            "chains": tuple(each for each in given.chains if each.finding != urgent.id),
            "baseline": "2026-02-01-parcel-api-00006-ant",
            "against": (against,),
            "claims": (*given.claims, older),
        }
    )
    documents = render(told, EVIDENCE)
    assert ", probable: " in documents["impact.md"]
    assert "1 kind of error" in documents["impact.md"]
    checker = Checker(told, EVIDENCE)
    assert [each for file, text in documents.items() for each in checker.faults(file, text, defined(text))] == []


def test_a_broken_rule_is_numbered_behind_the_failures_of_its_priority() -> None:
    given = rich_incident()
    numbered = [each.id for each in failing(given.findings)]
    alike = {"kind": "session", "priority": next(each for each in given.findings if each.id == numbered[1]).priority}
    findings = tuple(each.model_copy(update=alike) if each.id == numbered[0] else each for each in given.findings)
    told = given.model_copy(update={"findings": findings})
    assert failing(findings)[0].id != numbered[0]
    checker = Checker(told, EVIDENCE)
    documents = render(told, EVIDENCE)
    assert [each for file, text in documents.items() for each in checker.faults(file, text, defined(text))] == []

import pytest

from incidents.model.finding import Finding
from incidents.model.incident import Incident, Rollback
from reports.clauses import opening
from reports.page.headline import Headline, headline
from reports.page.marks import PageCitations
from templates.outside_text import code
from templates.safe import Safe
from tests.reports.incident_by_hand import rich_incident
from tests.reports.records_by_hand import EVIDENCE


def told(given: Incident) -> Headline:
    return headline(given, PageCitations(given, EVIDENCE))


def test_state_cause_and_decision_stand_together() -> None:
    head = told(rich_incident())
    assert (head.word, head.tone) == ("Incident", "bad")
    assert head.reason == "2 findings new or worse than before."
    assert [(line.level, line.state, line.rate) for line in head.failing] == [
        ("P1", "new", "40 %"),
        ("P2", "new", "10 %"),
        ("P2", "there before", ""),
    ]
    assert head.confidence == "probable"
    assert head.cause.startswith("Commit `222222222222` (Print labels in the background) changed it.[^")
    assert str(head.decided).startswith("**Decision: no-go.**")
    assert head.decision == "Send the traffic of `parcel-api` back to `parcel-api-00007-kit`?"
    assert head.command.startswith("gcloud run services update-traffic parcel-api --to-revisions=")


def test_without_a_way_back_the_open_questions_are_the_decision() -> None:
    given = rich_incident().model_copy(
        update={"rollback": Rollback(service=None, target=None, command=None, reason="both revisions fail")}
    )
    head = told(given)
    assert (head.decision, head.command) == ("No rollback is proposed; 1 open question to answer.", "")
    assert head.because == "Both revisions fail."
    assert told(given.model_copy(update={"questions": ()})).decision == "No rollback is proposed."


@pytest.mark.parametrize(
    ("verdict", "tone"),
    [
        ("incident", "bad"),
        ("session-violated", "bad"),
        ("healthy", "good"),
        ("resolved", "good"),
        ("inconclusive", "open"),
    ],
)
def test_the_tone_is_that_of_the_verdict(verdict: str, tone: str) -> None:
    assert told(rich_incident().model_copy(update={"verdict": verdict})).tone == tone


def test_where_nothing_fails_no_cause_is_needed() -> None:
    head = told(rich_incident().model_copy(update={"findings": (), "verdict": "healthy"}))
    assert (head.failing, head.confidence, head.cause) == ((), "", "None needed: nothing that was read fails.")


def test_what_cannot_be_counted_shows_no_counts() -> None:
    given = rich_incident()
    first: Finding = given.findings[0].model_copy(update={"before": None, "after": None})
    (line, *_) = told(given.model_copy(update={"findings": (first,)})).failing
    assert (line.counts, line.rate) == ("", "")


def test_an_unknown_cause_says_where_the_evidence_stopped() -> None:
    given = rich_incident()
    customs = next(each for each in given.findings if each.id == "finding-customs")
    head = told(given.model_copy(update={"findings": (customs,)}))
    assert (head.confidence, head.cause) == (
        "unknown",
        "The failure is as old as the oldest evidence that was read.",
    )


@pytest.mark.parametrize(
    ("clause", "begun"), [(Safe("no change"), "No change"), (code("rates-1"), "`rates-1`"), (Safe(""), "")]
)
def test_a_sentence_begins_with_a_capital_but_for_names(clause: Safe, begun: str) -> None:
    assert opening(clause) == begun
    assert type(opening(clause)) is Safe

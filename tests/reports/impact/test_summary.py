from typing import Any

import pytest

from incidents.model.cause import Answer, Cause, Chain
from incidents.model.incident import Doubt, Question, Verdict
from incidents.model.scope import Span
from reports.citations import Citations
from reports.impact.summary import Summary, summary
from reports.verdicts import VERDICTS
from tests.builders import at, claim, commit, finding, incident, log_pattern, priority, reading, scope, sealed, window

RECORDS = {each.id: each for each in sealed().collected.evidence}
LOG = log_pattern().id


def summed(**changes: Any) -> Summary:
    given = incident(**{"claims": (), **changes})
    return summary(given, Citations(given, RECORDS))


@pytest.mark.parametrize(("verdict", "word"), VERDICTS.items())
def test_every_verdict_has_a_word(verdict: Verdict, word: str) -> None:
    assert summed(verdict=verdict).verdict == f"**{word}** in staging: one new finding.[^{LOG}]"


def test_a_verdict_cites_what_is_new_or_worse_then_what_is_wrong_then_what_was_read() -> None:
    old = finding(id="finding-old", state="persisting", primary=(commit().id,))
    assert summed(findings=(finding(), old)).verdict.endswith(f".[^{LOG}]")
    assert summed(findings=(old,)).verdict.endswith(f".[^{commit().id}]")
    assert summed(findings=()).verdict.endswith(f".[^{reading().id}]")


def test_several_services_are_named_in_the_plural() -> None:
    two = (*scope().services, scope().services[0].model_copy(update={"name": "parcel-web"}))
    assert summed(scope=scope(services=two)).where.endswith("services `parcel-api`, `parcel-web`")


def test_an_open_end_of_the_window_is_said_to_be_unknown() -> None:
    sides = window().candidate.model_copy(update={"span": Span(start=at()), "revisions": ()})
    shown = summed(window=window(candidate=sides, commits=())).window
    assert shown == "2026-03-02 09:00:00Z to an unknown end, no revision known; deployed next"


def test_three_findings_are_shown_and_the_rest_is_counted() -> None:
    many = tuple(finding(id=f"finding-{n}") for n in range(5))
    shown = summed(findings=many)
    assert (len(shown.failing), shown.more) == (3, 2)
    assert shown.failing[0] == (
        f"**F1, P1, new:** Labels are not printed. 12 entries, before 0, first seen 2026-03-02 11:05:00Z.[^{LOG}]"
    )


def test_what_counts_nothing_is_told_with_its_time_alone() -> None:
    shown = summed(findings=(finding(before=None, after=None),))
    assert shown.failing[0] == (f"**F1, P1, new:** Labels are not printed, first seen 2026-03-02 11:05:00Z.[^{LOG}]")


def test_the_last_record_of_a_failure_stands_beside_the_end_of_the_window() -> None:
    assert summed().last_seen == "2026-03-02 11:06:00Z; the window ends at 2026-03-02 13:00:00Z"
    assert summed(findings=(finding(last=None),)).last_seen is None


def test_nothing_wrong_has_no_priority_and_no_cause() -> None:
    shown = summed(findings=())
    assert (shown.failing, shown.priority, shown.cause, shown.last_seen) == ((), None, None, None)


def test_a_cause_of_another_than_the_first_finding_names_its_finding() -> None:
    other = finding(id="finding-other", title="Parcels are lost", first=at(3))
    cause = Cause(
        id="cause-one",
        effect="finding-other",
        rule="changed-code",
        claim="commit 2222222 changed it",
        mechanism="it is in the stack",
        change=None,
        evidence_for=(LOG,),
        looked_for="the same failure before",
        counterfactual=None,
        confidence="possible",
        missing=None,
    )
    chains = (Chain(finding="finding-other", whys=(Answer(cause=cause),)),)
    shown = summed(findings=(finding(), other), chains=chains)
    assert shown.cause == f"unknown. Of F2 (Parcels are lost), possible: commit `2222222` changed it.[^{LOG}]"
    assert summed().cause == "unknown."
    findings = (finding(), other.model_copy(update={"priority": priority(level="P2")}))
    assert summed(findings=findings, chains=chains).cause == "unknown."
    probable = Answer(cause=cause.model_copy(update={"confidence": "probable"}))
    assert summed(findings=findings, chains=(Chain(finding="finding-other", whys=(probable,)),)).cause == (
        f"unknown. Of F2 (Parcels are lost), probable: commit `2222222` changed it.[^{LOG}]"
    )


def test_the_basis_counts_what_was_read_doubted_and_left_open() -> None:
    doubt = Doubt(run=LOG, run_name="smoke", test=None, rule="x", reason="y", cites=(LOG,))
    asked = Question(id="question-1", text="Why?", why="no record says", query="incident doctor")
    failed = reading(what="b.json", status="failed", items=0, why="gone")
    assert summed().basis == "1 of 1 reading complete, 0 open questions"
    shown = summed(readings=(reading(), failed), doubts=(doubt,), questions=(asked,))
    assert shown.basis == "1 of 2 readings complete, 1 test result is no evidence, 1 open question"
    other = doubt.model_copy(update={"test": "tests/test_a.py::test_a"})
    twice = doubt.model_copy(update={"rule": "z", "reason": "for another reason"})
    assert summed(readings=(), doubts=(doubt, other, twice)).basis == (
        "nothing read, 2 test results are no evidence, 0 open questions"
    )


def test_the_priority_gives_its_row_and_reason() -> None:
    shown = summed(findings=(finding(priority=priority(level="P0", row="A", reason="a secret is exposed")),))
    assert shown.priority == "P0, row A: a secret is exposed"


def test_errors_that_go_on_as_before_are_counted_on_the_first_screen() -> None:
    assert summed().as_before is None
    older = claim(id="claim-as-before-log-1")
    assert summed(claims=(older,)).as_before == "1 kind of error"

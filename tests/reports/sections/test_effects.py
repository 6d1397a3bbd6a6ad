from typing import Any

import pytest

from incidents.model.claim import Value
from incidents.model.incident import Affected, Doubt, Impact
from incidents.model.instant import Instant
from reports.citations import Citations
from reports.sections.effects import doubt_rows, effects, finding_rows
from tests.builders import at, claim, finding, incident, log_pattern, sealed

RECORDS = {each.id: each for each in sealed().collected.evidence}
LOG = log_pattern().id
SAID = f"`parcel-api-00008-fox` logged the error 12 times.[^{LOG}]"


def held(**changes: Any) -> Any:
    given = incident(**changes)
    return given, Citations(given, RECORDS)


def test_what_fails_comes_first_and_what_is_unaffected_last() -> None:
    states = ("unaffected", "not-observed", "degraded", "failing")
    affected = tuple(Affected(component=state, state=state, claim=claim().id) for state in states)
    rows = effects(*held(impact=Impact(environment="staging", affected=affected)))
    assert [row.state for row in rows] == ["failing", "degraded", "not observed", "not affected"]
    assert {row.said for row in rows} == {SAID}


@pytest.mark.parametrize(
    ("component", "state", "since"),
    [
        ("labels", "failing", "2026-03-02 11:05:00Z"),
        ("parcel-api", "failing", "2026-03-02 11:05:00Z"),  # a service is a function too
        ("labels", "unaffected", "-"),
        ("returns", "failing", "-"),  # no finding names it
    ],
)
def test_since_when_comes_from_the_findings_of_the_function(component: str, state: Any, since: str) -> None:
    findings = (
        finding(id="finding-gone", component="labels", state="resolved", first=at(0)),
        finding(component="labels"),
        finding(id="finding-later", component="labels", first=at(3)),
    )
    affected = (Affected(component=component, state=state, claim=claim().id),)
    (row,) = effects(*held(findings=findings, impact=Impact(environment="staging", affected=affected)))
    assert row.since == since


@pytest.mark.parametrize(("first", "since"), [(at(1), "2026-03-02 10:00:00Z"), (at(2, 5), "2026-03-02 11:05:30Z")])
def test_what_the_sentence_saw_before_any_finding_is_the_beginning(first: Instant, since: str) -> None:
    told = claim(
        id="claim-told",
        template="It failed from {first} on.",
        values=(Value(name="first", form="time", value=str(first)),),
    )
    affected = (Affected(component="labels", state="failing", claim=told.id),)
    named = (finding(component="labels", first=at(2, 5, 30)),)
    (row,) = effects(*held(findings=named, claims=(told,), impact=Impact(environment="staging", affected=affected)))
    assert row.since == since


def test_a_finding_has_the_same_count_on_both_sides() -> None:
    (row,) = finding_rows(*held())
    assert (row.title, row.state, row.before, row.after) == (
        f"F1: Labels are not printed[^{LOG}] (`finding-label-printer`)",
        "new",
        "0 entries",
        "12 entries",
    )
    assert row.seen == "2026-03-02 11:05:00Z to 2026-03-02 11:06:00Z"


def test_a_side_that_cannot_be_compared_is_never_zero() -> None:
    (row,) = finding_rows(*held(findings=(finding(before=None, first=None),)))
    assert (row.before, row.seen) == ("not comparable", "no time stated")


def test_a_doubt_names_its_test_or_the_whole_run() -> None:
    one = Doubt(run=LOG, run_name="smoke", test="tests/a.py::b", rule="x", reason="it ran on a mock", cites=(LOG,))
    rows = doubt_rows(*held(doubts=(one, one.model_copy(update={"test": None}))))
    assert [(row.run, row.test) for row in rows] == [("`smoke`", "`tests/a.py::b`"), ("`smoke`", "the whole run")]
    assert rows[0].reason == f"it ran on a mock[^{LOG}]"

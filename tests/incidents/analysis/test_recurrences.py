from typing import Any

import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.recurrences import recurrences
from incidents.model.cause import Chain
from incidents.model.claim import Claim
from incidents.model.evidence import EarlierFailure
from incidents.model.finding import Finding
from incidents.model.recurrence import Recurrence
from tests import builders
from tests.builders import at, finding
from tests.incidents.analysis.causes.test_common_cause import chain

FIRST, SECOND = "2026-01-05-parcel-api-00002-elk", "2026-02-05-parcel-api-00004-bee"


def earlier(incident: str = FIRST, **changes: Any) -> EarlierFailure:
    values = {
        "id": f"earlier-{incident[:10]}",
        "at": at(-900),
        "source": "incidents",
        "locator": f"{incident}/incident.json",
        "excerpt": "Labels are not printed",
        "incident": incident,
        "rule": "failing-route",
        "title": "Another title",
        "service": builders.SERVICE,
        "component": None,
        "signature": "another",
    }
    return EarlierFailure(**{**values, **changes})


def same(incident: str = FIRST, **changes: Any) -> EarlierFailure:
    """What `finding()` found, in an earlier incident."""
    found = finding()
    return earlier(incident, **{"rule": found.rule, "signature": found.signature, "title": found.title, **changes})


def said(
    *records: EarlierFailure, of: Finding | None = None, chains: tuple[Chain, ...] = (), stored: int = 2
) -> tuple[tuple[Recurrence, ...], tuple[Claim, ...]]:
    names = (FIRST, SECOND)[:stored]
    facts = Facts(builders.sealed(collected=builders.collected(builders.log_pattern(), *records), stored_before=names))
    return recurrences(facts, [of or finding()], chains)


def test_the_same_failure_in_earlier_incidents_is_said_with_their_names() -> None:
    (found,), (claim,) = said(same(SECOND), same(FIRST))
    assert (found.what, found.incidents, found.findings) == ("failure", (FIRST, SECOND), (finding().id,))
    assert claim.text == f"Labels are not printed stands in 2 earlier stored incidents too: {FIRST}, {SECOND}."
    assert claim.cites == tuple(sorted((same(FIRST).id, same(SECOND).id, builders.log_pattern().id)))
    assert found.claim == claim.id


@pytest.mark.parametrize(
    "other",
    [
        same(service="parcel-web"),
        same(rule="failing-route", signature="other"),
        earlier(component="labels"),
        # only possible, then or now, tells of no kind of cause
        earlier(cause="changed-code", confidence="possible"),
    ],
)
def test_what_differs_is_nothing_that_comes_again(other: EarlierFailure) -> None:
    found, (claim,) = said(other, chains=(chain(finding()),))
    assert found == ()
    assert claim.text.startswith("No failure, no component and no kind of cause")
    assert claim.text.endswith("in one of the 2 that were read of those stored before it.")


def test_the_kind_of_a_probable_cause_that_comes_again_is_a_hypothesis() -> None:
    record = earlier(cause="changed-code", confidence="confirmed")
    (found,), (claim,) = said(record, chains=(chain(finding()),))
    assert (found.what, found.name, claim.kind) == ("mechanism", "changed-code", "hypothesis")
    assert said(record, chains=(chain(finding(), confidence="possible"),))[0] == ()


def test_a_component_that_failed_before_in_another_way_is_said() -> None:
    (found,), (claim,) = said(earlier(component="labels"), of=finding(component="labels"))
    assert (found.what, claim.text) == ("component", f"labels failed in 1 earlier stored incident too: {FIRST}.")


def test_a_component_is_not_said_again_where_the_same_failure_says_it() -> None:
    (found,), _ = said(same(component="labels"), of=finding(component="labels"))
    assert found.what == "failure"


def test_a_first_incident_says_that_it_is_the_only_one() -> None:
    found, (claim,) = said(stored=0)
    assert found == ()
    assert (claim.id, claim.kind) == ("claim-recurrence-alone", "unknown")


def test_earlier_incidents_in_which_nothing_failed_are_no_lack_of_incidents() -> None:
    _, (claim,) = said()
    assert (claim.id, claim.cites) == ("claim-recurrence-none", (builders.log_pattern().id,))


def test_where_nothing_fails_nothing_comes_again() -> None:
    assert said(same(), of=finding(state="resolved")) == ((), ())

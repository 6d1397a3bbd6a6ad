"""Requests of a service on both sides of the window, and those that an earlier revision answered in it."""

from typing import Any

import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.impact.answered import fails_more
from incidents.analysis.impact.service_impact import Noted, service_impact
from incidents.model.evidence import AnyEvidence, MinuteRequests, RequestStatistics, StatusCount
from tests import builders
from tests.builders import BAD, GOOD, SERVICE, at


def asked(revision: str, hour: int, count: int, failed: int, **changes: Any) -> AnyEvidence:
    minutes = (MinuteRequests(minute=at(hour), count=count, server_errors=failed),)
    found: AnyEvidence = builders.request_statistics(revision=revision, count=count, by_minute=minutes, **changes)
    return found


def told(*evidence: AnyEvidence) -> tuple[str, str]:
    facts = Facts(builders.sealed(collected=builders.collected(*evidence)))
    line, claim = service_impact(facts, SERVICE, Noted([], [], []))
    return line.state, claim.text


def test_what_fails_as_often_as_before_is_as_before() -> None:
    assert told(asked(GOOD, 1, 200, 18), asked(BAD, 2, 210, 20)) == (
        "as-before",
        f"{SERVICE} answered 20 of 210 requests with a server error in the window, before 18 of 200.",
    )


def test_what_fails_more_often_or_did_not_fail_before_is_degraded() -> None:
    assert told(asked(GOOD, 1, 200, 2), asked(BAD, 2, 210, 40))[0] == "degraded"
    assert told(asked(GOOD, 1, 200, 0), asked(BAD, 2, 210, 2))[0] == "degraded"


def test_what_answers_well_and_takes_much_longer_is_not_unaffected() -> None:
    rows = (asked(GOOD, 1, 200, 0), asked(BAD, 2, 210, 0))
    facts = Facts(builders.sealed(collected=builders.collected(*rows)))
    slow = builders.finding(kind="latency", signature="GET /rates p50 900 ms", primary=(rows[1].id,))
    line, claim = service_impact(facts, SERVICE, Noted([], [], [], (slow,)))
    assert line.state == "degraded"
    assert claim.text == (
        f"{SERVICE} answered 0 of 210 requests with a server error in the window, and took at least twice as long for "
        "`GET /rates` as before."
    )
    many = tuple(builders.finding(kind="latency", signature=f"GET /{each} p50 9 ms") for each in "abcd")
    assert "`GET /a`, `GET /b`, `GET /c` and 1 more" in service_impact(facts, SERVICE, Noted([], [], [], many))[1].text


def test_what_mostly_failed_before_is_still_failing() -> None:
    assert told(asked(GOOD, 1, 200, 150), asked(BAD, 2, 210, 160))[0] == "failing"


def test_where_the_new_revision_was_asked_nothing_those_before_it_are_told() -> None:
    assert told(asked(GOOD, 1, 200, 0, route="/a"), asked(GOOD, 2, 30, 0, route="/b")) == (
        "unaffected",
        f"{SERVICE} answered 0 of 30 requests with a server error in the window, all of them by {GOOD}, from before.",
    )


def test_of_no_request_at_all_nothing_is_known() -> None:
    assert told(asked(GOOD, 1, 200, 0)) == (
        "not-observed",
        f"No request to {SERVICE} was seen in the window, so its state is unknown.",
    )


@pytest.mark.parametrize(("failed", "more"), [(5, True), (4, False)])
def test_a_service_fails_more_from_five_failed_requests_on(failed: int, *, more: bool) -> None:
    def served(revision: str, count: int, errors: int) -> RequestStatistics:
        answers = [(200, count - errors), (500, errors)]
        statuses = tuple(StatusCount(status=status, count=of, first=at(1), last=at(1)) for status, of in answers if of)
        return builders.request_statistics(revision=revision, count=count, statuses=statuses)

    rows = (served(builders.GOOD, 400, 0), served(builders.BAD, 40, failed))
    records = (builders.revision(name=builders.GOOD), builders.revision(), *rows)
    facts = Facts(builders.sealed(collected=builders.collected(*records)))
    assert fails_more(facts, builders.SERVICE) is more

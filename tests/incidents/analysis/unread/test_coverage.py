"""What was not looked at is said, and nothing that stands on silence is claimed over it."""

from typing import Any

import pytest

from incidents.analysis.analyse import analyse
from incidents.analysis.facts import Facts
from incidents.analysis.rules import planned_test_not_run
from incidents.analysis.unread.coverage import coverage, logs_whole, observed
from incidents.model.evidence import AnyEvidence, MinuteRequests
from incidents.model.scope import Reading, ServiceScope, Span
from incidents.model.sealed import SealedEvidence
from tests import builders
from tests.builders import BAD, GOOD, SERVICE, at

BOTH = (builders.revision(name=GOOD), builders.revision())


def answered(revision: str, hours: float) -> AnyEvidence:
    rows = (MinuteRequests(minute=at(hours), count=50, server_errors=0),)
    return builders.request_statistics(revision=revision, count=50, by_minute=rows, statuses=())


def sealed(*evidence: AnyEvidence, readings: tuple[Reading, ...] | None = None, **changes: Any) -> SealedEvidence:
    return builders.sealed(collected=builders.collected(*BOTH, *evidence, readings=readings), **changes)


def told(*evidence: AnyEvidence, **changes: Any) -> list[str]:
    return [each.text for each in coverage(Facts(sealed(*evidence, **changes)))]


def test_without_a_run_in_the_window_that_is_said() -> None:
    nothing = "No test run that began in the window was read, so no test speaks for or against it."
    assert told(answered(BAD, 3)) == [nothing]
    assert told(answered(BAD, 3), builders.test_run(at=at(1))) == [nothing]
    assert told(answered(BAD, 3), builders.test_run()) == []


def test_a_run_without_a_known_start_is_named() -> None:
    texts = told(answered(BAD, 3), builders.test_run(), builders.test_run(name="late", at=None, zone="unknown"))
    assert texts == ["When run late began is not known, so it counts on neither side of the window."]


def test_runs_that_began_before_the_newest_deployment_say_nothing_of_it() -> None:
    third = "parcel-api-00009-elk"
    window = builders.window()
    serving = (*window.candidate.revisions, builders.serving(revision=third))
    later = window.model_copy(update={"candidate": window.candidate.model_copy(update={"revisions": serving})})
    newest = builders.revision(name=third, at=at(3))
    given = (newest, answered(third, 3.5), builders.test_run(at=at(2.5)))
    assert told(*given, window=later) == [
        f"No test run began after {third} was created, so no test speaks for or against it."
    ]


def test_a_revision_that_nobody_heard_of_is_not_healthy() -> None:
    silent, heard = sealed(answered(GOOD, 1)), sealed(answered(GOOD, 1), answered(BAD, 3))
    assert [observed(Facts(each), SERVICE) for each in (silent, heard)] == [False, True]
    assert [analyse(each).verdict for each in (silent, heard)] == ["inconclusive", "healthy"]
    assert f"No request to and no entry of {BAD} was read, so nothing is known of how it serves." in [
        each.text for each in analyse(silent).claims
    ]


def test_where_one_of_two_deployed_services_was_heard_the_verdict_names_the_other() -> None:
    other = "rates-00002-elk"
    window = builders.window()
    serving = (*window.candidate.revisions, builders.serving(revision=other, service="rates"))
    both = window.model_copy(update={"candidate": window.candidate.model_copy(update={"revisions": serving})})
    scope = builders.scope(services=(ServiceScope(name=SERVICE), ServiceScope(name="rates")))
    given = (answered(GOOD, 1), answered(BAD, 3), builders.revision(name=other, service="rates"))
    incident = analyse(sealed(*given, window=both, scope=scope))
    assert incident.verdict == "healthy"
    assert incident.verdict_reason.endswith("; of what rates deployed nothing was read")


def test_entries_alone_show_that_a_worker_serves() -> None:
    assert observed(Facts(sealed(builders.log_pattern(severity="INFO", error_type=None))), SERVICE)


@pytest.mark.parametrize(
    ("readings", "whole"),
    [
        ((builders.reading(),), True),
        ((), False),
        ((builders.reading(), builders.reading(what="b", status="truncated", why="it ends early")), False),
        ((builders.reading(source="tests"),), False),
    ],
)
def test_the_log_is_whole_where_it_was_read_and_every_reading_came_to_its_end(
    readings: tuple[Reading, ...], *, whole: bool
) -> None:
    given = sealed(answered(BAD, 3), readings=readings)
    assert logs_whole(Facts(given)) is whole
    assert [each.state for each in analyse(given).impact.affected] == ["unaffected" if whole else "not-observed"]


def test_no_planned_test_is_called_missing_where_runs_were_not_read_whole() -> None:
    plan = builders.planned_test(target="tests/smoke/test_up.py")
    whole = builders.reading(source="tests", what="artifacts", span=Span())
    torn = builders.reading(source="tests", what="torn.xml", span=Span(), status="truncated", why="it ends early")
    found = [
        planned_test_not_run.find(Facts(sealed(builders.test_run(), plan, readings=readings)))
        for readings in ((whole,), (whole, torn))
    ]
    assert [len(each) for each in found] == [1, 0]

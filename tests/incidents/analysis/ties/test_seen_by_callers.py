from typing import Any

import pytest

from incidents.analysis.causes.common_cause import common_cause
from incidents.analysis.facts import Facts
from incidents.analysis.rules import failing_route
from incidents.analysis.ties.seen_by_callers import SeenByCaller, seen_by_callers
from incidents.model.evidence import AnyEvidence, Filled, LogPattern, MinuteCount, MinuteRequests, StatusCount
from tests import builders
from tests.builders import at

CALLED = range(0, 60, 4)
"""The minutes after two hours in which the called service failed, a quarter of all."""


def route(trace: str | None = None) -> AnyEvidence:
    rows = tuple(MinuteRequests(minute=at(2, n), count=1, server_errors=1) for n in CALLED)
    statuses = (StatusCount(status=503, count=len(rows), first=at(2), last=at(3)),)
    shown = (builders.exemplar(trace=trace, text="POST /label -> 503"),)
    return builders.request_statistics(count=len(rows), by_minute=rows, statuses=statuses, exemplars=shown)


def warned(*minutes: int, status: str = "503", **changes: Any) -> LogPattern:
    rows = tuple(MinuteCount(revision="shop-1", minute=at(2, n), count=1) for n in minutes)
    values = {"service": "shop", "severity": "WARNING", "error_type": None, "template": "goes on without labels"}
    counted = {"count": len(rows), "by_minute": rows, "fields": (Filled(name="status", value=status),)}
    return builders.log_pattern(**{**values, **counted, **changes})


def seen(*evidence: AnyEvidence) -> list[SeenByCaller]:
    facts = Facts(builders.sealed(collected=builders.collected(*evidence)))
    return list(seen_by_callers(facts, failing_route.find(facts)))


def test_warnings_of_a_caller_that_name_the_status_in_the_minutes_of_the_failure_are_that_failure() -> None:
    (found,) = seen(route(), warned(*CALLED))
    assert (found.by, found.entries, found.total) == ("status 503", 15, 15)


def test_a_trace_of_both_needs_no_status() -> None:
    shown = (builders.exemplar(trace="t1"),)
    (found,) = seen(route("t1"), warned(*CALLED, status="none", exemplars=shown))
    assert found.by == "the trace t1"


@pytest.mark.parametrize(
    "other",
    [
        warned(*CALLED, status="500"),  # another answer
        warned(*range(0, 60, 2)),  # as often in minutes in which nothing failed
        warned(0, 4, 8, 12),  # too few
        warned(-5, *CALLED),  # it was so before the failure
        warned(*CALLED, service="parcel-api"),  # the failing service's own
    ],
)
def test_other_messages_are_not(other: LogPattern) -> None:
    assert seen(route(), other) == []


def test_minutes_that_nearly_all_failed_show_nothing_by_being_met() -> None:
    rows = tuple(MinuteRequests(minute=at(2, n), count=1, server_errors=1) for n in range(60))
    always = builders.request_statistics(count=60, by_minute=rows)
    assert seen(always, warned(*CALLED, status="500")) == []


def test_the_link_is_told_with_its_figures_even_of_one_finding() -> None:
    facts = Facts(builders.sealed(collected=builders.collected(route(), warned(*CALLED))))
    (claim,) = common_cause(facts, failing_route.find(facts), [])
    assert claim.text == (
        "15 of 15 entries `goes on without labels` of shop were logged in minutes in which this failed, and none "
        "before it did; they share status 503 with it: parcel-api: `POST /parcels/<id>/label` answers 503. They are "
        "how its caller meets it, and no fault of their own."
    )

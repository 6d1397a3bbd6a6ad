from typing import Any

import pytest

from incidents.analysis.course.named_by_entries import named_by_entries
from incidents.analysis.facts import Facts
from incidents.analysis.folding import fold
from incidents.analysis.rules import ended_instances, failing_route
from incidents.analysis.ties import cut_off
from incidents.model.evidence import (
    AnyEvidence,
    Condition,
    MinuteCount,
    MinuteRequests,
    PlatformEvent,
    RevisionCount,
    StatusCount,
)
from incidents.model.finding import Finding, Ratio
from tests import builders
from tests.builders import BAD, GOOD, at

MEMORY = "Memory limit of 512 MiB exceeded with <num> MiB used. Consider increasing the memory limit"
CUT_OFF = (
    "The request failed because either the HTTP response was malformed or connection to the instance had an error."
)
KILLED = "Container terminated on signal 9."
SERVED = builders.request_statistics(
    revision=GOOD,
    statuses=(StatusCount(status=200, count=600, first=at(0, 30), last=at(1, 30)),),
    by_minute=tuple(MinuteRequests(minute=at(0, m), count=10, server_errors=0) for m in range(30, 90)),
)


def facts(*evidence: AnyEvidence) -> Facts:
    deployed = (builders.revision(name=GOOD), builders.revision())
    return Facts(builders.sealed(collected=builders.collected(*deployed, SERVED, *evidence)))


def ended(message: str, minutes: dict[int, int], **changes: Any) -> PlatformEvent:
    """So often in so many minutes after the deployment of the bad revision."""
    name = changes.get("revision", BAD)
    rows = tuple(MinuteCount(revision=name, minute=at(2, m), count=n) for m, n in minutes.items())
    first, last = at(2, min(minutes), 40), at(2, max(minutes), 50)
    values = {"event": "crash", "by_minute": rows, "count": sum(minutes.values()), "first": first, "last": last}
    return builders.platform_event(message=message, **{**values, **changes})


def failing(minutes: dict[int, int], **changes: Any) -> AnyEvidence:
    """One request a minute for an hour, and besides the failed ones."""
    rows = [
        MinuteRequests(minute=at(2, m), count=1 + minutes.get(m, 0), server_errors=minutes.get(m, 0)) for m in range(60)
    ]
    spans = (StatusCount(status=503, count=sum(minutes.values()), first=at(2, min(minutes)), last=at(2, max(minutes))),)
    return builders.request_statistics(
        count=sum(each.count for each in rows), by_minute=tuple(rows), statuses=spans, **changes
    )


def test_what_is_said_of_one_end_is_one_finding_under_the_memory_limit() -> None:
    memory, killed = ended(MEMORY, {10: 2, 20: 3}), ended(KILLED, {10: 2, 21: 3})
    (found,) = ended_instances.find(facts(memory, killed))
    assert found.title == "parcel-api: instances end while they serve: `Memory limit of 512 MiB exceeded`"
    assert (found.state, found.first, found.last) == ("new", at(2, 10, 40), at(2, 20, 50))
    assert (found.after and found.after.n, found.primary, found.related) == (5, (memory.id,), (killed.id,))


def test_ends_at_other_times_are_findings_of_their_own() -> None:
    assert len(ended_instances.find(facts(ended(MEMORY, {10: 5}), ended(KILLED, {40: 5})))) == 2


@pytest.mark.parametrize(
    "evidence",
    [
        (ended("Container called exit(143).", {10: 5}),),  # it was asked to end
        (ended("Container terminated on signal 15.", {10: 5}),),
        (ended(KILLED, {10: 5}, event="other"),),
        (ended(KILLED, {10: 5}, revision=GOOD),),  # an old revision that still serves makes nothing new
        (ended(KILLED, {10: 5}), ended(KILLED, {-60: 30}, revision=GOOD)),  # as often before
    ],
)
def test_what_is_asked_for_or_was_there_before_is_none(evidence: tuple[PlatformEvent, ...]) -> None:
    assert ended_instances.find(facts(*evidence, failing({10: 1}))) == []


def test_a_revision_that_never_became_ready_has_another_finding() -> None:
    conditions = (Condition(type="Ready", status="False"),)
    evidence = (builders.revision(conditions=conditions), ended("Container called exit(1).", {10: 5}))
    assert ended_instances.find(Facts(builders.sealed(collected=builders.collected(*evidence)))) == []


def test_a_service_that_nobody_asks_had_none_before_where_its_log_was_read() -> None:
    old = builders.log_pattern(
        severity="INFO",
        by_revision=(RevisionCount(revision=GOOD, count=9, first=at(1), last=at(1)),),
        by_minute=(MinuteCount(revision=GOOD, minute=at(1), count=9),),
    )
    given: tuple[AnyEvidence, ...] = (ended(KILLED, {10: 5}), builders.revision(name=GOOD), builders.revision())
    before = [
        ended_instances.find(Facts(builders.sealed(collected=builders.collected(*given, *logs))))[0].before
        for logs in ([], [old])
    ]
    assert before == [None, Ratio(n=0, unit="log entries")]


def test_requests_that_were_cut_off_are_its_echo_and_its_count() -> None:
    read = facts(ended(MEMORY, {10: 1, 20: 1, 30: 1}), failing({9: 3, 20: 2, 30: 3}))
    (found,) = fold(read, [*failing_route.find(read), *ended_instances.find(read)]).findings
    (echo,) = found.echoes
    assert found.rule == ended_instances.NAME
    assert echo.reason.startswith("8 of its 8 failed requests began in the minute in which an instance ended")
    assert found.after is not None
    assert (found.after.n, found.after.total) == (8, 68)
    (said,) = named_by_entries(read, [found])
    assert said.text == f"{found.title}: the platform said so 3 times."


def test_requests_that_failed_at_other_times_have_a_finding_of_their_own() -> None:
    read = facts(ended(MEMORY, {10: 3}), failing({20: 3, 30: 3}))
    assert len(fold(read, [*failing_route.find(read), *ended_instances.find(read)]).findings) == 2


def test_a_single_end_may_have_been_missed_before_by_chance() -> None:
    read = facts(ended("Container called exit(1).", {10: 1}), failing({50: 1}))
    folded = fold(read, ended_instances.find(read))
    assert (folded.findings, len(folded.too_few)) == ([], 1)


def test_routes_that_each_fail_too_seldom_to_tell_are_added_to_the_ends_that_cut_them_off() -> None:
    of_each = [failing({minute: 1}, route=f"/{minute}") for minute in (10, 20, 31)]
    read = facts(ended(MEMORY, {10: 1, 20: 1, 30: 1}), *of_each)
    (found,) = fold(read, [*failing_route.find(read), *ended_instances.find(read)]).findings
    assert (len(found.echoes), found.after and found.after.n) == (3, 3)
    assert {each.reason for each in found.echoes} == {
        "3 of 3 failed requests to 3 routes began within a minute of the end of an instance"
    }


def test_routes_whose_connections_broke_are_one_finding_where_no_end_was_told() -> None:
    of_each = [failing({minute: 2}, route=f"/{minute}") for minute in (10, 20, 31)]
    broke = builders.platform_event(event="other", message=CUT_OFF, count=6, first=at(2, 10), last=at(2, 31))
    read, alone = facts(broke, *of_each), facts(*of_each)
    (group,) = cut_off.fold(read, [[(each, "")] for each in failing_route.find(read)])
    assert {reason for _, reason in group[1:]} == {
        "the platform says 6 times that a connection to an instance broke, and 6 requests failed"
    }
    assert len(cut_off.fold(alone, [[(each, "")] for each in failing_route.find(alone)])) == 3


def test_a_route_with_an_echo_of_its_own_is_left_alone_where_no_end_was_told() -> None:
    read = facts(failing({10: 3}))
    (route,) = failing_route.find(read)
    groups = [[(route, ""), (route.model_copy(update={"rule": "new-warning-pattern"}), "one request")]]
    assert cut_off.fold(read, groups) == groups


def test_ends_that_are_beside_every_minute_are_beside_a_failed_request_by_chance() -> None:
    routes = [failing({minute: 1}, route=f"/{minute}") for minute in (10, 20, 31)]
    read = facts(ended(MEMORY, dict.fromkeys(range(1, 60, 2), 1)), *routes)
    groups = [[(each, "")] for each in (*ended_instances.find(read), *failing_route.find(read))]
    assert len(groups) == 4
    assert len(cut_off.fold(read, groups)) == 4


def test_ends_beside_which_no_minute_is_known_join_nothing() -> None:
    end = builders.platform_event(event="crash", message=MEMORY, by_minute=())
    finding = builders.finding(rule=ended_instances.NAME, primary=(end.id,))
    row = builders.request_statistics(by_minute=())
    route = builders.finding(id="finding-route", rule=failing_route.NAME, kind="request", primary=(row.id,))
    groups = [[(each, "")] for each in (finding, route)]
    assert cut_off.fold(facts(end, row), groups) == groups


def test_instances_that_are_killed_again_and_again_are_no_matter_of_one_function() -> None:
    row_c = {len(minutes): [each.priority.row for each in found(minutes)] for minutes in ({10: 1}, {10: 1, 30: 1})}
    assert row_c == {1: ["F"], 2: ["C"]}


def found(minutes: dict[int, int]) -> list[Finding]:
    read = facts(ended(KILLED, minutes), failing({50: 1}))
    return fold(read, ended_instances.find(read)).findings

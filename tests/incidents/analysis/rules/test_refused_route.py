"""Client errors that begin with a revision, and what they are folded with and counted in."""

from typing import Any

import pytest

from incidents.analysis.analyse import analyse
from incidents.analysis.facts import Facts
from incidents.analysis.rates.answered_with import refused_with
from incidents.analysis.rules.refused_route import find
from incidents.model.evidence import (
    AnyEvidence,
    LogPattern,
    MinuteCount,
    MinuteRequests,
    ProgramRequests,
    RequestStatistics,
    RevisionCount,
    StatusCount,
)
from incidents.model.finding import Ratio
from incidents.model.incident import Incident
from incidents.model.policy import Component, Policy
from tests import builders
from tests.builders import BAD, GOOD, SERVICE, at

FULL = "The request was aborted because there was no available instance."


def route(
    revision: str, total: int, refused: int, status: int = 401, path: str = "/parcels", **changes: Any
) -> RequestStatistics:
    """Requests over half an hour, some of which were refused from its first minute to its last."""
    begin, end = (at(1), at(1.5)) if revision == GOOD else (at(2.5), at(3))
    codes = ((200, total - refused), (status, refused))
    return builders.request_statistics(
        revision=revision,
        route=path,
        count=total,
        statuses=tuple(StatusCount(status=code, count=n, first=begin, last=end) for code, n in codes if n),
        by_minute=(
            MinuteRequests(minute=begin, count=total - 1, server_errors=0),
            MinuteRequests(minute=end, count=1, server_errors=0),
        ),
        **changes,
    )


def said(count: int, severity: str = "WARNING", **changes: Any) -> LogPattern:
    """Entries of the bad revision over the very half hour in which its requests were refused."""
    given = {
        "template": "token refused: audience is parcels",
        "message": None,
        "error_type": None,
        "severity": severity,
        "count": count,
        "by_revision": (RevisionCount(revision=BAD, count=count, first=at(2.5), last=at(3)),),
        "by_minute": (
            MinuteCount(revision=BAD, minute=at(2.5), count=count - 1),
            MinuteCount(revision=BAD, minute=at(3), count=1),
        ),
    }
    return builders.log_pattern(**{**given, **changes})


def found(*evidence: AnyEvidence, **changes: Any) -> list[tuple[str, str]]:
    facts = Facts(builders.sealed(collected=builders.collected(*evidence), **changes))
    return [(each.title, each.state) for each in find(facts)]


def analysed(*evidence: AnyEvidence, **changes: Any) -> Incident:
    records = (builders.revision(name=GOOD), builders.revision(), *evidence)
    return analyse(builders.sealed(collected=builders.collected(*records), **changes))


@pytest.mark.parametrize("status", [401, 403, 404, 409, 422, 429])
def test_a_route_that_is_refused_only_on_the_new_revision_is_new(status: int) -> None:
    facts = Facts(builders.sealed(collected=builders.collected(route(GOOD, 90, 0), route(BAD, 40, 30, status))))
    (one,) = find(facts)
    assert (one.title, one.state, one.kind) == (f"{SERVICE}: `POST /parcels` answers {status}", "new", "request")
    assert (one.before, one.after) == (
        Ratio(n=0, total=90, unit="requests"),
        Ratio(n=30, total=40, unit="requests"),
    )
    assert (refused_with(one), one.first, one.last) == (status, at(2.5), at(3))


@pytest.mark.parametrize("status", [400, 402, 410, 418])
def test_other_client_errors_are_the_callers_own(status: int) -> None:
    assert found(route(GOOD, 90, 0), route(BAD, 40, 30, status)) == []


def test_a_larger_share_is_worse_and_the_same_share_is_no_finding() -> None:
    assert found(route(GOOD, 90, 9), route(BAD, 90, 45)) == [(f"{SERVICE}: `POST /parcels` answers 401", "worse")]
    assert found(route(GOOD, 90, 9), route(BAD, 90, 9)) == []


@pytest.mark.parametrize(
    ("total", "refused", "seen"),
    [
        (40, 5, False),  # five of forty may be one rate with none of ninety
        (40, 8, True),
        (8, 4, False),  # too few, whatever the share
        (400, 19, False),  # below a twentieth: a caller with a wrong key is everyday life
        (400, 30, True),
    ],
)
def test_few_refusals_are_no_finding(total: int, refused: int, seen: bool) -> None:
    assert bool(found(route(GOOD, 90 if total < 100 else 900, 0), route(BAD, total, refused))) is seen


def test_a_route_that_nobody_asked_for_before_or_that_never_answered_otherwise_tells_nothing() -> None:
    assert found(route(BAD, 40, 40, 404)) == []
    assert found(route(GOOD, 9, 9, 404), route(BAD, 40, 40, 404)) == []


def test_a_guard_or_the_platform_refuses_several_routes_for_one_reason() -> None:
    rows = [route(GOOD, 90, 0, path=path) for path in ("/a", "/b", "/c")]
    rows += [route(BAD, 40, 20, path="/a"), route(BAD, 40, 4, path="/b"), route(BAD, 40, 0, path="/c")]
    (one,) = find(Facts(builders.sealed(collected=builders.collected(*rows))))
    assert one.title == f"{SERVICE}: 2 routes answer 401"
    assert one.after == Ratio(n=24, total=80, unit="requests")


def test_what_is_spread_thinly_over_many_routes_is_found_together() -> None:
    rows = [route(GOOD, 20, 0, path=f"/{letter}") for letter in "abcdefgh"]
    rows += [route(BAD, 20, 3, path=f"/{letter}") for letter in "abcdefgh"]
    assert found(*rows) == [(f"{SERVICE}: 8 routes answer 401", "new")]
    assert found(*rows[:8], rows[8]) == []


def test_what_the_code_of_a_route_decides_is_a_finding_of_each_route() -> None:
    rows = [route(name, 60, 0 if name == GOOD else 50, 422, path=path) for name in (GOOD, BAD) for path in ("/a", "/b")]
    assert len(found(*rows)) == 2


def test_routes_that_differ_in_one_segment_and_are_refused_alike_are_one() -> None:
    def rows(*paths: str) -> list[RequestStatistics]:
        sides = ((GOOD, 40, 0), (BAD, 40, 6))
        return [route(name, total, bad, 404, path) for path in paths for name, total, bad in sides]

    collected = builders.collected(*rows("/goods/ink", "/goods/pen", "/goods/tape"))
    (one,) = find(Facts(builders.sealed(collected=collected)))
    assert (one.title, one.after) == (
        f"{SERVICE}: `POST /goods/*` answers 404",
        Ratio(n=18, total=120, unit="requests"),
    )
    # two are not many, routes apart are not alike, and what differs in the first segment is no part of one route
    for paths in (("/goods/ink", "/goods/pen"), ("/goods/ink", "/goods/a/b", "/pens/ink"), ("/ink", "/pen", "/tape")):
        assert found(*rows(*paths)) == []


def test_where_nothing_was_deployed_the_time_decides_and_what_lies_on_both_sides_is_left_open() -> None:
    side = builders.window().candidate.model_copy(update={"revisions": ()})
    window = builders.window(candidate=side)
    minutes = tuple(MinuteRequests(minute=at(hour), count=30, server_errors=0) for hour in (1, 3))
    spread, late = (
        builders.request_statistics(
            revision=GOOD,
            route="/parcels",
            count=60,
            statuses=(StatusCount(status=401, count=30, first=at(first), last=at(3)),),
            by_minute=minutes,
        )
        for first in (1, 3)
    )
    assert found(spread, window=window) == []
    assert found(late, window=window) == [(f"{SERVICE}: `POST /parcels` answers 401", "new")]


@pytest.mark.parametrize("severity", ["DEFAULT", "WARNING"])
def test_entries_that_come_with_the_refused_requests_are_told_with_them(severity: str) -> None:
    incident = analysed(route(GOOD, 90, 0), route(BAD, 40, 30), said(30, severity))
    (one,) = incident.findings
    assert one.title == f"{SERVICE}: `POST /parcels` answers 401: `token refused: audience is parcels`"
    assert [each.reason for each in one.echoes] == (
        ["as many entries as refused requests, on the same revision and over the same time"]
        if severity == "WARNING"
        else []
    )


def test_an_error_that_comes_with_them_is_the_finding() -> None:
    incident = analysed(route(GOOD, 90, 0), route(BAD, 40, 30), said(30, "ERROR"))
    (one,) = incident.findings
    assert (one.kind, one.after) == ("log", Ratio(n=30, total=40, unit="requests to POST /parcels"))


@pytest.mark.parametrize(
    "other",
    [
        said(12),  # not as many
        said(30, by_revision=(RevisionCount(revision=BAD, count=30, first=at(2.1), last=at(3)),)),  # older
    ],
)
def test_other_entries_stay_by_themselves(other: LogPattern) -> None:
    incident = analysed(route(GOOD, 90, 0), route(BAD, 40, 30), other)
    assert sorted(each.kind for each in incident.findings) == ["request", "warning"]


def test_a_test_that_was_answered_so_in_these_minutes_is_folded_in_and_another_answer_is_not() -> None:
    run = builders.test_run(at=at(2.5), duration_s=60.0)
    before = builders.test_run(name="earlier", at=at(1))
    passed = builders.case_result(run=before.id, outcome="passed", message=None, error_type=None)
    rows = (route(GOOD, 90, 0), route(BAD, 40, 30), said(30), run, before, passed)
    refused = analysed(*rows, builders.case_result(message="assert 401 == 200", error_type="AssertionError"))
    assert [each.kind for each in refused.findings] == ["request"]
    other = analysed(*rows, builders.case_result(message="assert 409 == 200", error_type="AssertionError"))
    assert sorted(each.kind for each in other.findings) == ["request", "test"]


def test_a_test_is_folded_in_by_the_requests_of_its_run_where_no_entry_tells_the_minutes() -> None:
    run = builders.test_run(at=at(2.5), duration_s=60.0)
    before = builders.test_run(name="earlier", at=at(1))
    passed = builders.case_result(run=before.id, outcome="passed", message=None, error_type=None)
    failed = builders.case_result(message="assert 404 == 200", error_type="AssertionError")

    def kinds(status: int) -> list[str]:
        asked = (ProgramRequests(program="python-httpx", minute=at(2.5), status=status, count=2),)
        rows = (route(GOOD, 90, 0, 404), route(BAD, 40, 30, 404, programs=asked))
        return sorted(each.kind for each in analysed(*rows, run, before, passed, failed).findings)

    assert kinds(404) == ["request"]
    assert kinds(200) == ["request", "test"]


def test_no_sentence_claims_absence_over_it() -> None:
    policy = Policy(components=(Component(name="parcels", routes=("/parcels",), declared="config-parcels"),))
    declared = builders.declaration(id="config-parcels")
    rows = (route(GOOD, 90, 0), route(BAD, 40, 30), said(30, "DEFAULT"), declared)
    incident = analysed(*rows, policy=policy)
    texts = {each.id: each.text for each in incident.claims}
    told = {each.component: (each.state, texts[each.claim]) for each in incident.impact.affected}
    assert told[SERVICE] == (
        "failing",
        (
            f"{SERVICE} answered 0 of 40 requests with a server error in the window, and refused 30 with 401, "
            "more than before."
        ),
    )
    assert told["parcels"] == (
        "failing",
        (
            "parcels: 0 of 40 requests to its routes were answered with a server error in the window; 30 were refused "
            "with 401, more than before."
        ),
    )
    assert incident.decision
    results = {each.area: each.result for each in incident.decision.criteria if SERVICE in each.text}
    assert (results["logs"], results["check"]) == ("unknown", "fail")


def test_its_share_since_it_began_makes_the_level() -> None:
    (one,) = analysed(route(GOOD, 90, 0), route(BAD, 40, 30)).findings
    assert one.priority.level == "P1"
    assert one.priority.reason == "30 of 40 requests were refused: most of what it serves fails"


def test_the_way_back_is_to_the_revision_before_it() -> None:
    assert analysed(route(GOOD, 90, 0), route(BAD, 40, 30)).rollback.target == GOOD


def test_what_found_no_room_late_on_a_good_revision_is_capacity() -> None:
    """The platform tells its reason, and more was asked than before; an application that limits callers tells none."""
    calm = builders.request_statistics(
        revision=BAD,
        route="/health",
        count=40,
        statuses=(StatusCount(status=200, count=40, first=at(2.05), last=at(2.1)),),
        by_minute=(MinuteRequests(minute=at(2.1), count=40, server_errors=0),),
    )
    text = f"POST /parcels -> 429: {FULL} More can be found at: https://docs.example/abort"
    full = route(BAD, 400, 300, 429, exemplars=(builders.exemplar(at=at(2.5), text=text),))
    incident = analysed(route(GOOD, 90, 0), full, calm)
    assert (incident.verdict, incident.rollback.target) == ("capacity", None)
    assert incident.findings[0].title == f"{SERVICE}: `POST /parcels` answers 429: `{FULL}`"
    as_busy = route(BAD, 40, 30, 429, exemplars=(builders.exemplar(at=at(2.5), text=text),))
    assert analysed(route(GOOD, 90, 0), as_busy, calm).verdict == "incident"
    limited = route(BAD, 400, 300, 429, exemplars=(builders.exemplar(at=at(2.5), text="POST /parcels -> 429"),))
    assert analysed(route(GOOD, 90, 0), limited, calm).verdict == "incident"


def down(failed: int, hour: float = 2.5) -> RequestStatistics:
    """Sixty requests of the bad revision to another route, from that hour on."""
    return builders.request_statistics(
        revision=BAD,
        route="/labels",
        count=60,
        statuses=tuple(
            StatusCount(status=code, count=n, first=at(hour), last=at(3))
            for code, n in ((200, 60 - failed), (500, failed))
            if n
        ),
        by_minute=(MinuteRequests(minute=at(hour), count=60, server_errors=failed),),
    )


@pytest.mark.parametrize(
    ("other", "kinds"),
    [
        (down(60), ["request"]),  # sixty of a hundred failed: what does not start turns others away
        (down(30), ["request", "request"]),  # most of the service answers
        (down(60, 2.9), ["request", "request"]),  # it was refused before anything failed
    ],
)
def test_what_is_refused_while_the_service_is_down_is_the_same_fault(
    other: RequestStatistics, kinds: list[str]
) -> None:
    before = route(GOOD, 60, 0, path="/labels")
    incident = analysed(route(GOOD, 90, 0), before, route(BAD, 40, 40, 403), other)
    assert [each.kind for each in incident.findings] == kinds
    if len(kinds) == 1:
        (echo,) = incident.findings[0].echoes
        assert echo.reason == f"{SERVICE} failed 60 of 100 requests, and refused these since then"

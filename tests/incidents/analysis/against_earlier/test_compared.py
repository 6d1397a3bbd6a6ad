"""What became of the stored incident's findings, and what this one has beyond them."""

from typing import Any

import pytest

from incidents.analysis.against_earlier.compared import against_earlier
from incidents.analysis.facts import Facts
from incidents.analysis.rules import uncollected_tests
from incidents.model.decision import Decision
from incidents.model.earlier import Against, ComponentThen, Earlier, Seen
from incidents.model.evidence import MinuteCount, MinuteRequests, RevisionCount
from incidents.model.finding import Echo, Finding, Ratio
from incidents.model.incident import Affected, Impact
from incidents.model.record import digest
from incidents.model.scope import Span
from tests import builders
from tests.builders import BAD, GOOD, SERVICE, at

THEN = Span(start=at(-4), end=at(0))
DECISION = Decision(word="no-go", claim="claim-decision", checked=None, criteria=())
ROUTE = builders.request_statistics()


def share(n: int, total: int | None) -> Ratio:
    return Ratio(n=n, total=total, unit="requests")


def earlier(*findings: Finding, **changes: Any) -> Earlier:
    values = {"name": "before", "span": THEN, "services": (SERVICE,), "logs_whole": True, "findings": findings}
    return Earlier(**{**values, **changes})


def compared(
    held: Earlier | None, *findings: Finding, records: Any = (), impact: Any = (), **changes: Any
) -> tuple[Against, ...]:
    chosen = builders.collected(*(records or (builders.log_pattern(), ROUTE)))
    facts = Facts(builders.sealed(**{"earlier": held, "collected": chosen, **changes}))
    return against_earlier(facts, list(findings), Impact(environment="staging", affected=impact), DECISION)


def told(*given: Any, **changes: Any) -> list[tuple[str, str]]:
    return [(each.state, each.reason) for each in compared(*given, **changes) if each.subject == "finding"]


def test_without_a_stored_incident_nothing_is_compared() -> None:
    assert compared(None, builders.finding()) == ()


@pytest.mark.parametrize(
    ("then", "now", "state"),
    [
        (share(10, 100), share(11, 100), "same"),
        (share(10, 100), share(60, 100), "worse"),
        (share(60, 100), share(10, 100), "better"),
        (share(1, 100), share(3, 100), "same"),  # three times as many, and chance explains it
        (share(10, None), share(60, 100), "same"),
    ],
)
def test_a_finding_of_both_is_compared_by_its_share(then: Ratio, now: Ratio, state: str) -> None:
    (row,) = told(earlier(builders.finding(after=then)), builders.finding(after=now))
    assert row[0] == state


def test_both_sides_are_told_with_their_levels() -> None:
    rows = compared(earlier(builders.finding(after=share(10, 100))), builders.finding(after=share(60, 100)))
    assert [(each.then, each.now) for each in rows] == [("P1, 10 of 100 requests", "P1, 60 of 100 requests")]
    assert rows[0].cites == builders.finding().primary


@pytest.mark.parametrize(
    ("then", "now", "state"),
    [("ab", "ab", "same"), ("a", "ab", "worse"), ("ab", "a", "better"), ("ab", "ac", "same")],
)
def test_failing_tests_are_compared_by_their_names(then: str, now: str, state: str) -> None:
    (row,) = told(earlier(builders.finding(tests=tuple(then))), builders.finding(tests=tuple(now)))
    assert row[0] == state


def quiet(errors: int, requests: int = 400) -> tuple[Any, ...]:
    """The good and the bad revision answered requests without an error; the pattern was seen so often on the bad."""
    minutes = (MinuteRequests(minute=at(1), count=200, server_errors=0),)
    rows = [builders.request_statistics(revision=GOOD, count=200, by_minute=minutes)]
    if requests:
        served = (MinuteRequests(minute=at(3), count=requests, server_errors=0),)
        rows.append(builders.request_statistics(count=requests, by_minute=served))
    revision, minute, first = (BAD, at(3), at(3)) if errors else (GOOD, at(1), at(1))
    pattern = builders.log_pattern(
        count=max(1, errors),
        by_revision=(RevisionCount(revision=revision, count=max(1, errors), first=first, last=first),),
        by_minute=(MinuteCount(revision=revision, minute=minute, count=max(1, errors)),),
    )
    return (builders.revision(name=GOOD), builders.revision(), pattern, *rows)


FREQUENT = builders.finding(after=share(100, 400))
RARE = builders.finding(after=share(1, 400))


def test_an_error_is_gone_where_chance_does_not_explain_its_absence() -> None:
    assert told(earlier(FREQUENT), records=quiet(0)) == [
        ("gone", "400 requests or entries in the window, none of them with it")
    ]
    ((state, reason),) = told(earlier(RARE), records=quiet(0))
    assert (state, reason[:8]) == ("not-observed", "too few:")
    unknown = builders.finding(after=share(100, None))
    assert told(earlier(unknown), records=quiet(0))[0][0] == "gone"
    assert told(earlier(unknown), records=quiet(0, requests=19)) == [
        ("not-observed", "too few requests or entries were seen without it: 19")
    ]


def test_nothing_is_gone_that_nobody_could_have_seen() -> None:
    torn = builders.reading(status="truncated", why="a limit was met")
    evidence = builders.collected(*quiet(0)).model_copy(update={"readings": (torn,)})
    assert told(earlier(FREQUENT), collected=evidence) == [("not-observed", "the logs were not read whole")]
    unasked = (builders.log_pattern(service="other"), builders.revision(name=GOOD), builders.revision())
    assert told(earlier(FREQUENT), records=unasked) == [
        ("not-observed", "what would show it was not asked in the window")
    ]
    assert told(earlier(builders.finding(service="gateway")), records=quiet(0)) == [
        ("not-observed", "gateway is not in the scope of this incident")
    ]


def test_an_error_is_gone_only_where_the_requests_that_showed_it_were_made() -> None:
    of_route = Ratio(n=100, total=400, unit=f"requests to {ROUTE.method} {ROUTE.route}")
    assert told(earlier(builders.finding(after=of_route)), records=quiet(0))[0][0] == "gone"
    elsewhere = Ratio(n=100, total=400, unit="requests to DELETE /parcels/{id}")
    assert told(earlier(builders.finding(after=elsewhere)), records=quiet(0)) == [
        ("not-observed", "what would show it was not asked in the window")
    ]
    sign = Echo(finding="finding-sign", title=f"{SERVICE}: `DELETE /parcels/{{id}}` answers 500", reason="one trace")
    assert told(earlier(builders.finding(echoes=(sign,))), records=quiet(0))[0][0] == "not-observed"


def test_an_error_that_goes_on_is_there_though_this_window_did_not_make_it() -> None:
    (row,) = compared(earlier(FREQUENT), records=quiet(7))
    assert (row.state, row.cites) == ("same", (builders.log_pattern().id,))
    assert row.reason.startswith("7 log entries in the window")


def test_a_route_that_fails_on_is_there_and_one_that_answers_is_gone() -> None:
    signature = f"{ROUTE.method} {ROUTE.route} 500, 503"
    old = builders.finding(kind="request", signature=signature, after=share(50, 100))
    assert told(earlier(old), records=quiet(0))[0][0] == "gone"
    minutes = (MinuteRequests(minute=at(3), count=50, server_errors=20),)
    failing = builders.request_statistics(count=50, by_minute=minutes)
    assert told(earlier(old), records=(failing,))[0] == (
        "same",
        "20 of 50 requests failed in the window; it failed before it, so it is no finding of it",
    )


def test_a_test_is_mended_only_by_a_real_pass_of_the_newest_run() -> None:
    case = builders.case_result(outcome="passed", message=None, error_type=None)
    old = builders.finding(kind="test", tests=(case.test,), service=None)
    passed = (builders.revision(name=GOOD), builders.revision(), builders.test_run(), case)
    assert told(earlier(old), records=passed)[0][0] == "gone"
    mocked = builders.case_result(outcome="passed", message=None, error_type=None, captured="using a mock printer")
    assert told(earlier(old), records=(*passed[:3], mocked))[0][0] == "not-observed"
    assert told(earlier(old.model_copy(update={"tests": (case.test, "other")})), records=passed)[0][0] == "not-observed"
    failed = builders.case_result()
    assert told(earlier(old), records=(*passed[:3], failed))[0] == (
        "not-comparable",
        "1 of its tests fails with other words",
    )


def test_a_refused_revision_is_over_once_a_later_one_is_ready() -> None:
    old = builders.finding(kind="deployment")
    both = (builders.revision(name=GOOD), builders.revision())
    assert told(earlier(old), records=both)[0][0] == "gone"
    window = builders.window()
    side = window.candidate.model_copy(update={"revisions": (builders.serving(ready=False),)})
    assert told(earlier(old), records=both, window=builders.window(candidate=side))[0][0] == "not-observed"


def test_what_nothing_would_show_is_not_observed() -> None:
    assert told(earlier(builders.finding(kind="session"))) == [("not-observed", "nothing that was read would show it")]


def test_an_error_is_new_where_that_incident_read_the_same_logs() -> None:
    new = builders.finding()
    assert told(earlier(), new) == [("new", "that incident read the logs whole and holds nothing of it")]
    assert told(earlier(logs_whole=False), new)[0][0] == "not-comparable"
    assert told(earlier(services=("other",)), new)[0][0] == "not-comparable"
    unseen = (ComponentThen(component=SERVICE, state="not-observed"),)
    assert told(earlier(components=unseen), new)[0][0] == "not-comparable"
    counted = Seen(ids=(f"compared-{digest('log', builders.log_pattern().id)}",))
    assert told(earlier(seen=counted), new)[0][0] == "same"
    assert told(earlier(seen=Seen(all=False)), new)[0][0] == "not-comparable"


def test_a_failing_test_is_new_where_a_run_of_that_incident_passed_it() -> None:
    case = builders.case_result()
    new = builders.finding(kind="test", tests=(case.test,), service=None, primary=(case.id,))
    assert told(earlier(), new, records=(case,))[0][0] == "not-comparable"
    run = builders.test_run(id="run-then", at=at(-1))
    passed = builders.case_result(id="case-then", run=run.id, outcome="passed", message=None, error_type=None)
    assert told(earlier(), new, records=(case, run, passed))[0][0] == "new"
    failed = builders.case_result(id="case-then", run=run.id, message="another thing")
    assert told(earlier(), new, records=(case, run, failed))[0][0] == "not-comparable"


def test_files_that_could_not_be_collected_are_gone_where_a_test_of_each_executes() -> None:
    case = builders.case_result(test="tests/e2e/test_label.py::test_prints")
    file = "tests/e2e/test_label.py"
    old = builders.finding(kind="test", rule=uncollected_tests.NAME, tests=(file,), service=None)
    records = (builders.revision(name=GOOD), builders.revision(), builders.test_run(), case)
    assert told(earlier(old), records=records) == [("gone", "tests of 1 of its 1 file were executed")]
    two = old.model_copy(update={"tests": (file, "tests/e2e/test_login.py")})
    assert told(earlier(two), records=records)[0][0] == "not-observed"
    skipped = builders.case_result(test=case.test, outcome="skipped")
    assert told(earlier(old), records=(*records[:3], skipped))[0][0] == "not-observed"


def test_what_was_folded_into_another_finding_is_neither_gone_nor_new() -> None:
    sign = builders.finding(id="finding-sign", signature="other", title="A sign")
    head = builders.finding(echoes=(Echo(finding=sign.id, title=sign.title, reason="the same trace"),))
    assert told(earlier(head, sign), head)[1] == ("same", f"now a sign of: {head.title}")
    assert told(earlier(head), head, sign)[1] == ("same", f"then a sign of: {head.title}")


@pytest.mark.parametrize(
    ("then", "now", "state"),
    [
        ("unaffected", "failing", "worse"),
        ("failing", "degraded", "better"),
        ("degraded", "degraded", "same"),
        ("degraded", "as-before", "better"),
        ("failing", "not-observed", "not-observed"),
        ("failing", None, "not-observed"),
        ("not-observed", "failing", "not-comparable"),
        (None, "failing", "not-comparable"),
    ],
)
def test_a_component_is_compared_by_its_name(then: Any, now: Any, state: str) -> None:
    held = (ComponentThen(component="labels", state=then),) if then else ()
    impact = (Affected(component="labels", state=now, claim="claim-1"),) if now else ()
    (row,) = compared(earlier(components=held), impact=impact)
    assert (row.what, row.state, row.then, row.now) == ("labels", state, then, now)


def test_another_decision_than_the_last_one_is_shown() -> None:
    (row,) = compared(earlier(decision="go"))
    assert (row.subject, row.then, row.now, row.state) == ("decision", "go", "no-go", "not-comparable")
    (row,) = compared(earlier(decision="no-go"))
    assert row.state == "same"

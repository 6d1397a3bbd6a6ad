from typing import Any

from incidents.analysis.facts import Facts
from incidents.analysis.impact.as_before import as_before
from incidents.analysis.impact.impact import impact
from incidents.model.evidence import AnyEvidence, LogPattern, MinuteCount, MinuteRequests, RevisionCount
from incidents.model.finding import Finding
from tests import builders
from tests.builders import BAD, GOOD, SERVICE, at


def logged(before: int, after: int, template: str = "no room", **changes: Any) -> LogPattern:
    """An error that both revisions logged, in one minute each."""
    counts = [(GOOD, at(1), before), (BAD, at(3), after)]
    return builders.log_pattern(
        **{
            "template": template,
            "error_type": None,
            "count": before + after,
            "by_revision": tuple(RevisionCount(revision=r, count=n, first=m, last=m) for r, m, n in counts if n),
            "by_minute": tuple(MinuteCount(revision=r, minute=m, count=n) for r, m, n in counts if n),
            **changes,
        }
    )


def requests(revision: str, count: int) -> AnyEvidence:
    minute = at(1) if revision == GOOD else at(3)
    rows = (MinuteRequests(minute=minute, count=count, server_errors=0),)
    return builders.request_statistics(revision=revision, count=count, by_minute=rows, statuses=())


def facts(*patterns: LogPattern) -> Facts:
    traffic = (requests(GOOD, 200), requests(BAD, 100))
    return Facts(builders.sealed(collected=builders.collected(builders.revision(), *traffic, *patterns)))


def told(*patterns: LogPattern, findings: tuple[Finding, ...] = ()) -> list[str]:
    return [each.text for each in as_before(facts(*patterns), list(findings))]


def test_an_error_of_both_sides_is_told_with_both_counts_and_what_they_show() -> None:
    (said,) = told(logged(9, 14))
    assert said == (
        f"{SERVICE}: `no room`, 14 log entries in the window, from {at(3)} to {at(3)}, and 9 before it: "
        "3.1 times the rate, between 1.3 and 8.1 at 95 %."
    )


def test_what_one_fault_printed_in_several_lines_is_told_once() -> None:
    late = RevisionCount(revision=BAD, count=14, first=at(3, 0, 5), last=at(3, 0, 5))
    second = logged(9, 14, "order lost", by_revision=(late,))
    (said,) = told(second, logged(9, 14))
    assert said.startswith(f"{SERVICE}: `no room`, 14 log entries")
    assert said.endswith("; as often in the same minutes: `order lost`.")


def test_what_a_finding_rests_on_is_left_to_it() -> None:
    pattern = logged(9, 14)
    assert told(pattern, findings=(builders.finding(primary=(pattern.id,)),)) == []
    assert told(pattern, findings=(builders.finding(related=(pattern.id,)),)) == []


def test_an_error_of_one_side_or_a_warning_is_not_of_this_kind() -> None:
    assert told(logged(0, 14)) == []
    assert told(logged(9, 0)) == []
    assert told(logged(9, 14, severity="WARNING")) == []


def test_a_service_with_such_errors_is_not_told_as_if_it_had_none() -> None:
    told_of, claims = impact(facts(logged(9, 14)), [])
    assert [each.state for each in told_of.affected] == ["as-before"]
    assert claims[0].text == (
        f"{SERVICE} answered 0 of 100 requests with a server error in the window, "
        "and logged 14 errors of kinds that were there before."
    )

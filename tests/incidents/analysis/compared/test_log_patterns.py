from incidents.analysis.compared.log_patterns import compared
from incidents.analysis.facts import Facts
from incidents.model.comparison import Comparison
from incidents.model.evidence import AnyEvidence, LogPattern, MinuteCount, MinuteRequests, RevisionCount
from tests import builders
from tests.builders import BAD, GOOD, at

REFUSED = "printer <id> refused"


def logged(rows: list[tuple[str, float, int]], template: str = REFUSED, severity: str = "ERROR") -> LogPattern:
    return builders.log_pattern(
        template=template,
        severity=severity,
        error_type=None,
        count=sum(count for *_, count in rows),
        by_revision=tuple(RevisionCount(revision=r, count=n, first=at(hour), last=at(hour)) for r, hour, n in rows),
        by_minute=tuple(MinuteCount(revision=r, minute=at(hour), count=n) for r, hour, n in rows),
        exemplars=(),
    )


def answered(revision: str, hour: float, count: int) -> AnyEvidence:
    rows = (MinuteRequests(minute=at(hour), count=count, server_errors=0),)
    return builders.request_statistics(revision=revision, count=count, by_minute=rows, statuses=())


def one(*evidence: AnyEvidence) -> Comparison:
    (found,) = compared(Facts(builders.sealed(collected=builders.collected(*evidence))))
    return found


ASKED = (answered(GOOD, 1, 100), answered(BAD, 3, 100))


def test_what_only_the_old_revision_logged_is_resolved() -> None:
    found = one(*ASKED, logged([(GOOD, 1, 9)]))
    assert (found.state, found.chance) == ("resolved", 0.00195)
    assert found.before is not None
    assert (found.before.n, found.before.unit) == (9, "log entries, of 100 requests")


def test_an_old_revision_that_still_serves_makes_nothing_new() -> None:
    """Its entries of the window count as before, for the new revision did not make them."""
    assert one(*ASKED, logged([(GOOD, 3, 9)])).state == "resolved"
    assert one(*ASKED, logged([(GOOD, 3, 9), (BAD, 3, 9)])).state == "persisting"


def test_a_worker_that_nobody_asks_is_compared_by_its_other_messages() -> None:
    other = logged([(GOOD, 1, 50), (BAD, 3, 50)], template="job <id> done", severity="INFO")
    found = one(other, logged([(BAD, 3, 9)]))
    assert found.state == "new"
    assert found.after is not None
    assert found.after.unit == "log entries, of 50 log entries"


def test_without_anything_else_of_the_service_there_is_nothing_to_compare_with() -> None:
    found = one(logged([(BAD, 3, 9)]))
    assert (found.state, found.before, found.after) == ("not-comparable", None, None)


def test_what_is_no_warning_is_not_compared() -> None:
    assert compared(Facts(builders.sealed(collected=builders.collected(logged([(BAD, 3, 9)], severity="INFO"))))) == []

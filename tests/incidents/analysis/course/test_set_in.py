"""A failure of parcel-api that set in at one moment on the revision of then."""

import pytest

from incidents.analysis.course.set_in import before_window, dated, in_window, set_in
from incidents.analysis.course.symptom import first_revision
from incidents.analysis.facts import Facts
from incidents.model.evidence import (
    AnyEvidence,
    LogPattern,
    MinuteCount,
    MinuteRequests,
    RequestStatistics,
    RevisionCount,
)
from incidents.model.finding import Finding, Ratio
from incidents.model.instant import Instant
from incidents.model.window import Side
from tests import builders
from tests.builders import BAD, GOOD, SERVICE, at

NEIGHBOUR = builders.serving(service="rates", revision="rates-00002-oak")
BEFORE, AFTER = at(1, 30), at(2, 30)


def pattern(good: int, bad: int = 20, *, first: Instant = BEFORE) -> LogPattern:
    """As many entries on either revision, from `first` and from 2:40 on."""
    counts = [(GOOD, first, good), (BAD, at(2, 40), bad)]
    return builders.log_pattern(
        count=good + bad,
        by_revision=tuple(
            RevisionCount(revision=name, count=n, first=when, last=when) for name, when, n in counts if n
        ),
        by_minute=tuple(MinuteCount(revision=name, minute=when, count=n) for name, when, n in counts if n),
    )


def requests(spared: int, asked: int, later: int, *, first: Instant = BEFORE) -> list[RequestStatistics]:
    """So many to the good revision until `first`, from then on, and to the bad one."""
    old = (
        MinuteRequests(minute=at(0, 10), count=spared, server_errors=0),
        MinuteRequests(minute=first, count=asked, server_errors=0),
    )
    new = (MinuteRequests(minute=at(2, 40), count=later, server_errors=0),)
    return [
        builders.request_statistics(revision=GOOD, by_minute=old, statuses=()),
        builders.request_statistics(revision=BAD, by_minute=new, statuses=()),
    ]


def facts(failing: LogPattern, rows: list[RequestStatistics]) -> Facts:
    """parcel-api is deployed anew at 2:35, and the window begins at 2:00."""
    records: tuple[AnyEvidence, ...] = (builders.revision(name=GOOD), builders.revision(at=at(2, 35)), failing, *rows)
    span = builders.span(start=at(2))
    candidate = Side(span=span, revisions=(NEIGHBOUR, builders.serving()), reason="deployed next")
    sealed = builders.sealed(collected=builders.collected(*records), window=builders.window(candidate=candidate))
    return Facts(sealed)


def finding(failing: LogPattern, n: int = 12) -> Finding:
    before = Ratio(n=n, unit="log entries")
    return builders.finding(primary=(failing.id,), state="worse", before=before, first=at(2, 40), last=at(3))


def test_a_step_on_the_revision_of_then_is_told_with_what_came_before_it() -> None:
    failing = pattern(12)
    known = facts(failing, requests(80, 12, 20))
    began = set_in(known, finding(failing))
    assert began is not None
    assert (began.at, began.revision, began.spared, began.failed, began.asked) == (BEFORE, GOOD, 80, 12, 12)
    assert began.said == (
        f"until {BEFORE}, on {GOOD}, it was in none of 80 requests, "
        "and from then on, before the window, 12 brought 12 signs of it"
    )


@pytest.mark.parametrize(
    ("good", "bad", "asked"),
    [
        (12, 20, (19, 12, 20)),  # too little came before it
        (2, 20, (80, 2, 20)),  # too few to tell
        (3, 1, (80, 200, 60)),  # so rare that chance explains the time before
        (12, 20, (80, 60, 20)),  # five times as often on the new revision, which so has its own part in it
        (0, 20, (80, 12, 20)),  # on the new revision alone
    ],
)
def test_other_courses_are_no_step(good: int, bad: int, asked: tuple[int, int, int]) -> None:
    failing = pattern(good, bad)
    assert set_in(facts(failing, requests(*asked)), finding(failing, good)) is None


def test_what_began_when_the_service_had_been_deployed_may_come_from_that() -> None:
    failing = pattern(12, first=at(2, 36))
    assert set_in(facts(failing, requests(80, 12, 20, first=at(2, 36))), finding(failing)) is None


def test_a_step_before_the_window_dates_the_finding_and_leaves_its_sides() -> None:
    failing = pattern(12)
    known = facts(failing, requests(80, 12, 20))
    told = dated(known, finding(failing))
    assert (told.first, told.state, told.before) == (BEFORE, "worse", Ratio(n=12, unit="log entries"))
    assert before_window(known, told)
    assert not before_window(known, finding(failing))
    assert first_revision(known, told) == GOOD
    assert in_window(known, [finding(failing)]) == {}


def test_a_step_in_the_window_divides_the_sides_of_its_service() -> None:
    failing = pattern(12, first=AFTER)
    known = facts(failing, requests(80, 12, 20, first=AFTER))
    assert (known.pattern_sides(failing).before, known.pattern_sides(failing).after) == (12, 20)
    began = in_window(known, [finding(failing)])
    assert began == {SERVICE: AFTER}
    divided = Facts(known.sealed, began)
    sides = divided.pattern_sides(failing)
    assert (sides.before, sides.after, sides.first) == (0, 32, AFTER)
    assert divided.request_sides(SERVICE).before == 80
    told = builders.finding(primary=(failing.id,), first=AFTER)
    assert first_revision(divided, told) == GOOD
    assert first_revision(known, told) == BAD


def test_a_route_sets_in_by_its_answers() -> None:
    statuses = tuple(builders.request_statistics().statuses[1:])
    old = builders.request_statistics(
        revision=GOOD,
        statuses=(statuses[0].model_copy(update={"first": BEFORE}),),
        by_minute=(
            MinuteRequests(minute=at(0, 10), count=80, server_errors=0),
            MinuteRequests(minute=BEFORE, count=9, server_errors=9),
        ),
    )
    new = builders.request_statistics(
        by_minute=(MinuteRequests(minute=at(2, 40), count=9, server_errors=9),),
        statuses=(statuses[0].model_copy(update={"first": at(2, 40)}),),
    )
    failing = builders.finding(
        kind="request", primary=(new.id,), related=(old.id,), before=Ratio(n=9, total=89, unit="requests")
    )
    began = set_in(facts(pattern(1), [old, new]), failing)
    assert began is not None
    assert (began.at, began.spared, began.failed) == (BEFORE, 80, 9)

"""What runs full without more to do is of the revision, however well that served at first."""

import pytest

from incidents.analysis.course.began_late import good_start
from incidents.analysis.course.load import rose
from incidents.analysis.course.onset import served_well_before
from incidents.analysis.course.running_full import runs_full
from incidents.analysis.facts import Facts
from incidents.model.evidence import MinuteCount, MinuteRequests
from incidents.model.finding import Finding, Ratio
from tests import builders
from tests.builders import BAD, GOOD, at

MEMORY = "Memory limit of 512 MiB exceeded"


def given(before: int, since: int, *, title: str = MEMORY, ends: int = 2) -> tuple[Facts, Finding]:
    """So many requests in each minute, and an end after half an hour and one after each ten minutes more."""
    minutes = tuple(30 + 10 * n for n in range(ends))
    killed = builders.platform_event(
        event="crash",
        message=title,
        by_minute=tuple(MinuteCount(revision=BAD, minute=at(2, each), count=1) for each in minutes),
        first=at(2, 30),
        last=at(2, max(minutes)),
    )
    served = builders.request_statistics(
        statuses=(),
        by_minute=tuple(
            MinuteRequests(minute=at(2, each), count=since if each >= 30 else before, server_errors=0)
            for each in range(60)
        ),
    )
    finding = builders.finding(
        title=title, primary=(killed.id,), first=at(2, 30), last=at(3), after=Ratio(n=ends, unit="log entries")
    )
    records = (builders.revision(name=GOOD), builders.revision(), killed, served)
    return Facts(builders.sealed(collected=builders.collected(*records))), finding


def test_ends_that_come_again_under_the_same_load_are_no_late_beginning() -> None:
    facts, finding = given(10, 10)
    assert runs_full(facts, finding)
    assert not served_well_before(facts, finding)
    assert good_start(facts, finding) is None


@pytest.mark.parametrize(
    "other",
    [
        given(10, 30),  # there was more to do
        given(10, 10, ends=1),  # once may have had any reason
        given(10, 10, title="label printer rejected parcel"),
    ],
)
def test_what_load_or_one_moment_or_something_else_explains_does_not_run_full(other: tuple[Facts, Finding]) -> None:
    assert not runs_full(*other)
    assert served_well_before(*other)


def test_what_was_there_before_did_not_begin_to_run_full() -> None:
    facts, finding = given(10, 10)
    assert not runs_full(facts, finding.model_copy(update={"state": "worse"}))


def test_load_rose_where_each_busy_minute_has_clearly_more_to_do() -> None:
    assert [rose(*given(10, since)) for since in (10, 13, 30)] == [False, False, True]
    facts, finding = given(10, 30)
    assert rose(facts, finding.model_copy(update={"first": None})) is None
    assert rose(facts, finding.model_copy(update={"first": at(1)})) is None

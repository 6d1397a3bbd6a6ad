"""What runs full without more to do is of the revision, however well that served at first."""

import pytest

from incidents.analysis.course.began_late import good_start
from incidents.analysis.course.load import rose
from incidents.analysis.course.onset import is_over, served_well_before, spared_on
from incidents.analysis.course.running_full import runs_full
from incidents.analysis.facts import Facts
from incidents.model.evidence import MinuteCount, MinuteRequests
from incidents.model.finding import Finding, Ratio
from tests import builders
from tests.builders import BAD, GOOD, at

MEMORY = "Memory limit of 512 MiB exceeded"


LATER = "parcel-api-00009-elk"


def given(before: int, since: int, *, title: str = MEMORY, ends: int = 2, later: int = 0) -> tuple[Facts, Finding]:
    """So many requests in each minute, and an end after half an hour and one after each ten minutes more.

    Another revision took the traffic an hour later, for so many minutes.
    """
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
    spared = builders.request_statistics(
        revision=LATER,
        statuses=(),
        count=later * 10 or 1,
        by_minute=tuple(MinuteRequests(minute=at(3, each), count=10, server_errors=0) for each in range(later)),
    )
    records = (builders.revision(name=GOOD), builders.revision(), builders.revision(name=LATER), killed, served)
    whole = builders.window()
    serving = (builders.serving(percent=0), builders.serving(revision=LATER))
    window = whole.model_copy(update={"candidate": whole.candidate.model_copy(update={"revisions": serving})})
    collected = builders.collected(*records, *([spared] if later else []))
    return Facts(builders.sealed(collected=collected, window=window if later else whole)), finding


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


def often_ended(*, later: int, title: str = MEMORY) -> tuple[Facts, Finding]:
    """So often that chance does not explain that another revision had none."""
    facts, finding = given(10, 10, title=title, later=later)
    return facts, finding.model_copy(update={"after": Ratio(n=30, unit="log entries")})


@pytest.mark.parametrize(("minutes", "over"), [(29, False), (31, True)])
def test_what_runs_full_is_over_where_a_revision_served_as_long_as_it_took(minutes: int, over: bool) -> None:
    facts, often = often_ended(later=minutes)
    assert is_over(facts, often) == over
    assert (spared_on(facts, often, LATER) is not None) == over


def test_what_does_not_run_full_takes_no_time_to_be_over() -> None:
    assert is_over(*often_ended(title="label printer rejected parcel", later=29))

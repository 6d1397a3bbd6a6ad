"""What a revision served well before a failure, by an exact test and, where load matters, under the same load."""

import time

import pytest

from incidents.analysis.course.began_late import depends_on_load, good_start
from incidents.analysis.facts import Facts
from incidents.model.evidence import LogPattern, MinuteRequests, RevisionCount
from incidents.model.finding import Finding, Ratio
from tests import builders
from tests.builders import BAD, GOOD, at


def facts(said: str, *minutes: tuple[float, int, int]) -> tuple[Facts, Finding]:
    """Requests to the failing route of the bad revision by minutes after two hours: asked and failed."""
    rows = tuple(MinuteRequests(minute=at(2, minute), count=asked, server_errors=bad) for minute, asked, bad in minutes)
    first = at(2, next(minute for minute, _, bad in minutes if bad))
    route = builders.request_statistics(by_minute=rows)
    pattern: LogPattern = builders.log_pattern(
        excerpt=said,
        message=said,
        by_revision=(RevisionCount(revision=BAD, count=12, first=first, last=at(4)),),
    )
    records = (builders.revision(name=GOOD), builders.revision(), pattern, route)
    finding = builders.finding(
        title=said,
        primary=(pattern.id,),
        related=(route.id,),
        first=first,
        after=Ratio(n=12, unit="entries"),
    )
    return Facts(builders.sealed(collected=builders.collected(*records))), finding


QUIET = [(minute, 2, 0) for minute in range(0, 60, 2)]
BUSY = [(minute, 30, 0) for minute in range(0, 60, 2)]
FAILING = [(minute, 30, 10) for minute in range(61, 80)]


def test_many_good_answers_before_a_failure_speak_against_its_revision() -> None:
    start = good_start(*facts("label printer rejected parcel", *QUIET, *FAILING))
    assert start is not None
    assert (start.revision, start.served, len(start.cites)) == (BAD, 60, 1)
    assert start.said == f"{BAD} had answered 60 such requests well before it began"


def test_what_only_load_brings_out_is_not_spoken_against_by_quiet_minutes() -> None:
    assert good_start(*facts("Memory limit of 512 MiB exceeded", *QUIET, *FAILING)) is None


def test_as_much_to_do_without_it_speaks_against_it_even_where_load_matters() -> None:
    assert good_start(*facts("QueuePool limit of size 5 reached", *BUSY, *FAILING)) is not None


def test_a_message_of_blank_lines_is_read_at_once() -> None:
    """A frame is a matter of one line."""
    given = facts("\n" * 10_000 + "pool is exhausted", *QUIET, *FAILING)
    began = time.process_time()
    assert depends_on_load(*given)
    assert time.process_time() - began < 2


def test_a_failure_that_was_there_from_the_start_is_not_late() -> None:
    assert good_start(*facts("label printer rejected parcel", (0, 2, 1), *QUIET[1:], *FAILING)) is None


@pytest.mark.parametrize(
    "minutes",
    [
        [(0, 2, 0), (40, 4, 2)],  # too few to tell
        [*[(minute, 40, 0) for minute in range(5)], (6, 40, 20)],  # for five minutes alone
        [*QUIET, (62, 60, 1)],  # one failure may have come late by chance
    ],
)
def test_what_chance_explains_or_a_short_time_shows_nothing(minutes: list[tuple[float, int, int]]) -> None:
    given, finding = facts("label printer rejected parcel", *minutes)
    few = finding.model_copy(update={"after": Ratio(n=1, unit="entries")})
    assert good_start(given, few) is None

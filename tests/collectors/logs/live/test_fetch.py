import io
import json
from collections.abc import Mapping

from collectors.google_api.failures import RefusedError
from collectors.logs.live.api import patience
from collectors.logs.live.fetch import Fetched, fetch
from collectors.logs.live.pages import Page
from collectors.logs.live.query import Query
from incidents.model.instant import Instant
from incidents.model.scope import Span
from tests.collectors.logs.log_files import Raw, moment, raw_entry
from tests.incidents.timing.fake_time import FakeTime

QUERY = Query("parcel", 'severity="ERROR"', Span())


class Answers:
    """Pages by their token; a token without a page is refused."""

    def __init__(self, pages: Mapping[str, Page]) -> None:
        self._pages = pages

    def page(self, query: Query, token: str, seconds: float) -> Page:
        assert (query, seconds) == (QUERY, 60)
        if token not in self._pages:
            raise RefusedError("the token is too old")
        return self._pages[token]


def fetched(pages: Mapping[str, Page]) -> tuple[Fetched, list[Raw], list[int]]:
    spool, reported = io.StringIO(), list[int]()
    found = fetch(Answers(pages), QUERY, spool, patience(FakeTime().timer), lambda entries, _: reported.append(entries))
    return found, [json.loads(line) for line in spool.getvalue().splitlines()], reported


def nanoseconds(second: float) -> int:
    return Instant.parse(moment(second)).nanoseconds


def test_pages_are_followed_through_empty_ones_to_the_last() -> None:
    one, two = raw_entry("a\nb", second=1), raw_entry({"käse": 1}, second=2)
    pages = {"": Page((one,), "1", 0), "1": Page((), "2", 0), "2": Page((two,), "3", 2), "3": Page((), "", 0)}
    assert fetched(pages) == (Fetched(entries=2, pages=4, last=nanoseconds(2), unreadable=2), [one, two], [1, 0, 1, 0])


def test_what_came_before_a_failure_stays() -> None:
    one = raw_entry("a", second=1)
    found, written, _ = fetched({"": Page((one,), "1", 0)})
    assert found == Fetched(entries=1, pages=1, last=nanoseconds(1), broken="the token is too old")
    assert written == [one]


def test_an_answer_may_be_empty() -> None:
    assert fetched({"": Page((), "", 0)}) == (Fetched(pages=1), [], [0])

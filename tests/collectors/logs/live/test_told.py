from collectors.logs.live.query import Query
from collectors.logs.live.told import Told
from incidents.model.instant import Instant
from incidents.model.scope import Span
from tests.collectors.logs.log_files import moment

SPAN = Span(start=Instant.parse(moment(0)), end=Instant.parse(moment(300)))


def told(span: Span, *seconds: float | None) -> list[tuple[str, int]]:
    seen: list[tuple[str, int]] = []
    tells = Told(Query("parcel", "", span), lambda what, items: seen.append((what, items)))
    for second in seconds:
        tells.page(2, None if second is None else Instant.parse(moment(second)).nanoseconds)
    return seen


def test_it_tells_entries_and_how_much_of_the_span_they_have_covered() -> None:
    entries, covered = ("Cloud Logging of parcel", 2), "minutes covered, of 5 asked for"
    assert told(SPAN, 30, 100, 101, 290) == [entries, entries, (covered, 1), entries, entries, (covered, 3)]


def test_no_more_than_the_span_is_covered() -> None:
    assert told(SPAN, 4000)[1:] == [("minutes covered, of 5 asked for", 5)]


def test_an_empty_page_and_a_span_without_an_end_cover_nothing() -> None:
    assert told(SPAN, None) == told(Span(start=SPAN.start), 100) == [("Cloud Logging of parcel", 2)]

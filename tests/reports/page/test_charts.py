import pytest

from incidents.model.evidence import AnyEvidence, MinuteCount, MinuteRequests, RevisionCount, StatusCount
from incidents.model.incident import Incident
from incidents.model.scope import Span
from reports.page.marks import PageCitations
from reports.page.request_failures import Counted, request_failures
from reports.page.revision_chart import RevisionChart, Step, percent, revision_chart
from reports.page.time_axis import Tick, TimeAxis, time_axis
from tests.builders import BAD, GOOD, SERVICE, at, incident, index_of, log_pattern, request_statistics, serving, window
from tests.reports.incident_by_hand import rich_incident
from tests.reports.records_by_hand import EVIDENCE

FAILED = request_statistics(
    count=20,
    statuses=(
        StatusCount(status=201, count=12, first=at(2, 1), last=at(3)),
        StatusCount(status=500, count=8, first=at(2, 5), last=at(3)),
    ),
    by_minute=(
        MinuteRequests(minute=at(2, 5), count=16, server_errors=4),
        MinuteRequests(minute=at(3, 5), count=4, server_errors=4),
    ),
)
FINE = request_statistics(
    revision=GOOD,
    count=10,
    statuses=(StatusCount(status=201, count=10, first=at(0, 5), last=at(1)),),
    by_minute=(MinuteRequests(minute=at(0, 5), count=10, server_errors=0),),
)
LOGGED = log_pattern(
    count=3,
    by_revision=(RevisionCount(revision=BAD, count=3, first=at(2, 5), last=at(2, 6)),),
    by_minute=(MinuteCount(revision=BAD, minute=at(2, 5), count=3),),
)
QUIET = log_pattern(template="slow", severity="WARNING", error_type=None)


def drawn(*records: AnyEvidence) -> RevisionChart | None:
    known = {each.id: each for each in records}
    given = _incident(records)
    return revision_chart(given, known, PageCitations(given, known))


def _incident(records: tuple[AnyEvidence, ...]) -> Incident:
    return rich_incident().model_copy(update={"index": index_of(records)})


def axis_of(baseline_hours: float, window_hours: float) -> TimeAxis | None:
    found = window()
    baseline = found.baseline.model_copy(update={"span": Span(start=at(2 - baseline_hours), end=at(2))})
    candidate = found.candidate.model_copy(update={"span": Span(start=at(2), end=at(2 + window_hours))})
    return time_axis(incident(window=found.model_copy(update={"baseline": baseline, "candidate": candidate})))


def test_the_axis_has_round_steps_and_ticks_and_marks_the_window() -> None:
    axis = axis_of(2, 2)
    assert axis is not None
    assert (str(axis.start), axis.minutes, axis.count, axis.mark, axis.cut) == (
        "2026-03-02T09:00:00Z",
        5,
        49,
        "24.00",
        False,
    )
    assert axis.ticks[:2] == (Tick("09:00", "0.00%", "start"), Tick("10:00", "24.49%", "middle"))
    assert axis.ticks[-1] == Tick("13:00", "97.96%", "end")


def test_of_a_long_baseline_only_the_end_is_drawn() -> None:
    axis = axis_of(48, 2)
    assert axis is not None
    assert (str(axis.start), axis.cut) == ("2026-03-02T07:00:00Z", True)
    assert axis.place(at(-3)) is None
    assert axis.place(at(-2)) == 0


def test_days_are_named_where_they_begin() -> None:
    axis = axis_of(48, 36)
    assert axis is not None
    assert [tick.at for tick in axis.ticks] == ["03-01", "03-02", "03-03"]


def test_a_window_of_weeks_has_few_ticks() -> None:
    axis = axis_of(240, 480)
    assert axis is not None
    assert [tick.at for tick in axis.ticks] == ["02-24", "03-02", "03-08", "03-14", "03-20"]


def test_an_open_window_has_no_axis() -> None:
    found = window()
    candidate = found.candidate.model_copy(update={"span": Span(start=at(2))})
    assert time_axis(incident(window=found.model_copy(update={"candidate": candidate}))) is None


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 0, "no requests"),
        (0, 20, "0 %"),
        (8, 20, "40 %"),
        (1, 3, "33.3 %"),
        (2, 3, "66.7 %"),
        (20, 20, "100 %"),
        (1, 100_000, "0.1 %"),  # some is never none
        (99_999, 100_000, "99.9 %"),  # and not all never all
    ],
)
def test_a_share_has_one_decimal_and_never_says_none_or_all_wrongly(part: int, whole: int, said: str) -> None:
    assert percent(part, whole) == said


def test_each_revision_has_a_row_with_its_counts_and_the_data_of_its_bars() -> None:
    chart = drawn(FAILED, FINE, LOGGED, QUIET)
    assert chart is not None
    assert [(row.revision, row.side, row.requests, row.errors, row.logged, row.rate) for row in chart.rows] == [
        (GOOD, "before", 10, 0, 0, "0 %"),
        (BAD, "in the window", 20, 8, 3, "40 %"),
    ]
    assert chart.steps == (
        Step("2026-03-02 09:05", ((10, 0, 0), (0, 0, 0))),
        Step("2026-03-02 11:05", ((0, 0, 0), (16, 4, 3))),
        Step("2026-03-02 12:05", ((0, 0, 0), (4, 4, 0))),
    )


def test_bars_of_a_service_share_a_scale_and_the_smallest_can_be_seen() -> None:
    chart = drawn(FAILED, FINE)
    assert chart is not None
    good, bad = chart.rows
    assert good.answered == "M1 40v-25h.86v25z"  # 10 of at most 16 within 40
    assert bad.answered == "M25 40v-40h.86v40zM37 40v-10h.86v10z"
    assert bad.failed == "M25 40v-10h.86v10zM37 40v-10h.86v10z"
    assert good.failed == ""
    tiny = FAILED.model_copy(update={"by_minute": (MinuteRequests(minute=at(2), count=1000, server_errors=1),)})
    chart = drawn(tiny)
    assert chart is not None
    assert chart.rows[0].failed == "M24 40v-3h.86v3z"


def test_where_nothing_was_counted_there_is_no_chart() -> None:
    assert drawn(QUIET) is None


def test_failing_routes_are_counted_on_both_sides_and_others_apart() -> None:
    given = rich_incident()
    found = request_failures(given, EVIDENCE, PageCitations(given, EVIDENCE))
    (row,) = found.failing
    assert (row.service, row.route) == (SERVICE, "POST /parcels/<id>/label")
    assert row.before == Counted(0, 18, "0 %", "201 × 18", "not stated")  # noqa: RUF001
    assert row.after is not None
    assert (row.after.failed, row.after.requests, row.after.rate) == (8, 20, "40 %")
    (healthy,) = found.healthy
    assert (healthy.route, healthy.before) == ("GET /parcels/<id>", None)  # not asked is not "no failure"


def test_where_nothing_new_was_deployed_the_time_decides() -> None:
    """A service that another one leans on fails on its old revision too."""
    given = rich_incident()
    minutes = (
        MinuteRequests(minute=at(1), count=6, server_errors=0),
        MinuteRequests(minute=at(2), count=4, server_errors=3),
    )
    old = request_statistics(service="rates", revision="rates-1", by_minute=minutes)
    found = request_failures(given, {**EVIDENCE, old.id: old}, PageCitations(_incident((*EVIDENCE.values(), old)), {}))
    (row,) = [each for each in found.failing if each.service == "rates"]
    assert (row.before, row.after) == (
        Counted(0, 6, "0 %", "not kept by minute", "not kept by minute"),
        Counted(3, 4, "75 %", "not kept by minute", "not kept by minute"),
    )


def test_a_revision_that_serves_on_both_sides_is_called_unchanged() -> None:
    old = serving(service="rates", revision="rates-1")
    found = window()
    baseline = found.baseline.model_copy(update={"revisions": (*found.baseline.revisions, old)})
    records: tuple[AnyEvidence, ...] = (FAILED, request_statistics(service="rates", revision="rates-1"))
    given = _incident(records).model_copy(update={"window": found.model_copy(update={"baseline": baseline})})
    chart = revision_chart(given, {each.id: each for each in records}, PageCitations(given, {}))
    assert chart is not None
    assert [(row.revision, row.side) for row in chart.rows] == [(BAD, "in the window"), ("rates-1", "unchanged")]

"""When a run started."""

import pytest

from collectors.test_runs.as_reported.start_time import Start, start_of
from incidents.model.instant import Instant

NINE = Instant.parse("2026-03-02T09:00:00Z")


@pytest.mark.parametrize(
    ("reported", "hinted", "stamped", "name", "start"),
    [
        (("2026-03-02T09:00:00Z",), None, None, "run", Start(NINE, "stated", "2026-03-02T09:00:00Z")),
        # the earliest of the suites, by moment and not by text
        (
            ("2026-03-02T09:30:00Z", "2026-03-02T11:00:00+02:00"),
            None,
            None,
            "run",
            Start(NINE, "stated", "2026-03-02T11:00:00+02:00"),
        ),
        # one suite without a zone may be the first of all
        (
            ("2026-03-02T09:00:00Z", "2026-03-02T08:00:00"),
            None,
            None,
            "run",
            Start(None, "unknown", "2026-03-02T08:00:00", ("the report's start 2026-03-02T08:00:00 names no zone",)),
        ),
        (
            ("2026-03-02T10:00:00",),
            "2026-03-02T09:00:00Z",
            None,
            "run",
            Start(
                NINE,
                "stated",
                "2026-03-02T09:00:00Z",
                ("the report's start 2026-03-02T10:00:00 names no zone",),
            ),
        ),
        ((), None, "2026-03-02T09:00:00.0000000Z", "run", Start(NINE, "stated", "2026-03-02T09:00:00.0000000Z")),
        ((), None, None, "2026-03-02T09-00-00Z", Start(NINE, "stated", "2026-03-02 09:00:00Z")),
        ((), None, None, "20260302T090000Z-e2e", Start(NINE, "stated", "2026-03-02 09:00:00Z")),
        (
            (),
            None,
            None,
            "20260302-090000-e2e",
            Start(
                None,
                "unknown",
                None,
                ("the folder's name suggests a start at 2026-03-02 09:00:00, without a zone",),
            ),
        ),
        # no time of day, no such month, part of a longer number
        ((), None, None, "20260302", Start(None, "unknown", None)),
        ((), None, None, "20261302-090000Z", Start(None, "unknown", None)),
        ((), None, None, "build-120260302090000", Start(None, "unknown", None)),
        (
            (),
            "yesterday",
            None,
            "run",
            Start(None, "unknown", "yesterday", ("the start in run.json yesterday names no zone",)),
        ),
        (
            ("2026-03-02T09:00:00Z",),
            "2026-03-02T07:00:00Z",
            None,
            "run",
            Start(
                NINE,
                "stated",
                "2026-03-02T09:00:00Z",
                ("the report starts at 2026-03-02T09:00:00Z, run.json says 2026-03-02T07:00:00Z",),
            ),
        ),
        (
            ("2026-03-02T09:00:01Z",),
            "2026-03-02T09:00:00Z",
            None,
            "run",
            Start(NINE.plus(1), "stated", "2026-03-02T09:00:01Z"),
        ),
    ],
)
def test_a_start_is_known_only_where_a_zone_is_stated(
    reported: tuple[str, ...], hinted: str | None, stamped: str | None, name: str, start: Start
) -> None:
    assert start_of(reported, hinted, stamped, name) == start


def test_the_workflow_runs_start_is_the_last_that_counts_and_says_what_it_is() -> None:
    job = "2026-03-02T08:55:00Z"
    found = start_of(("2026-03-02T10:00:00",), None, None, "run", job)
    assert (str(found.at), found.zone, found.text) == (job, "stated", job)
    assert found.notes[-1] == "the start is that of the workflow run, whose tests began later"
    assert start_of(("2026-03-02T09:00:00Z",), None, None, "run", job) == Start(NINE, "stated", "2026-03-02T09:00:00Z")
    assert start_of((), None, "2026-03-02T09:00:00Z", "run", job).at == NINE

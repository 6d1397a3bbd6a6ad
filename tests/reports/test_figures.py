import pytest

from incidents.model.finding import Ratio
from incidents.model.instant import Instant
from reports.figures import compared, counted, duration, moment, ratio, stretch

NINE = Instant.parse("2026-03-02T09:00:00.123456789Z")


def test_a_moment_is_written_to_the_second_in_utc() -> None:
    assert moment(Instant.parse("2026-03-02T10:00:00.9+01:00")) == "2026-03-02 09:00:00Z"


def test_a_stretch_of_one_second_is_one_moment() -> None:
    assert stretch(NINE, NINE.plus(0.5)) == "2026-03-02 09:00:00Z"
    assert stretch(NINE, NINE.plus(2)) == "2026-03-02 09:00:00Z to 2026-03-02 09:00:02Z"


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (0.4, "0 s"),
        (59.9, "59 s"),
        (90, "1 min 30 s"),
        (7200, "2 h"),
        (7201, "2 h 1 s"),
        (90_061, "1 d 1 h"),  # two units are enough
    ],
)
def test_a_duration_has_its_two_largest_units(seconds: float, written: str) -> None:
    assert duration(seconds) == written


@pytest.mark.parametrize(
    ("n", "noun", "written"),
    [
        (2, "findings", "2 findings"),
        (1, "findings", "1 finding"),
        (1, "log entries", "1 log entry"),
        (1, "requests to POST /labels/<id> and GET /labels", "1 request to `POST /labels/<id>` and `GET /labels`"),
        (1, "process", "1 process"),
        (0, "tests", "0 tests"),
    ],
)
def test_one_thing_is_named_in_the_singular(n: int, noun: str, written: str) -> None:
    assert counted(n, noun) == written


@pytest.mark.parametrize(
    ("part", "written"),
    [
        (Ratio(n=8, total=20, unit="requests"), "8 of 20 requests"),
        (Ratio(n=1, total=1, unit="tests"), "1 of 1 test"),
        (Ratio(n=12, total=None, unit="entries"), "12 entries"),
        (None, "not comparable"),
    ],
)
def test_a_ratio_names_the_whole_where_it_is_known(part: Ratio | None, written: str) -> None:
    assert ratio(part) == written


@pytest.mark.parametrize(
    ("before", "after", "written"),
    [
        (
            Ratio(n=0, total=18, unit="requests"),
            Ratio(n=8, total=20, unit="requests"),
            "8 of 20 requests, before 0 of 18",
        ),
        (Ratio(n=1, total=None, unit="tests"), Ratio(n=2, total=None, unit="tests"), "2 tests, before 1"),
        (Ratio(n=1, total=None, unit="tests"), Ratio(n=2, total=None, unit="runs"), "2 runs, before 1 test"),
        (None, Ratio(n=2, total=None, unit="tests"), "2 tests, nothing comparable before"),
        (Ratio(n=2, total=None, unit="tests"), None, "not comparable"),
        (None, None, "not comparable"),
    ],
)
def test_both_sides_share_their_unit(before: Ratio | None, after: Ratio | None, written: str) -> None:
    assert compared(before, after) == written

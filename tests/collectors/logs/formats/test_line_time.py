import pytest

from collectors.logs.formats.line_time import LineTime, line_time
from incidents.model.instant import Instant


def nanoseconds(moment: str | None) -> int | None:
    return Instant.parse(moment).nanoseconds if moment else None


@pytest.mark.parametrize(
    ("line", "moment", "rest"),
    [
        ("2026-03-02T00:40:45Z x", "2026-03-02T00:40:45Z", " x"),
        ("2026-03-02t00:40:45.123456789z", "2026-03-02T00:40:45.123456789Z", ""),
        ("2026-03-02T02:40:45.5+02:00 x", "2026-03-02T00:40:45.5Z", " x"),
        ("2026-03-02 00:40:45,147+0000 x", "2026-03-02T00:40:45.147Z", " x"),
        ("2026-03-02 01:40:45+01 x", "2026-03-02T00:40:45Z", " x"),
        ("2026/03/02 00:40:45 UTC: x", "2026-03-02T00:40:45Z", ": x"),
        ("[2026-03-02 00:40:45 +0000] [1] [INFO] x", "2026-03-02T00:40:45Z", " [1] [INFO] x"),  # gunicorn
        # Without a zone, or with what only looks like one:
        ("2026-03-02 00:40:45,147 - parcel - x", None, " - parcel - x"),
        ("2026-03-02 00:40:45 -12 parcels", None, " -12 parcels"),
        ("2026-03-02 00:40:45 -1234 parcels", None, " -1234 parcels"),
        ("2026-03-02T00:40:45 CEST x", None, " CEST x"),
        ("2026-03-02T00:40:45 GMT+2 x", None, " GMT+2 x"),
        ("2026-02-30T00:40:45Z x", None, " x"),  # there is no such day
        ("2026-03-02T25:40:45Z x", None, " x"),
    ],
)
def test_a_line_begins_with_a_time(line: str, moment: str | None, rest: str) -> None:
    assert line_time(line) == LineTime(nanoseconds(moment), len(line) - len(rest))


@pytest.mark.parametrize(
    "line",
    [
        '10.0.0.1 - - [02/Mar/2026:00:40:45 +0000] "GET / HTTP/1.1" 200',
        'time="2026-03-02T00:40:45Z" level=info msg=x',
        "ts=2026-03-02T00:40:45Z level=info msg=x",
        "INFO 2026-03-02T00:40:45Z parcel: x",
        "[WARNING] 2026-03-02 00:40:45Z x",
    ],
)
def test_a_time_behind_something_leaves_the_line_whole(line: str) -> None:
    assert line_time(line) == LineTime(nanoseconds("2026-03-02T00:40:45Z"), 0)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "x 2026-03-02T00:40:45Z",
        "2026-03-02 is a day",
        "00:40:45 x",
        '10.0.0.1 - - [02/Mrz/2026:00:40:45 +0000] "GET /"',
        "1" * 100_000,
        "[" * 100_000,
    ],
)
def test_other_lines_have_no_time(line: str) -> None:
    assert line_time(line) is None

"""The time that a line of text begins with, and whether it says in which zone."""

import re
from typing import NamedTuple

from incidents.model.instant import Instant

# Some layouts print the level first, logfmt the name of the field.
_ISO = re.compile(
    r"(?P<before>\[?[A-Z]{4,9}\]?:?\s{1,8}|(?:time|ts|timestamp)=\"?)?"
    r"[\[(<]?(?P<date>\d{4}[-/]\d\d[-/]\d\d)[Tt ,_] ?(?P<clock>\d\d:\d\d:\d\d)(?:[.,](?P<fraction>\d{1,9}))?\d*"
    r"(?: ?(?P<zone>[Zz](?!\w)|(?:UTC|GMT)(?![\w+-])|[+-](?:0\d|1[0-4]):?(?:00|15|30|45)(?!\w)|(?<=\d)[+-]\d\d(?!\w)))?"
    r"[\])>]?"
)
# The common log format of web servers: 10.0.0.1 - - [02/Mar/2026:00:40:45 +0000] "GET / HTTP/1.1" 200
_SERVER = re.compile(
    r"\S{1,100} \S{1,100} \S{1,100} \[(?P<day>\d\d)/(?P<month>[A-Z][a-z]{2})/(?P<year>\d{4})"
    r":(?P<clock>\d\d:\d\d:\d\d) (?P<zone>[+-]\d{4})\]"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class LineTime(NamedTuple):
    """`at` is in nanoseconds; None for a time that states no zone, or none that exists.

    `end` is where the time ends, 0 where it stands inside the line.
    """

    at: int | None
    end: int


def line_time(line: str) -> LineTime | None:
    """None for a line that begins with no date and time."""
    found = _ISO.match(line)
    if found:
        date = found["date"].replace("/", "-")
        end = 0 if found["before"] else found.end()
        return LineTime(_moment(date, found["clock"], found["fraction"], found["zone"]), end)
    found = _SERVER.match(line)
    if found and found["month"] in _MONTHS:
        date = f"{found['year']}-{_MONTHS.index(found['month']) + 1:02d}-{found['day']}"
        return LineTime(_moment(date, found["clock"], None, found["zone"]), 0)
    return None


def _moment(date: str, clock: str, fraction: str | None, zone: str | None) -> int | None:
    if zone is None:
        return None
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "")
        zone = f"{zone[0]}{digits[:2]}:{digits[2:] or '00'}"
    else:
        zone = "Z"
    try:
        return Instant.parse(f"{date}T{clock}.{fraction or 0}{zone}").nanoseconds
    except (ValueError, OverflowError):
        return None

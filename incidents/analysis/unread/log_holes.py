"""Stretches of the window from which no log was read although some would be expected."""

import itertools
import math
import re
from datetime import UTC, datetime

from incidents.analysis.facts import Facts
from incidents.model.instant import Instant
from incidents.model.record import digest
from incidents.model.scope import Reading, Span

_CHANCE = 1e-4
_UNLIKELY = 0.05
_FEWEST_MINUTES = 12
_LONGEST_MISSING = 3  # hours; where more lack, the files are of two stretches of time
# A sink writes one object an hour, named for its bounds: 2026/03/02/09:00:00_09:59:59_S0.json; copies lose the signs.
_HOUR_FILE = re.compile(r"(\d{4})[-/]?(\d\d)[-/]?(\d\d)[/_T -](\d\d):?00:?00_\d\d:?59:?59_S\d+")


def holes(facts: Facts) -> list[Reading]:
    """A truncated reading for each hole, in order of time.

    A missing hour of a series of hourly files counts on both sides of the window, where the hours beside it were busy.
    Silence counts on the candidate side
    alone (a team that is about to deploy often lets a service rest), where at the rate of the other minutes that have
    entries chance explains it in fewer than one of ten thousand windows.
    """
    missing = _missing_hours(facts)
    found = {str(each): (each, "the series of hourly log files has none for this hour") for each in missing}
    for span, chance in _silences(facts):
        why = f"nothing at all was logged; by chance that would happen in fewer than one of {_odds(chance)} windows"
        if not any(_overlap(span, other) for other in missing):
            found[str(span)] = (span, why)
    ordered = sorted(found.values(), key=lambda each: str(each[0].start))
    return [_reading(span, why) for span, why in ordered]


def query_of(facts: Facts, hole: Reading) -> str:
    """The command that would fill the hole."""
    text = f'resource.type="cloud_run_revision" AND timestamp>="{hole.span.start}" AND timestamp<="{hole.span.end}"'
    return f"gcloud logging read '{text}' --project {facts.sealed.scope.project} --format json"


def _reading(span: Span, why: str) -> Reading:
    what = f"logs from {span.start} to {span.end}"
    name = f"reading-hole-{digest(what)}"
    return Reading(id=name, source="log-holes", what=what, span=span, items=0, status="truncated", why=why)


def _missing_hours(facts: Facts) -> list[Span]:
    hours = {hour for each in facts.sealed.collected.readings if each.source == "logs" for hour in _hours(each.what)}
    start, end = facts.window.baseline.span.start, facts.window.candidate.span.end
    if start is None or end is None:
        return []
    absent = [
        hour
        for before, after in itertools.pairwise(sorted(hours))
        if after - before <= _LONGEST_MISSING + 1
        for hour in range(before + 1, after)
    ]
    spans = [Span(start=_instant(hour), end=_instant(hour).plus(3600)) for hour in absent]
    within = Span(start=start, end=end)
    logged = _logged_minutes(facts)
    return [each for each in spans if _overlap(each, within) and _is_expected(each, logged)]


def _is_expected(hour: Span, logged: set[Instant]) -> bool:
    """Whether the hours beside it make entries in it likely: a sink writes no file for an hour without any."""
    assert hour.start
    assert hour.end
    beside = sum(
        hour.start.plus(-3600) <= each < hour.start or hour.end <= each < hour.end.plus(3600) for each in logged
    )
    return math.exp(-beside / 2) < _UNLIKELY


def _hours(what: str) -> list[int]:
    found = []
    for year, month, day, hour in _HOUR_FILE.findall(what):
        try:
            moment = datetime(int(year), int(month), int(day), int(hour), tzinfo=UTC)
        except ValueError:  # digits that are no date
            continue
        found.append(int(moment.timestamp()) // 3600)
    return found


def _instant(hour: int) -> Instant:
    return Instant(hour * 3600 * 1_000_000_000)


def _logged_minutes(facts: Facts) -> set[Instant]:
    messages = {minute.minute for each in facts.patterns for minute in each.by_minute}
    return messages | {minute.minute for each in facts.requests for minute in each.by_minute}


def _silences(facts: Facts) -> list[tuple[Span, float]]:
    minutes = sorted(each for each in _logged_minutes(facts) if facts.start.minute <= each)
    if len(minutes) < _FEWEST_MINUTES:
        return []
    found = []
    whole = minutes[0].seconds_until(minutes[-1]) / 60
    for before, after in itertools.pairwise(minutes):
        gap = before.seconds_until(after) / 60 - 1
        if gap < 1:
            continue
        chance = len(minutes) * math.exp(-gap * len(minutes) / max(1.0, whole - gap))
        if chance < _CHANCE:
            found.append((Span(start=before.plus(60), end=after), chance))
    return found


def _overlap(one: Span, other: Span) -> bool:
    starts, ends = (one.start, other.start), (one.end, other.end)
    assert all(starts)
    assert all(ends)
    return max(each for each in starts if each) < min(each for each in ends if each)


def _odds(chance: float) -> str:
    return "ten thousand" if chance > 1e-6 else "a million"

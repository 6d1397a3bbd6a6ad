"""The time axis of the charts: equal steps of a round length over the window and a part of the time before it."""

from dataclasses import dataclass

from incidents.model.incident import Incident
from incidents.model.instant import Instant

_MINUTE = 60_000_000_000
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440)
_MOST_STEPS = 96
_MOST_TICKS = 6
_NEAR = 4
"""Within so many percent of an end a label would be cut by it."""
_BEFORE = 2
"""So many times the length of the window is drawn before it: what broke fills a third of the chart or more."""


@dataclass(frozen=True)
class Tick:
    """A round time, or the day that begins at it, and its place in percent of the axis."""

    at: str
    percent: str
    anchor: str


@dataclass(frozen=True)
class TimeAxis:
    """`start` lies on a step; there are `count` steps of `minutes` each.

    `mark` is where the candidate side begins, in steps, and empty where that is not known; `cut` says that the baseline
    began before the axis does.
    """

    start: Instant
    minutes: int
    count: int
    mark: str
    cut: bool

    def place(self, moment: Instant) -> int | None:
        """The number of the step that holds the moment; None where it lies outside."""
        step = (moment.nanoseconds - self.start.nanoseconds) // (self.minutes * _MINUTE)
        return step if 0 <= step < self.count else None

    def begin(self, step: int) -> Instant:
        return self.start.plus(step * self.minutes * 60)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        long = self.count * self.minutes
        days = -(-long // (_MOST_TICKS * _STEPS[-1])) * _STEPS[-1]
        apart = next((each for each in _STEPS if long / each <= _MOST_TICKS), days)
        first = -(-self.start.nanoseconds // (apart * _MINUTE)) * apart
        minutes = range(first, self.start.nanoseconds // _MINUTE + long, apart)
        return tuple(
            _tick(Instant(minute * _MINUTE), minute - self.start.nanoseconds // _MINUTE, long) for minute in minutes
        )


def time_axis(incident: Incident) -> TimeAxis | None:
    """None where the window has an open end: there is nothing to measure against."""
    mark, end = incident.window.candidate.span.start, incident.window.candidate.span.end
    start = incident.window.baseline.span.start or mark
    if start is None or end is None:
        return None
    earliest = mark.plus(-_BEFORE * mark.seconds_until(end)) if mark else start
    begin = max(start, earliest)
    long = begin.seconds_until(end) / 60
    minutes = next((each for each in _STEPS if long / each < _MOST_STEPS - 1), _STEPS[-1])
    size = minutes * _MINUTE
    first = begin.nanoseconds // size
    count = min(end.nanoseconds // size - first + 1, 4 * _MOST_STEPS)
    place = f"{(mark.nanoseconds - first * size) / size:.2f}" if mark else ""
    return TimeAxis(Instant(first * size), minutes, count, place, start < earliest)


def _tick(at: Instant, minute: int, long: int) -> Tick:
    said = str(at)
    share = 100 * minute / long
    anchor = "start" if share < _NEAR else "end" if share > 100 - _NEAR else "middle"
    return Tick(said[5:10] if said[11:16] == "00:00" else said[11:16], f"{share:.2f}%", anchor)

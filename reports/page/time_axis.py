"""The time axis of the charts: equal steps of a round length over the whole window."""

from dataclasses import dataclass

from incidents.model.incident import Incident
from incidents.model.instant import Instant

_MINUTE = 60_000_000_000
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 240, 360, 720, 1440)
_MOST_STEPS = 96


@dataclass(frozen=True)
class TimeAxis:
    """`start` lies on a step; there are `count` steps of `minutes` each. `mark` is where the candidate side begins,
    in steps; it is empty where that is not known.
    """

    start: Instant
    minutes: int
    count: int
    mark: str

    def place(self, moment: Instant) -> int | None:
        """The number of the step that holds the moment; None where it lies outside."""
        step = (moment.nanoseconds - self.start.nanoseconds) // (self.minutes * _MINUTE)
        return step if 0 <= step < self.count else None

    def begin(self, step: int) -> Instant:
        return self.start.plus(step * self.minutes * 60)

    @property
    def ticks(self) -> tuple[str, ...]:
        """The times at the start, at each quarter and at the end; the day where it changes."""
        moments = [self.start.plus(self.count * self.minutes * 60 * quarter / 4) for quarter in range(5)]
        said: list[str] = []
        day = ""
        for moment in map(str, moments):
            said.append(f"{moment[5:10]} {moment[11:16]}" if moment[:10] != day else moment[11:16])
            day = moment[:10]
        return tuple(said)


def time_axis(incident: Incident) -> TimeAxis | None:
    """None where the window has an open end: there is nothing to measure against."""
    start, end = incident.window.baseline.span.start, incident.window.candidate.span.end
    start = start or incident.window.candidate.span.start
    if start is None or end is None:
        return None
    long = (end.nanoseconds - start.nanoseconds) / _MINUTE
    minutes = next((each for each in _STEPS if long / each < _MOST_STEPS - 1), _STEPS[-1])
    size = minutes * _MINUTE
    first = start.nanoseconds // size
    count = min(end.nanoseconds // size - first + 1, 4 * _MOST_STEPS)
    mark = incident.window.candidate.span.start
    place = f"{(mark.nanoseconds - first * size) / size:.2f}" if mark else ""
    return TimeAxis(Instant(first * size), minutes, count, place)

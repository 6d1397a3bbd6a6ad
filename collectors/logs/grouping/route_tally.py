"""The requests of one method and route that one revision answered."""

from array import array
from typing import NamedTuple

from collectors.logs.entries.entry import Entry
from collectors.logs.entries.moment import MINUTE
from collectors.logs.grouping.tally import Sighting, sighting
from collectors.logs.messages.request import Request


class StatusTally(NamedTuple):
    """How often a status was answered and between which moments."""

    times: int
    first: int
    last: int


class RouteTally:
    """Adding and merging in any order gives the same counts; `failures` holds the earliest of 4xx and of 5xx."""

    __slots__ = ("count", "earliest", "failures", "latencies", "minutes", "statuses")

    def __init__(self) -> None:
        self.count = 0
        self.earliest: Sighting | None = None
        self.statuses: dict[int, StatusTally] = {}
        self.latencies = array("q")
        self.minutes: dict[int, tuple[int, int]] = {}
        self.failures: dict[int, Sighting] = {}

    def add(self, entry: Entry, request: Request) -> None:
        self.count += 1
        status, text = request.status, request.text
        at = entry.at
        if self.earliest is None or at <= self.earliest.at:
            self.earliest = min(filter(None, (self.earliest, sighting(entry, text))))
        if request.latency is not None:
            self.latencies.append(request.latency)
        requests, errors = self.minutes.get(at // MINUTE, (0, 0))
        self.minutes[at // MINUTE] = (requests + 1, errors + (status is not None and status >= 500))
        if status is None:
            return
        count, first, last = self.statuses.get(status, (0, at, at))
        self.statuses[status] = StatusTally(count + 1, min(first, at), max(last, at))
        if status >= 400:
            self._offer(status // 100, sighting(entry, text))

    def merge(self, other: "RouteTally") -> None:
        """Take in another; that one must not be used any more."""
        self.count += other.count
        if other.earliest is not None:
            self.earliest = min(filter(None, (self.earliest, other.earliest)))
        self.latencies.extend(other.latencies)
        for minute, (requests, errors) in other.minutes.items():
            mine = self.minutes.get(minute, (0, 0))
            self.minutes[minute] = (mine[0] + requests, mine[1] + errors)
        for status, theirs in other.statuses.items():
            ours = self.statuses.get(status, theirs._replace(times=0))
            self.statuses[status] = StatusTally(
                ours.times + theirs.times, min(ours.first, theirs.first), max(ours.last, theirs.last)
            )
        for kind, seen in other.failures.items():
            self._offer(kind, seen)

    def _offer(self, kind: int, seen: Sighting) -> None:
        """Keep the earliest of each of 4xx and 5xx."""
        self.failures[kind] = min(self.failures.get(kind, seen), seen)

"""Counts of one thing per revision and minute, with the earliest entry of each revision."""

from typing import NamedTuple

from collectors.logs.entries.entry import Entry
from collectors.logs.entries.moment import MINUTE


class Sighting(NamedTuple):
    """One entry, as much of it as is shown. Sightings order by time, then by id, whatever the order of reading."""

    at: int
    insert_id: str
    text: str
    file: str
    revision: str
    trace: str
    instance: str


class RevisionTally:
    """What one revision logged."""

    __slots__ = ("count", "earliest", "first", "last", "minutes")

    def __init__(self, earliest: Sighting) -> None:
        self.count = 0
        self.first = self.last = earliest.at
        self.earliest = earliest
        self.minutes: dict[int, int] = {}


class Tally:
    """Adding and merging in any order gives the same counts."""

    __slots__ = ("revisions",)

    def __init__(self) -> None:
        self.revisions: dict[str, RevisionTally] = {}

    def add(self, entry: Entry, text: str) -> bool:
        """Count one entry; returns whether it is the earliest of its revision so far."""
        at = entry.at
        tally = self.revisions.get(entry.revision)
        if tally is None:
            tally = self.revisions[entry.revision] = RevisionTally(sighting(entry, text))
            is_earliest = True
        else:
            is_earliest = at <= tally.first and sighting(entry, text) < tally.earliest
            if is_earliest:
                tally.earliest = sighting(entry, text)
                tally.first = at
            elif at > tally.last:
                tally.last = at
        tally.count += 1
        minute = at // MINUTE
        tally.minutes[minute] = tally.minutes.get(minute, 0) + 1
        return is_earliest

    def merge(self, other: "Tally") -> None:
        """Take in the counts of another; that one must not be used any more."""
        for revision, theirs in other.revisions.items():
            mine = self.revisions.get(revision)
            if mine is None:
                self.revisions[revision] = theirs
                continue
            mine.count += theirs.count
            mine.first = min(mine.first, theirs.first)
            mine.last = max(mine.last, theirs.last)
            mine.earliest = min(mine.earliest, theirs.earliest)
            for minute, count in theirs.minutes.items():
                mine.minutes[minute] = mine.minutes.get(minute, 0) + count

    @property
    def count(self) -> int:
        return sum(each.count for each in self.revisions.values())

    @property
    def earliest(self) -> Sighting:
        return min(each.earliest for each in self.revisions.values())


def sighting(entry: Entry, text: str) -> Sighting:
    return Sighting(
        entry.at, entry.insert_id, text, entry.file, entry.revision, entry.trace or "", entry.instance or ""
    )

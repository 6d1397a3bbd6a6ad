"""What the platform says, counted by revision, kind and masked message."""

from collections.abc import Iterator
from typing import NamedTuple, get_args

from collectors.logs.entries.entry import UNKNOWN_REVISION, Entry
from collectors.logs.grouping.capped import Capped
from collectors.logs.grouping.tally import Sighting, sighting
from collectors.logs.masking.mask_text import Masker
from collectors.logs.messages.platform_message import Kind, read_event
from collectors.logs.severity import RANK
from incidents.model.evidence import Severity

MOST_EVENTS = 2000
"""Different events of one service."""

_KINDS: dict[str, Kind] = {each: each for each in get_args(Kind)}


class EventTally:
    """How often, from when to when, and the earliest entry; the highest severity that was stated."""

    __slots__ = ("count", "earliest", "last", "severity")

    def __init__(self) -> None:
        self.count = 0
        self.earliest: Sighting | None = None
        self.last = 0
        self.severity: Severity = "DEFAULT"

    def add(self, entry: Entry, text: str) -> None:
        self.count += 1
        self.last = max(self.last, entry.at)
        self.earliest = min(filter(None, (self.earliest, sighting(entry, text))))
        self.severity = max(self.severity, entry.stated or "DEFAULT", key=lambda each: RANK[each])

    def merge(self, other: "EventTally") -> None:
        """Take in another; that one must not be used any more."""
        self.count += other.count
        self.last = max(self.last, other.last)
        self.earliest = min(filter(None, (self.earliest, other.earliest)))
        self.severity = max(self.severity, other.severity, key=lambda each: RANK[each])


class FoundEvents(NamedTuple):
    """A finished group; the overflow holds events of several revisions and kinds."""

    service: str
    revision: str
    kind: Kind
    tally: EventTally
    is_overflow: bool


class PlatformEvents:
    """Every entry of the platform that was taken, grouped by revision, kind and masked message."""

    def __init__(self) -> None:
        self._services: dict[str, Capped[EventTally]] = {}
        self._masker = Masker()

    def add(self, entry: Entry) -> None:
        event = read_event(entry)
        events = self._services.get(entry.service)
        if events is None:
            events = self._services[entry.service] = Capped(MOST_EVENTS, EventTally)
        key = (event.revision, event.kind, self._masker.mask(event.text))
        events.at(key).add(entry._replace(revision=event.revision), event.text)

    def found(self) -> Iterator[FoundEvents]:
        """The groups, in an order that does not depend on the order of reading."""
        for service, events in sorted(self._services.items()):
            for (revision, kind, _), tally in sorted(events.kept.items()):
                yield FoundEvents(service, revision, _KINDS[kind], tally, is_overflow=False)
            if events.overflow is not None:
                yield FoundEvents(service, UNKNOWN_REVISION, "other", events.overflow, is_overflow=True)

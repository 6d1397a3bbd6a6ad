"""What the platform says, by service, revision, kind and masked message."""

import re
from collections import Counter
from typing import NamedTuple

from collectors.logs.entries.entry import UNKNOWN_REVISION, Entry
from collectors.logs.masking.mask_text import Masker
from collectors.logs.messages.platform_message import Event, Kind, read_event
from collectors.logs.patterns.texts import TextTable
from collectors.logs.records.shown import Redact
from collectors.logs.severity import RANK
from incidents.model.evidence import Severity, TrafficShare

MOST_EVENTS = 2000
"""Different events of one service."""

REST = "(other events)"
# "The request was aborted because there was no available instance." stands on the request itself.
# What ended an instance is told by the limit, and it differs between revisions alone.
_LIMIT = re.compile(r"Memory limit of (?:\S+ )?\S+(?= exceeded)")
_SAID = "fate = 'event' OR (fate = 'request' AND has_text)"


class Kept(NamedTuple):
    """Events that differ in masked parts alone; each change of the traffic is kept by itself, with its moment."""

    service: str
    revision: str
    kind: Kind
    message: str
    moment: int | None = None
    traffic: tuple[TrafficShare, ...] = ()


def assign_events(table: TextTable, redact: Redact) -> tuple[list[Kept], list[Severity]]:
    """The events and their highest severities in the order of their numbers, which the relation `events` has.

    What the platform says of a request is in the words of the first step only together with the route, and is grouped
    here without.
    """
    masker = Masker()
    found: dict[int, tuple[Kept, Severity]] = {}
    events: Counter[Kept] = Counter()
    for text, entry in table.with_entries(_SAID):
        event = _event(entry)
        words = _masked(masker, redact(event.text))
        moment = entry.at if event.traffic else None
        kept = Kept(text.service, redact(event.revision), event.kind, words, moment, _redacted(event.traffic, redact))
        found[text.id] = (kept, entry.stated or "DEFAULT")
        events[kept] += text.entries
    within = _within(events)
    numbers: dict[Kept, int] = {}
    severities: list[Severity] = []
    assigned = {}
    for text_id, (kept, severity) in found.items():
        shown = kept if kept in within else Kept(kept.service, UNKNOWN_REVISION, "other", REST)
        number = assigned[text_id] = numbers.setdefault(shown, len(numbers))
        if number == len(severities):
            severities.append(severity)
        severities[number] = max(severities[number], severity, key=RANK.__getitem__)
    table.assign("events", assigned)
    return list(numbers), severities


def _masked(masker: Masker, text: str) -> str:
    """The memory limit stays, and what was used of it does not."""
    limit = _LIMIT.search(text)
    masked = masker.mask(text)
    return _LIMIT.sub(lambda _: limit[0], masked, count=1) if limit else masked


def _event(entry: Entry) -> Event:
    event = read_event(entry)
    return event._replace(revision=event.revision or UNKNOWN_REVISION)


def _redacted(traffic: tuple[TrafficShare, ...], redact: Redact) -> tuple[TrafficShare, ...]:
    names = (
        {"revision": each.revision and redact(each.revision), "tag": each.tag and redact(each.tag)} for each in traffic
    )
    return tuple(each.model_copy(update=clean) for each, clean in zip(traffic, names, strict=True))


def _within(events: Counter[Kept]) -> set[Kept]:
    room: Counter[str] = Counter()
    within = set()
    for kept in sorted(events, key=lambda each: (-events[each], *each[:4], each.moment or 0, repr(each.traffic))):
        room[kept.service] += 1
        if room[kept.service] <= MOST_EVENTS:
            within.add(kept)
    return within

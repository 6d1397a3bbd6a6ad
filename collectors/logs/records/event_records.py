"""What the platform said as evidence."""

from collections.abc import Iterator

from collectors.logs.entries.entry import UNKNOWN_REVISION
from collectors.logs.grouping.platform_events import EventTally, PlatformEvents
from collectors.logs.masking.mask_text import Masker
from collectors.logs.messages.platform_message import Kind
from collectors.logs.records.shown import SOURCE, Redact, excerpt, locator
from incidents.model.evidence import PlatformEvent
from incidents.model.instant import Instant
from incidents.model.record import digest

REST = "(other events)"


def event_records(events: PlatformEvents, redact: Redact) -> Iterator[PlatformEvent]:
    """One record for each masked message of a revision; events that redaction makes equal become one."""
    masker = Masker()
    merged: dict[tuple[str, str, Kind, str], EventTally] = {}
    for found in events.found():
        assert found.tally.earliest is not None
        message = REST if found.is_overflow else masker.mask(redact(found.tally.earliest.text))
        key = (found.service, found.revision, found.kind, message)
        if key in merged:
            merged[key].merge(found.tally)
        else:
            merged[key] = found.tally
    for key, tally in sorted(merged.items()):
        yield _record(key, tally, redact)


def _record(key: tuple[str, str, Kind, str], tally: EventTally, redact: Redact) -> PlatformEvent:
    service, revision, kind, message = key
    earliest = tally.earliest
    assert earliest is not None
    return PlatformEvent(
        id=f"event-{digest(service, revision, kind, message)}",
        at=Instant(earliest.at),
        source=SOURCE,
        locator=locator(earliest),
        excerpt=excerpt(earliest.text, redact),
        service=service,
        revision=None if revision == UNKNOWN_REVISION else revision,
        event=kind,
        severity=tally.severity,
        message=message,
        count=tally.count,
        first=Instant(earliest.at),
        last=Instant(tally.last),
    )

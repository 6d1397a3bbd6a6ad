"""What the platform said as evidence."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

import duckdb

from collectors.logs.entries.entry import UNKNOWN_REVISION
from collectors.logs.entries.moment import MINUTE
from collectors.logs.messages.platform_message import actor_of, read_event
from collectors.logs.patterns.counts import Counts
from collectors.logs.patterns.platform import Kept
from collectors.logs.records.shown import SOURCE, Redact, excerpt, locator
from collectors.logs.records.sighting import earliest_of
from incidents.model.evidence import MinuteCount, PlatformEvent, Severity
from incidents.model.instant import Instant
from incidents.model.record import canonical, digest

_LONGEST = 200


def event_records(
    database: duckdb.DuckDBPyConnection, events: Sequence[Kept], severities: Sequence[Severity], redact: Redact
) -> Iterator[PlatformEvent]:
    """One record for each masked message of a revision; of ended instances also when and how many."""
    counts = Counts(database, "events")
    ends = {number for number, kept in enumerate(events) if kept.kind == "crash"}
    minutes: defaultdict[int, list[MinuteCount]] = defaultdict(list)
    for each in counts.minutes() if ends else ():
        if each.number in ends:
            revision, minute = redact(each.revision), Instant(each.minute * MINUTE)
            minutes[each.number].append(MinuteCount(revision=revision, minute=minute, count=each.entries))
    instances = {number: n for number, of, n in (counts.distinct() if ends else ()) if of == "instances"}
    for number, found in groupby(counts.stretches(), attrgetter("number")):
        stretches = tuple(found)
        kept = events[number]
        entry = earliest_of(each.earliest for each in stretches)
        actor = actor_of(entry) if kept.kind == "deployment" else None
        yield PlatformEvent(
            id=f"event-{digest(*kept[:4], *_asked(kept))}",
            at=Instant(entry.at),
            source=SOURCE,
            locator=locator(entry, redact),
            excerpt="\n".join((excerpt(read_event(entry).text, redact), *_asked(kept)[1:])),
            service=kept.service,
            revision=None if kept.revision == UNKNOWN_REVISION else kept.revision,
            event=kept.kind,
            severity=severities[number],
            message=kept.message,
            count=sum(each.entries for each in stretches),
            first=Instant(entry.at),
            last=Instant(max(each.last for each in stretches)),
            traffic=kept.traffic,
            by_minute=tuple(minutes[number]) if number in ends else (),
            instances=instances.get(number) if number in ends else None,
            account=redact(actor.account)[:_LONGEST] if actor else None,
            method=redact(actor.method)[:_LONGEST] if actor else None,
        )


def _asked(kept: Kept) -> tuple[str, ...]:
    """When the traffic was to be shared how, where it was."""
    if not kept.traffic:
        return ()
    shares = canonical([each.model_dump(mode="json", exclude_defaults=True) for each in kept.traffic])
    return (str(Instant(kept.moment or 0)), shares)

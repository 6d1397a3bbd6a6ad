"""The collector of Cloud Run revisions: from files that gcloud or the API wrote, or from Cloud Run itself."""

import difflib
from collections.abc import Iterable, Sequence
from typing import TypeVar

from collectors.cloud_run.listing import SOURCE, Listing
from collectors.cloud_run.live.answers import live_listings, live_survey
from collectors.collector import Ask
from collectors.named_files import failed_reading, named, survey_lines, unmatched_readings
from incidents.model.evidence import Revision, Service
from incidents.model.scope import Reading
from incidents.model.sealed import Collected
from incidents.timing.timer import REAL_TIMER, Timer

_MOST_NAMED = 10
Record = TypeVar("Record", Revision, Service)


class CloudRun:
    """Reads revisions, and from the descriptions of services how they and their traffic were when they were written."""

    name = SOURCE

    def __init__(self, timer: Timer = REAL_TIMER) -> None:
        """`timer` is what the waits of a live read take."""
        self._timer = timer

    def survey(self, ask: Ask) -> tuple[str, ...]:
        return (*live_survey(ask), *survey_lines(ask))

    def collect(self, ask: Ask) -> Collected:
        files = [Listing.read(ask, file) for file in named(ask)]
        listings = [*live_listings(ask, self._timer), *files]
        services = _kept((listing, listing.services()) for listing in listings)
        shares = {each.service: each.traffic for each in services}
        revisions = _kept((listing, listing.revisions(shares)) for listing in listings)
        readings = [*unmatched_readings(ask, self.name), *(listing.reading() for listing in listings)]
        if any(listing.failed is None for listing in files):
            readings += _missing(ask, files, {each.service for each in revisions})
        return Collected.joined([Collected(evidence=(*services, *revisions), readings=tuple(readings))])


def _kept(found: Iterable[tuple[Listing, Sequence[Record]]]) -> list[Record]:
    """Each record once, the first of those that say different things of it; the others are counted."""
    kept: dict[str, Record] = {}
    for listing, records in found:
        for each in records:
            known = kept.setdefault(each.id, each)
            if known.model_dump(exclude={"locator", "hash"}) != each.model_dump(exclude={"locator", "hash"}):
                listing.differs(each)
    return list(kept.values())


def _missing(ask: Ask, listings: Sequence[Listing], found: set[str]) -> list[Reading]:
    """A failed reading for each service in scope of which no file lists a revision, with what the files do hold."""
    held = sorted({service for listing in listings for service in listing.named} - found)
    readings = []
    for service in ask.scope.service_names:
        if service in found:
            continue
        near = [name for name in difflib.get_close_matches(service, held, n=1) if name != service]
        meant = f" Did you mean `{near[0]}`?" if near else ""
        more = f" and {len(held) - _MOST_NAMED} more" if len(held) > _MOST_NAMED else ""
        others = f"; the files hold {', '.join(held[:_MOST_NAMED])}{more}" if held else ""
        why = f"no file lists a revision of {service} in {ask.scope.region}{others}.{meant} Nothing is known of it"
        readings.append(failed_reading(ask, SOURCE, f"revisions of {service}", why))
    return readings

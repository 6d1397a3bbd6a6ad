"""How long the requests to what fails took, on the revision that fails and before."""

from collections.abc import Iterable
from typing import NamedTuple

from incidents.analysis.facts import Facts
from incidents.model.evidence import AnyEvidence, RequestStatistics
from incidents.model.record import CitationId


class Took(NamedTuple):
    """The longest of each side in milliseconds, with the records; `quickest` is the shortest before."""

    now: float
    before: float
    cites: tuple[CitationId, ...]
    quickest: float | None = None


def took(facts: Facts, records: Iterable[AnyEvidence]) -> Took | None:
    """Of the routes of which a new revision answered requests with a server error; None where a side told nothing."""
    rows = [each for each in records if isinstance(each, RequestStatistics) and each.latency]
    failing = [each for each in rows if each.revision in facts.new_revisions and each.answered(500, 599)]
    routes = {(each.method, each.route) for each in failing}
    earlier = [
        each for each in rows if each.revision not in facts.new_revisions and (each.method, each.route) in routes
    ]
    now = [each.latency.max_ms for each in failing if each.latency]
    before = [each.latency.max_ms for each in earlier if each.latency]
    if not now or not before:
        return None
    shortest = [each.latency.min_ms for each in earlier if each.latency]
    known = [each for each in shortest if each is not None]
    quickest = min(known) if len(known) == len(shortest) else None
    return Took(max(now), max(before), tuple(sorted(each.id for each in (*failing, *earlier))), quickest)

"""How much each side of the window had to do: the traffic by which its counts are compared."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from incidents.analysis.facts import Facts
from incidents.model.evidence import LogPattern, RequestStatistics

Unit = Literal["requests", "log entries"]


@dataclass(frozen=True)
class Traffic:
    """The same thing counted on both sides; `unit` says what."""

    before: int
    after: int
    unit: Unit


def of_service(facts: Facts, service: str, besides: LogPattern) -> Traffic:
    """Its requests; where a side answered none, the entries of its other messages, as of a worker that is not asked."""
    requests = facts.request_sides(service)
    if requests.before and requests.after:
        return Traffic(requests.before, requests.after, "requests")
    entries = facts.entry_sides(service)
    own = facts.pattern_sides(besides)
    return Traffic(entries.before - own.before, entries.after - own.after, "log entries")


def of_revisions(facts: Facts, service: str, revisions: Collection[str], unit: Unit) -> int:
    """What of it these revisions did."""
    if unit == "requests":
        return sum(each.count for each in facts.requests if each.service == service and each.revision in revisions)
    counts = (row for each in facts.patterns if each.service == service for row in each.by_revision)
    return sum(row.count for row in counts if row.revision in revisions)


def heard_before(facts: Facts, service: str) -> bool:
    """Whether anything of the service was read of before the window: without it a count of none says nothing."""
    return bool(facts.request_sides(service).before or facts.entry_sides(service).before)


def of_rows(facts: Facts, rows: list[RequestStatistics], *, after: bool) -> tuple[int, int]:
    """Server errors and all requests of the rows on one side."""
    counted = [
        minute
        for each in rows
        for minute in each.by_minute
        if facts.is_after(each.service, each.revision, minute.minute) is after
    ]
    return sum(each.server_errors for each in counted), sum(each.count for each in counted)

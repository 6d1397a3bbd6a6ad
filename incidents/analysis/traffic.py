"""How much each side of the window had to do: the traffic by which its counts are compared."""

from dataclasses import dataclass
from typing import Literal

from incidents.analysis.facts import Facts
from incidents.model.evidence import LogPattern, RequestStatistics


@dataclass(frozen=True)
class Traffic:
    """The same thing counted on both sides; `unit` says what."""

    before: int
    after: int
    unit: Literal["requests", "log entries"]


def of_service(facts: Facts, service: str, besides: LogPattern | None = None) -> Traffic:
    """Its requests; where a side answered none, the entries of its other messages, as of a worker that is not asked."""
    requests = facts.request_sides(service)
    if requests.before and requests.after:
        return Traffic(requests.before, requests.after, "requests")
    before = after = 0
    for pattern in facts.patterns:
        if pattern.service == service and pattern is not besides:
            sides = facts.pattern_sides(pattern)
            before += sides.before
            after += sides.after
    return Traffic(before, after, "log entries")


def of_rows(facts: Facts, rows: list[RequestStatistics], *, after: bool) -> tuple[int, int]:
    """Server errors and all requests of the rows on one side."""
    counted = [
        minute
        for each in rows
        for minute in each.by_minute
        if facts.is_after(each.service, each.revision, minute.minute) is after
    ]
    return sum(each.server_errors for each in counted), sum(each.count for each in counted)

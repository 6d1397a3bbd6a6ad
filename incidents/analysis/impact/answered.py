"""How many requests were answered with a server error before the window, in it, and in it by what came before it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from incidents.analysis.facts import Facts
from incidents.analysis.rates.rate_state import judge
from incidents.model.claim import Value
from incidents.model.evidence import MinuteRequests, RequestStatistics
from incidents.model.instant import Instant

_LEAST = 5
Side = Literal["before", "window", "meanwhile"]


@dataclass(frozen=True)
class Answered:
    """Requests of one side; `minutes` are those in which one failed, `rows` the records that were counted."""

    total: int
    failed: int
    minutes: tuple[Instant, ...]
    rows: tuple[RequestStatistics, ...]


def answered(facts: Facts, rows: Iterable[RequestStatistics], side: Side) -> Answered:
    """`meanwhile` are those of the window that a revision from before it answered, beside a new one or in its place."""
    counted = [(row, each) for row in rows for each in row.by_minute if _side(facts, row, each) == side]
    return Answered(
        total=sum(each.count for _, each in counted),
        failed=sum(each.server_errors for _, each in counted),
        minutes=tuple(sorted(each.minute for _, each in counted if each.server_errors)),
        rows=tuple({row.id: row for row, _ in counted}.values()),
    )


def is_as_before(before: Answered, now: Answered) -> bool:
    """Whether requests failed on both sides, and no more often than chance explains."""
    if not before.failed or not now.failed:
        return False
    return judge(before.failed, before.total, now.failed, now.total, each_once=True).state == "persisting"


def fails_more(facts: Facts, service: str) -> bool:
    """Whether some new revision and all behind it fail clearly more of all requests than what served before them.

    Each route alone may fail too seldom to tell.
    """
    rows = [each for each in facts.requests if each.service == service]
    order = [each.revision for each in facts.window.candidate.of(service)]
    for first in range(len(order)):
        sides = [[each for each in rows if (each.revision in order[first:]) is side] for side in (False, True)]
        (failed_before, before), (failed, total) = (
            (sum(each.answered(500, 599) for each in side), sum(each.count for each in side)) for side in sides
        )
        if judge(failed_before, before, failed, total, each_once=True).state in ("new", "worse") and failed >= _LEAST:
            return True
    return False


def and_before(template: str, values: list[Value], before: Answered) -> str:
    """The sentence with what was the same before it."""
    values.append(Value(name="failed_before", form="number", value=before.failed))
    values.append(Value(name="total_before", form="number", value=before.total))
    return f"{template}, before {{failed_before}} of {{total_before}}"


def _side(facts: Facts, row: RequestStatistics, counted: MinuteRequests) -> Side:
    if facts.is_after(row.service, row.revision, counted.minute):
        return "window"
    return "meanwhile" if counted.minute >= facts.start.minute else "before"

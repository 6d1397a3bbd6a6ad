"""What a caller logs, at any level, of a failure of another service, which it shows and is no fault of its own."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from incidents.analysis.course import failing_minutes
from incidents.analysis.facts import Facts
from incidents.analysis.rates.answered_with import answers_of
from incidents.analysis.ties.ties import traces_of
from incidents.model.evidence import LogPattern, RequestStatistics
from incidents.model.finding import Finding

_STATUS = re.compile(r"(?:^|_|\b)(?:status|code)(?:_?code)?$", re.IGNORECASE)
_LEAST = 5
_NEARLY_ALL = 0.95
_CHANCE = 0.001


class SeenByCaller(NamedTuple):
    """`entries` of the pattern lie in minutes in which the failure was seen, of `total`; `by` is what both share."""

    failure: Finding
    pattern: LogPattern
    by: str
    entries: int
    total: int


def seen_by_callers(facts: Facts, findings: Iterable[Finding]) -> Iterator[SeenByCaller]:
    """Of failed requests, by messages of other services that were never logged before them, in the order of ids."""
    for failure in findings:
        if failure.kind in ("request", "log") and failure.state == "new" and failure.first is not None:
            for pattern in facts.patterns:
                if pattern.service != failure.service and (found := _seen(facts, failure, pattern)) is not None:
                    yield found


def _seen(facts: Facts, failure: Finding, pattern: LogPattern) -> SeenByCaller | None:
    by = _shared(facts, failure, pattern)
    first = failure.first
    if by is None or first is None or any(each.minute < first.minute for each in pattern.by_minute):
        return None
    failed = {minute for _, minute in failing_minutes.of(facts, failure)}
    met = [each for each in pattern.by_minute if each.minute in failed]
    entries = sum(each.count for each in met)
    if entries < _LEAST or entries < _NEARLY_ALL * pattern.count:
        return None
    last = max(failure.last or first, *(each.minute for each in met))
    share = len(failed) / (first.minute.seconds_until(last.minute) / 60 + 1)
    by_chance = min(1.0, share) ** len({each.minute for each in met})
    return SeenByCaller(failure, pattern, by, entries, pattern.count) if by_chance <= _CHANCE else None


def _shared(facts: Facts, failure: Finding, pattern: LogPattern) -> str | None:
    """A trace of both, or a field of the message that holds a status with which the requests failed."""
    traces = {each.trace for each in pattern.exemplars if each.trace} & traces_of(facts, failure)
    if traces:
        return f"the trace {min(traces)}"
    low, high = answers_of(failure)
    keys = (*failure.primary, *failure.related)
    rows = (row for key in keys if isinstance(row := facts.records[key], RequestStatistics))
    statuses = {str(each.status) for row in rows for each in row.statuses if low <= each.status <= high}
    field = next((each for each in pattern.fields if _STATUS.search(each.name) and each.value in statuses), None)
    return f"{field.name} {field.value}" if field else None

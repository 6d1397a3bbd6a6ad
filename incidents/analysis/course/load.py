"""Whether a service had more to do when a failure began than before it."""

from collections import Counter

from incidents.analysis.course import failing_minutes
from incidents.analysis.facts import Facts
from incidents.analysis.rates.exact_rate import compare
from incidents.model.finding import Finding
from incidents.model.instant import Instant

_SINCE, _MEANWHILE = 1.5, 2.0
"""A minute with more requests is more likely one in which something fails, so these have to be busier."""


def rose(facts: Facts, finding: Finding) -> bool | None:
    """By the requests of the minutes in which any came; None where one side had none, or the onset is not known."""
    if finding.first is None:
        return None
    per_minute: Counter[Instant] = Counter()
    for row in facts.requests:
        if row.service == finding.service:
            per_minute.update({each.minute: each.count for each in row.by_minute})
    onset = finding.first.minute
    before = [count for minute, count in per_minute.items() if minute < onset]
    since = [count for minute, count in per_minute.items() if minute >= onset]
    seen = {minute for _, minute in failing_minutes.of(facts, finding)}
    meanwhile = [count for minute, count in per_minute.items() if minute in seen]
    if not before or not since:
        return None
    return _is_more(before, since, _SINCE) or _is_more(before, meanwhile, _MEANWHILE)


def _is_more(before: list[int], now: list[int], times: float) -> bool:
    if not now or sum(now) / len(now) < times * sum(before) / len(before):
        return False
    return compare(sum(before), len(before), sum(now), len(now)).low > 1

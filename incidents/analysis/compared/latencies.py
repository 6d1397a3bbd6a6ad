"""How long the requests of each route took on the revisions of both sides, from the quantiles that were kept."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from incidents.analysis.compared.routes import Route, by_route
from incidents.analysis.facts import Facts
from incidents.analysis.rates.exact_rate import compare
from incidents.analysis.titles import fitted
from incidents.model.comparison import Comparison
from incidents.model.evidence import Latency, RequestStatistics
from incidents.model.finding import Ratio, State
from incidents.model.instant import Instant
from incidents.model.record import digest

LEAST = 20
"""Requests on each side below which quantiles say little."""
TWICE = 2.0
NOTICED_MS = 100.0
_FEW = 0.02
_SEVERAL = 3
_AT_ONCE_S = 600
_ABOVE = {"p50_ms": 0.5, "p95_ms": 0.05, "p99_ms": 0.01}
"""The share of requests that took longer than the quantile."""


class Pair(NamedTuple):
    """The records of one route that are compared: of the busiest revision on either side."""

    before: RequestStatistics
    after: RequestStatistics


class _Shift(NamedTuple):
    """How many requests of each side took longer than one quantile of the earlier side."""

    level_ms: float
    before: int
    after: int
    low: float
    chance: float


def compared(facts: Facts) -> list[Comparison]:
    """Every route of a service with a new revision that told how long it took; which too few requests did is said."""
    found = dict(pairs(facts))
    told = {key: [each for each in rows if each.latency] for key, rows in by_route(facts).items()}
    asked = {key: rows for key, rows in told.items() if rows and facts.window.candidate.of(key[0])}
    return [_compared(key, found[key]) if key in found else _too_few(key, rows) for key, rows in asked.items()]


def pairs(facts: Facts) -> Iterator[tuple[Route, Pair]]:
    """The routes that can be compared; revisions on which one failed are left out, for errors end early or late.

    Of several new revisions the newest that is slower counts, whatever the others answered; else the busiest.
    """
    for key, rows in by_route(facts).items():
        usable = [each for each in rows if each.latency and each.latency.count >= LEAST and not _fails(each)]
        order = [each.revision for each in facts.window.candidate.of(key[0])]
        old, new = ([each for each in usable if (each.revision in order) is side] for side in (False, True))
        if not old or not new:
            continue
        before = max(old, key=_busy)
        every = [Pair(before, each) for each in sorted(new, key=lambda each: order.index(each.revision), reverse=True)]
        slower = next((each for each in every if is_slower(each)), None)
        yield key, slower or max(every, key=lambda each: _busy(each.after))


def _fails(row: RequestStatistics) -> bool:
    """More than so few that they move no median."""
    return row.answered(500, 599) > _FEW * row.count


def _busy(row: RequestStatistics) -> tuple[int, str]:
    return (row.count, row.revision)


def is_slower(pair: Pair) -> bool:
    """Twice the median, a tenth of a second more, and more slow requests than chance explains."""
    assert pair.before.latency
    assert pair.after.latency
    rise = pair.after.latency.p50_ms - pair.before.latency.p50_ms
    doubled = pair.after.latency.p50_ms >= TWICE * pair.before.latency.p50_ms
    if not doubled or rise < NOTICED_MS:
        return False
    shift = _shift(pair.before.latency, pair.after.latency)
    return shift is not None and shift.low > 1


def most_are_slower(facts: Facts, service: str) -> bool:
    """Whether at least three of its routes take longer, and at least half of those that can be compared."""
    slower = [is_slower(pair) for key, pair in pairs(facts) if key[0] == service]
    return sum(slower) >= _SEVERAL and 2 * sum(slower) >= len(slower)


def slow_at_once(facts: Facts, row: RequestStatistics) -> bool:
    """Whether a new revision was slow at a route from its first requests on: then it never served that one well.

    It is asked of every route of a service; minutes are timed of those alone that took longer somewhere.
    """
    told = [each.minute for each in row.by_minute if each.p50_ms is not None]
    few = row.latency is None or row.latency.count < LEAST
    if few or not told or row.revision not in facts.new_revisions:
        return False
    old = [
        each
        for each in facts.requests
        if (each.service, each.method, each.route) == (row.service, row.method, row.route)
        and each.revision not in facts.new_revisions
        and each.latency
        and each.latency.count >= LEAST
    ]
    pair = Pair(max(old, key=_busy), row) if old else None
    slow = slow_from(pair) if pair and is_slower(pair) else None
    return slow is not None and min(told).seconds_until(slow[0]) < _AT_ONCE_S


def slow_from(pair: Pair) -> tuple[Instant, Instant] | None:
    """The minute from which the route was slow, and the last slow one; None where no minute tells a latency.

    A minute is slow by the rule's own measure. Of all minutes the one is chosen that leaves fewest requests in slow
    minutes before it and in quick minutes from it on, so that neither one slow minute before nor one quick minute
    after moves it.
    """
    assert pair.before.latency
    level = max(TWICE * pair.before.latency.p50_ms, pair.before.latency.p50_ms + NOTICED_MS)
    told = [(each.minute, each.count, each.p50_ms >= level) for each in pair.after.by_minute if each.p50_ms is not None]
    told.sort(key=lambda each: each[0])
    slow = [minute for minute, _, is_slow in told if is_slow]
    if not slow:
        return None
    wrong = sum(count for _, count, is_slow in told if not is_slow)
    fewest, onset = wrong, told[0][0]
    for (_, count, is_slow), (following, _, _) in pairwise(told):
        wrong += count if is_slow else -count
        if wrong < fewest:
            fewest, onset = wrong, following
    return onset, max(onset, slow[-1])


def _compared(key: Route, pair: Pair) -> Comparison:
    service, method, route = key
    before, after = pair.before.latency, pair.after.latency
    assert before
    assert after
    state: State = "worse" if is_slower(pair) else "persisting"
    shift = _shift(before, after)
    said = (
        f"p50 {before.p50_ms:g} to {after.p50_ms:g} ms, p95 {before.p95_ms:g} to {after.p95_ms:g} ms, "
        f"p99 {before.p99_ms:g} to {after.p99_ms:g} ms"
    )
    slow = f"requests over {shift.level_ms:g} ms, at least" if shift else "requests"
    return Comparison(
        id=f"compared-{digest('latency', *key)}",
        subject="latency",
        name=fitted(f"{method} {route}"),
        service=service,
        state=state,
        before=Ratio(n=shift.before if shift else before.count, total=before.count, unit=slow),
        after=Ratio(n=shift.after if shift else after.count, total=after.count, unit=slow),
        low=float(f"{shift.low:.3g}") if shift else None,
        chance=float(f"{shift.chance:.3g}") if shift else None,
        reason=said,
        cites=tuple(sorted((pair.before.id, pair.after.id))),
    )


def _too_few(key: Route, rows: list[RequestStatistics]) -> Comparison:
    service, method, route = key
    return Comparison(
        id=f"compared-{digest('latency', *key)}",
        subject="latency",
        name=fitted(f"{method} {route}"),
        service=service,
        state="not-comparable",
        before=None,
        after=None,
        reason=f"too few: one side has no revision with {LEAST} requests that told their latency and none that failed",
        cites=tuple(sorted(each.id for each in rows)),
    )


@lru_cache(maxsize=4096)
def _shift(before: Latency, after: Latency) -> _Shift | None:
    """The clearest sign of slower requests that the quantiles prove; None where no later one lies above an earlier one.

    Where the later median lies above the earlier p95, at least half of the later requests took longer than what at
    most a twentieth of the earlier ones did: two counts, and so the exact test of two rates. It is asked again of the
    same two for every pair of findings that may be one, and takes long.
    """
    found = []
    for later, share_after in _ABOVE.items():
        for earlier, share_before in _ABOVE.items():
            level = float(getattr(before, earlier))
            if share_after > share_before and getattr(after, later) > level:
                slow_before = -int(-share_before * before.count // 1)
                slow_after = max(1, int(share_after * after.count))
                rates = compare(slow_before, before.count, slow_after, after.count)
                found.append(_Shift(level, slow_before, slow_after, rates.low, rates.rise))
    return min(found, key=lambda each: (each.chance, each.level_ms), default=None)

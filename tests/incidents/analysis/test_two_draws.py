"""Two draws of one traffic are no incident; a fault of enough size in the later one is found.

Each thing is compared alone, at a chance of one in forty, so a window of many things that fail often in both draws has
a finding now and then.
"""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.analysis.analyse import analyse
from incidents.model.evidence import (
    AnyEvidence,
    Latency,
    LogPattern,
    MinuteCount,
    MinuteRequests,
    RequestStatistics,
    RevisionCount,
    StatusCount,
)
from incidents.model.incident import Incident
from tests import builders
from tests.builders import BAD, GOOD, at

MINUTES = 60
ROUTES = ("/parcels", "/parcels/<id>", "/rates", "/health")
ERRORS = ("printer <id> refused", "rate <id> is unknown", "parcel <id> is locked")


def drawn(revision: str, dice: random.Random, *, failing: dict[str, float], noise: float) -> list[AnyEvidence]:
    """An hour of one revision; `noise` is the chance of each error of the log in each minute."""
    begin = 0.5 if revision == GOOD else 2.5
    found: list[AnyEvidence] = []
    for route in ROUTES:
        counts = [dice.randint(0, 4) for _ in range(MINUTES)]
        chance = failing.get(route, noise / 10)
        bad = [sum(dice.random() < chance for _ in range(count)) for count in counts]
        found += requests(revision, route, begin, list(zip(counts, bad, strict=True)), dice)
    for message in ERRORS:
        minutes = [minute for minute in range(MINUTES) if dice.random() < noise]
        found += errors(revision, message, begin, minutes)
    return found


def requests(
    revision: str, route: str, begin: float, counts: list[tuple[int, int]], dice: random.Random
) -> list[RequestStatistics]:
    rows = [(at(begin, n), count, bad) for n, (count, bad) in enumerate(counts) if count]
    total, failed = sum(count for _, count, _ in rows), sum(bad for *_, bad in rows)
    codes = [(200, total - failed), (500, failed)]
    waits = sorted(dice.lognormvariate(3.5, 0.8) for _ in range(total))
    quantiles = {f"p{share}_ms": waits[min(total - 1, total * share // 100)] for share in (50, 95, 99)}
    return [
        builders.request_statistics(
            revision=revision,
            method="GET",
            route=route,
            count=total,
            statuses=tuple(
                StatusCount(status=code, count=n, first=rows[0][0], last=rows[-1][0]) for code, n in codes if n
            ),
            by_minute=tuple(MinuteRequests(minute=minute, count=n, server_errors=bad) for minute, n, bad in rows),
            latency=Latency(count=total, max_ms=waits[-1], **quantiles),
        )
    ]


def errors(revision: str, message: str, begin: float, minutes: list[int]) -> list[LogPattern]:
    if not minutes:
        return []
    first, last = at(begin, minutes[0]), at(begin, minutes[-1])
    return [
        builders.log_pattern(
            template=message,
            error_type=None,
            count=len(minutes),
            by_revision=(RevisionCount(revision=revision, count=len(minutes), first=first, last=last),),
            by_minute=tuple(MinuteCount(revision=revision, minute=at(begin, each), count=1) for each in minutes),
            exemplars=(builders.exemplar(revision=revision, at=first, text=message, insert_id=f"{revision}-{first}"),),
        )
    ]


def analysed(*sides: list[AnyEvidence]) -> Incident:
    merged: dict[str, AnyEvidence] = {}
    for each in (builders.revision(name=GOOD), builders.revision(), *(each for side in sides for each in side)):
        known = merged.get(each.id)
        merged[each.id] = both(known, each) if isinstance(known, LogPattern) and isinstance(each, LogPattern) else each
    return analyse(builders.sealed(collected=builders.collected(*merged.values())))


def both(one: LogPattern, other: LogPattern) -> LogPattern:
    """The pattern as a collector keeps it: one record over all revisions."""
    joined = {name: (*getattr(one, name), *getattr(other, name)) for name in ("by_revision", "by_minute", "exemplars")}
    return one.model_copy(update={**joined, "count": one.count + other.count, "hash": ""})


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.integers(0, 2**32), st.sampled_from([0.0, 0.01, 0.02]))
def test_two_draws_of_one_traffic_have_no_finding(seed: int, noise: float) -> None:
    dice = random.Random(seed)
    incident = analysed(drawn(GOOD, dice, failing={}, noise=noise), drawn(BAD, dice, failing={}, noise=noise))
    assert [each.title for each in incident.findings] == []
    assert incident.verdict == "healthy"


def test_of_fifty_windows_that_are_as_noisy_as_before_at_most_two_have_a_finding() -> None:
    """An error of each kind in every tenth minute, and one failed request in a hundred."""
    found = 0
    for seed in range(50):
        dice = random.Random(seed)
        sides = [drawn(revision, dice, failing={}, noise=0.1) for revision in (GOOD, BAD)]
        found += bool(analysed(*sides).findings)
    assert found <= 2


@settings(derandomize=True, deadline=None, max_examples=40)
@given(st.integers(0, 2**32), st.sampled_from(ROUTES), st.sampled_from([0.2, 0.5, 1.0]))
def test_a_route_that_fails_often_enough_is_found(seed: int, route: str, share: float) -> None:
    dice = random.Random(seed)
    incident = analysed(drawn(GOOD, dice, failing={}, noise=0.02), drawn(BAD, dice, failing={route: share}, noise=0.02))
    assert any(f"`GET {route}`" in f"{each.title}{each.echoes}" for each in incident.findings)
    assert incident.verdict == "incident"

"""Routes that became slower, or failed more often, before anything was deployed, and went on so."""

from collections.abc import Callable, Iterable, Iterator
from statistics import median
from typing import NamedTuple

from incidents.analysis.compared.latencies import LEAST, NOTICED_MS, TWICE
from incidents.analysis.compared.routes import Route, by_route
from incidents.analysis.facts import Facts
from incidents.analysis.rates.exact_rate import compare
from incidents.model.claim import Claim, Value
from incidents.model.evidence import RequestStatistics
from incidents.model.finding import Finding
from incidents.model.instant import Instant
from incidents.model.record import digest

_CHANCE = 0.001
_FOR_SECONDS = 900
_STEPS = 60
_FAILED = 10
"""Fewer failed requests of a route tell no change of its rate."""
_MOST = 3


class _Minute(NamedTuple):
    """The requests to one route in one minute, how many failed, and their median where it was kept."""

    minute: Instant
    asked: int
    failed: int
    p50_ms: float | None


class _Stretches(NamedTuple):
    """The minutes before the change, from it to the deployment, and since."""

    until: list[_Minute]
    between: list[_Minute]
    after: list[_Minute]


class _Changed(NamedTuple):
    """What changed between which stretches, with the chance that it did not, and the records."""

    chance: float
    what: str
    parts: _Stretches
    cites: tuple[str, ...]


_Split = Callable[[_Stretches], float | None]
_PARTS = ("until", "between", "after")


def slower_before(facts: Facts, findings: Iterable[Finding]) -> Iterator[Claim]:
    """A sentence for each, the clearest first, and no more than a reader takes in.

    Failures that a finding is about are told with it.
    """
    cited = {key for each in findings for key in (*each.primary, *each.related)}
    found = []
    for key, rows in by_route(facts).items():
        start, minutes = _deployed(facts, key[0]), _minutes(rows)
        cites = tuple(sorted(each.id for each in rows))
        for what, measure, told in (
            ("answers more slowly", _slower, _medians),
            ("fails more often", _failing, _failures),
        ):
            has_finding = measure is _failing and not cited.isdisjoint(cites)
            may_tell = not has_finding and _may_tell(minutes, measure)
            best = _change(minutes, start, measure) if may_tell else None
            if best is not None:
                changed = _Changed(best[0], what, best[1], cites)
                found.append((changed.chance, _claim(facts, key, changed, told(changed.parts))))
    yield from (claim for _, claim in sorted(found, key=lambda each: (each[0], each[1].id))[:_MOST])


def _may_tell(minutes: list[_Minute], measure: _Split) -> bool:
    """Most routes do not fail, and of most no minutes are timed."""
    if measure is _failing:
        return sum(each.failed for each in minutes) >= _FAILED
    return sum(each.p50_ms is not None for each in minutes) >= len(_PARTS) * LEAST


def _deployed(facts: Facts, service: str) -> Instant:
    """When the first new revision of the service was created; of a service without one, when the window begins."""
    new = (facts.revisions[each.revision].at for each in facts.window.candidate.of(service))
    return min((each for each in new if each is not None), default=facts.start)


def _minutes(rows: list[RequestStatistics]) -> list[_Minute]:
    found = [
        _Minute(each.minute, each.count, each.server_errors, each.p50_ms) for row in rows for each in row.by_minute
    ]
    return sorted(found, key=lambda each: (each.minute, each.asked, each.failed))


def _change(minutes: list[_Minute], start: Instant, measure: _Split) -> tuple[float, _Stretches] | None:
    """The moment before the deployment that parts the minutes most clearly, if chance does not explain it.

    The more moments could be tried, the more often one parts them by chance, so each counts. A long time is looked
    through in steps, and then around the best of them.
    """
    before, after = ([each for each in minutes if (each.minute < start) is side] for side in (True, False))
    step = max(1, len(before) // _STEPS)
    best = _best(before, after, range(step, len(before), step), measure)
    if best is not None and step > 1:
        place = len(best[1].until)
        best = _best(before, after, range(place - step + 1, min(place + step, len(before))), measure)
    return best if best is not None and best[0] * len(before) <= _CHANCE else None


def _best(
    before: list[_Minute], after: list[_Minute], places: range, measure: _Split
) -> tuple[float, _Stretches] | None:
    parted = (_Stretches(before[:place], before[place:], after) for place in places)
    found = [(chance, parts) for parts in parted if _long_enough(parts) and (chance := measure(parts)) is not None]
    return min(found, key=lambda each: each[0], default=None)


def _long_enough(parts: _Stretches) -> bool:
    return all(
        part
        and sum(each.asked for each in part) >= LEAST
        and part[0].minute.seconds_until(part[-1].minute) >= _FOR_SECONDS
        for part in parts
    )


def _slower(parts: _Stretches) -> float | None:
    """By the minutes whose median is above the limit; None where both later stretches are not much slower."""
    told = [[each.p50_ms for each in part if each.p50_ms is not None] for part in parts]
    if any(len(each) < LEAST for each in told):
        return None
    until, *later = told
    level = max(TWICE * median(until), median(until) + NOTICED_MS)
    if any(median(each) < level for each in later):
        return None
    slow = [sum(took >= level for took in each) for each in told]
    return compare(slow[0], len(until), slow[1], len(later[0])).rise


def _failing(parts: _Stretches) -> float | None:
    """By failed requests; None where both later stretches do not fail at twice the rate, or chance explains either."""
    asked, failed = _sums(parts, "asked"), _sums(parts, "failed")
    later = [compare(failed[0], asked[0], failed[n], asked[n]).rise for n in (1, 2)]
    twice = all(failed[n] * asked[0] >= TWICE * failed[0] * asked[n] for n in (1, 2))
    return later[0] if twice and failed[1] and later[1] <= _CHANCE else None


def _sums(parts: _Stretches, field: str) -> list[int]:
    return [sum(getattr(each, field) for each in part) for part in parts]


def _medians(parts: _Stretches) -> tuple[str, list[Value]]:
    medians = [median(each.p50_ms for each in part if each.p50_ms is not None) for part in parts]
    template = (
        "the median of its minutes was {until} ms until then, {between} ms to the deployment and {after} ms since"
    )
    return template, [
        Value(name=name, form="number", value=round(ms)) for name, ms in zip(_PARTS, medians, strict=True)
    ]


def _failures(parts: _Stretches) -> tuple[str, list[Value]]:
    values = []
    for name, part in zip(_PARTS, parts, strict=True):
        values.append(Value(name=name, form="number", value=sum(each.failed for each in part)))
        values.append(Value(name=f"of_{name}", form="number", value=sum(each.asked for each in part)))
    template = "{until} of {of_until} requests failed until then, {between} of {of_between} to the deployment"
    return f"{template} and {{after}} of {{of_after}} since", values


def _claim(facts: Facts, key: Route, changed: _Changed, told: tuple[str, list[Value]]) -> Claim:
    service, method, route = key
    when = "on the revisions before and after the deployment alike"
    if not facts.window.candidate.of(service):
        template, when = told[0].replace("to the deployment", "to the start of the window"), "and nothing was deployed"
    else:
        template = told[0]
    values = (
        Value(name="service", form="name", value=service),
        Value(name="route", form="name", value=f"{method} {route}"),
        Value(name="since", form="time", value=str(changed.parts.between[0].minute)),
        *told[1],
    )
    return Claim(
        id=f"claim-earlier-{digest(changed.what, *key)}",
        kind="derived",
        template=f"{{service}}: {{route}} {changed.what} since {{since}}, {when}: {template}. No deployment began it.",
        values=values,
        cites=changed.cites,
    )

"""What the shop asks of rates-service, and what comes of it: kept rates, carriers' answers, or none when spent."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from incidents.demo.arrivals import TESTS, arrivals, calls_of_tests, health_checks
from incidents.demo.calls import MS, Call, Client, own_time
from incidents.demo.chance import drawn
from incidents.demo.deployments import RATES_SERVICE
from incidents.demo.exchanges import Exchange
from incidents.demo.instances import SECOND, Instance
from incidents.demo.staging import Staging

_SHOP = Client("parcel-webshop/7.4", "203.0.113.24")
_LANES = ((30, "NL-DE"), (25, "NL-BE"), (15, "DE-NL"), (12, "BE-NL"), (10, "NL-FR"), (8, "FR-NL"))
_SUMS = tuple(accumulate(weight for weight, _ in _LANES))
_KEPT_FOR = 3600 * SECOND
_DAY = 86_400 * SECOND


@dataclass(frozen=True)
class _Question:
    """Somebody wants the rates of a lane; `took` is given where the asker has measured it."""

    at: int
    key: str
    lane: str
    client: Client = _SHOP
    took: int | None = None


def rates_calls(environment: Staging, *, healthy: bool) -> list[Call]:
    """All calls of rates-service."""
    came = arrivals(environment, RATES_SERVICE, by_day=60, by_night=3)
    questions = [_Question(at, key, _LANES[bisect_right(_SUMS, drawn(_SUMS[-1], "lane", key))][1]) for at, key in came]
    tested = list(calls_of_tests(RATES_SERVICE, healthy=healthy))
    lanes = {lane for _, lane in _LANES}
    questions += [
        _Question(at, key, each.exchange, TESTS, took) for at, took, key, each in tested if each.exchange in lanes
    ]
    calls = list(_answered(environment, sorted(questions, key=lambda each: each.at)))
    for at, took, _, each in tested:
        if each.exchange not in lanes:
            instance = environment.serving(RATES_SERVICE, at, 1)
            exchange = environment.answer(instance, each.exchange)
            assert exchange is not None
            calls.append(Call(at, instance, exchange, TESTS, took))
    return [*calls, *health_checks(environment, RATES_SERVICE)]


def _answered(environment: Staging, questions: list[_Question]) -> Iterator[Call]:
    """The cache keeps a lane for an hour; a container may ask the carriers for so many lanes a day."""
    kept: dict[str, int] = {}
    asked: dict[tuple[str, int], int] = {}
    for each in questions:
        instance = environment.serving(RATES_SERVICE, each.at, 1 + drawn(2, "instance", each.key))
        cached = environment.answer(instance, "kept") is not None
        today = (instance.id, each.at // _DAY)
        if cached and kept.get(each.lane, 0) > each.at:
            kind = "kept"
        elif asked.get(today, 0) >= int(instance.revision.env["CARRIER_LANES_A_DAY"]):
            kind = "spent"
        else:
            asked[today] = asked.get(today, 0) + 1
            # Without a cache the carriers are asked more often; the one that is slow now and then is so as before.
            kind = "asked" if drawn(5 if cached else 16, "slow", each.key) else "slow"
            kept[each.lane] = each.at + _KEPT_FOR
        exchange = environment.answer(instance, kind)
        assert exchange is not None
        yield _call(each, instance, exchange)


def _call(asked: _Question, instance: Instance, exchange: Exchange) -> Call:
    own = own_time(4, 9, asked.key) if asked.took is None else asked.took - exchange.took_ms * MS
    start, end = asked.lane.split("-")
    names = (("lane", asked.lane), ("from", start), ("to", end))
    return Call(asked.at, instance, exchange, asked.client, own, names)

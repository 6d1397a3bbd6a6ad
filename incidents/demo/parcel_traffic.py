"""What the clients of parcel-api do: book, print, track, order pickups, and come with expired tokens."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from incidents.demo.arrivals import TESTS, arrivals, calls_of_tests, health_checks
from incidents.demo.calls import MS, Call, Client, own_time
from incidents.demo.chance import drawn
from incidents.demo.deployments import PARCEL_API
from incidents.demo.instances import SECOND
from incidents.demo.staging import Staging

_SHOP = Client("parcel-webshop/7.4", "203.0.113.24")
_WAREHOUSE = Client("warehouse-scanner/2.0", "198.51.100.7")
# How often each visit is made, in parts of their sum.
_VISITS: tuple[tuple[int, Client, tuple[str, ...]], ...] = (
    (16, _SHOP, ("book-standard-2kg", "label-standard-2kg")),
    (10, _SHOP, ("book-standard-7.5kg", "label-standard-7.5kg", "pickup-standard-7.5kg")),
    (7, _SHOP, ("book-standard-bulky", "label-standard-bulky")),
    (10, _SHOP, ("book-economy-0.4kg", "label-economy-0.4kg")),
    (8, _SHOP, ("book-economy-1.1kg", "read-economy-1.1kg")),
    (9, _SHOP, ("book-express-0.8kg", "label-express-0.8kg", "pickup-express-0.8kg")),
    (8, _SHOP, ("book-freight-180kg", "label-freight-180kg", "pickup-freight-180kg")),
    (6, _SHOP, ("book-freight-420kg", "pickup-freight-420kg")),
    (3, _SHOP, ("book-tight-postcode",)),
    (1, _SHOP, ("book-unknown-tier",)),
    (2, _SHOP, ("read-unknown",)),
    (3, _SHOP, ("expired-webshop", "book-standard-2kg", "label-standard-2kg")),
    (2, _WAREHOUSE, ("expired-warehouse",)),
    (9, _WAREHOUSE, ("track-PRC-1001",)),
    (7, _WAREHOUSE, ("track-PRC-1002",)),
    (6, _WAREHOUSE, ("track-PRC-1103",)),
    (5, _WAREHOUSE, ("track-PRC-1204",)),
    (8, _WAREHOUSE, ("track-PRC-2207",)),
    (2, _WAREHOUSE, ("track-PRC-9999",)),
)
_SUMS = tuple(accumulate(weight for weight, _, _ in _VISITS))


def parcel_calls(environment: Staging, *, healthy: bool) -> list[Call]:
    """All calls of parcel-api; of the failing ones every third has its stack taken apart."""
    visits = arrivals(environment, PARCEL_API, by_day=40, by_night=2)
    calls = [call for at, key in visits for call in _visit(environment, at, key)]
    calls += _tested(environment, healthy=healthy)
    failed = sorted((each for each in calls if each.exchange.status >= 500), key=lambda each: each.at)
    # The log agent takes a stack that is written at once for one entry, but now and then it reads between two lines.
    apart = {id(each) for each in failed[::3] if _twin_runs(environment, each)}
    mixed = [_beside(environment, each) for each in failed if id(each) in apart]
    return [
        *(replace(each, apart=id(each) in apart) for each in calls),
        *mixed,
        *health_checks(environment, PARCEL_API),
    ]


def _visit(environment: Staging, at: int, key: str) -> Iterator[Call]:
    """The calls of one visit. The shop tries once more after a server error and gives up after the second."""
    _, client, steps = _VISITS[bisect_right(_SUMS, drawn(_SUMS[-1], "visit", key))]
    instance = environment.serving(PARCEL_API, at, 1 + drawn(2, "instance", key))
    shipment = f"SHP-{drawn(0x1000000, 'shipment', key):06X}"
    for step in steps:
        exchange = environment.answer(instance, step)
        if exchange is None:  # nobody asks for the label of what could not be booked
            return
        for attempt in (1, 2) if exchange.status >= 500 else (1,):
            own = own_time(9, 34, key, step, attempt)
            yield Call(at, instance, exchange, client, own, (("shipment", shipment),))
            at += own + (900 + drawn(4200, "pause", key, step, attempt)) * MS


def _tested(environment: Staging, *, healthy: bool) -> Iterator[Call]:
    for at, took, _, each in calls_of_tests(PARCEL_API, healthy=healthy):
        instance = environment.serving(PARCEL_API, at, 1)
        exchange = environment.answer(instance, each.exchange)
        assert exchange is not None
        yield Call(at, instance, exchange, TESTS, took, (("shipment", each.shipment),))


def _twin_runs(environment: Staging, call: Call) -> bool:
    """Whether the other container of the revision had long started when the call came."""
    return environment.twin(call.instance).at + 60 * SECOND < call.at


def _beside(environment: Staging, call: Call) -> Call:
    """A call that the other container answers while `call` writes its lines, so that the lines of both mix."""
    twin, own = environment.twin(call.instance), own_time(9, 20, "beside", call.at)
    exchange = environment.answer(twin, "track-PRC-1001")
    assert exchange is not None
    moved = call.written_at(0) + 600_000 - own * 6 // 10
    return Call(moved, twin, exchange, _WAREHOUSE, own)

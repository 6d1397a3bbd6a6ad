"""Requests by service, method and masked route."""

from collections import Counter
from typing import NamedTuple

from collectors.logs.first_step.statement import BEYOND
from collectors.logs.messages.access_line import mask_route
from collectors.logs.messages.request import read_request
from collectors.logs.patterns.learned_ids import learned
from collectors.logs.patterns.texts import TextTable
from collectors.logs.records.shown import Redact

MOST_ROUTES = 2000
"""Routes of one service; scanners ask for paths without end, and what is more goes into one route."""

OTHER_ROUTES = "{other}"


class Route(NamedTuple):
    """What requests of one method have in common."""

    service: str
    method: str
    route: str


def assign_routes(table: TextTable, redact: Redact) -> tuple[list[Route], Counter[str]]:
    """The routes in the order of their numbers, which the relation `routes` has; and what is odd, how often."""
    found: dict[int, Route] = {}
    requests: Counter[Route] = Counter()
    odd: Counter[str] = Counter()
    for text, entry in table.with_entries("fate = 'request'"):
        if text.coarse == BEYOND:
            # What its first entry says is not true of all of them.
            route = Route(text.service, "*", OTHER_ROUTES)
        else:
            request = read_request(entry)
            route = Route(text.service, redact(request.method), redact(mask_route(request.target)))
            for oddity in request.oddities:
                odd[oddity] += text.entries
        found[text.id] = route
        requests[route] += text.entries
    became = _with_learned_ids(requests)
    kept = _kept(_counted(became, requests))
    numbers: dict[Route, int] = {}
    assigned = {}
    for text_id, read in found.items():
        route = became.get(read, read)
        shown = route if route in kept else Route(route.service, "*", OTHER_ROUTES)
        assigned[text_id] = numbers.setdefault(shown, len(numbers))
    table.assign("routes", assigned)
    return list(numbers), odd


def _with_learned_ids(requests: Counter[Route]) -> dict[Route, Route]:
    """Whatever the method: what is an id in one is an id in all."""
    of_all: Counter[tuple[str, str]] = Counter()
    for each, count in requests.items():
        of_all[each.service, each.route] += count
    ids = learned(of_all)
    return {each: each._replace(route=ids[each.service, each.route]) for each in requests if (each[0], each[2]) in ids}


def _counted(became: dict[Route, Route], requests: Counter[Route]) -> Counter[Route]:
    counted: Counter[Route] = Counter()
    for each, count in requests.items():
        counted[became.get(each, each)] += count
    return counted


def _kept(requests: Counter[Route]) -> set[Route]:
    """The most frequent of each service."""
    room: Counter[str] = Counter()
    kept = set()
    for route in sorted(requests, key=lambda each: (-requests[each], each)):
        room[route.service] += 1
        if room[route.service] <= MOST_ROUTES:
            kept.add(route)
    return kept

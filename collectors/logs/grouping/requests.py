"""Every request of every service, counted per route."""

from collections.abc import Iterator

from collectors.logs.entries.entry import Entry
from collectors.logs.grouping.capped import Capped
from collectors.logs.grouping.route_tally import RouteTally
from collectors.logs.messages.access_line import mask_route
from collectors.logs.messages.request import read_request
from collectors.problem_tally import ProblemTally

MOST_ROUTES = 2000
"""Routes of one service; scanners ask for paths without end, and what is more goes into one route."""

OTHER_ROUTES = "{other}"


class Route:
    """One method and route of a service, by revision."""

    __slots__ = ("revisions",)

    def __init__(self) -> None:
        self.revisions: dict[str, RouteTally] = {}

    def on(self, revision: str) -> RouteTally:
        found = self.revisions.get(revision)
        if found is None:
            found = self.revisions[revision] = RouteTally()
        return found

    def merge(self, other: "Route") -> None:
        for revision, theirs in other.revisions.items():
            self.on(revision).merge(theirs)


class Requests:
    """Every request that was taken, by service, method and route."""

    def __init__(self) -> None:
        self._services: dict[str, Capped[Route]] = {}
        self._routes: dict[str, str] = {}

    def add(self, entry: Entry, problems: ProblemTally) -> None:
        """Count one entry with a request; figures that cannot be are problems, and the request is counted still."""
        request = read_request(entry)
        for oddity in request.oddities:
            problems.add(oddity, entry.insert_id)
        routes = self._services.get(entry.service)
        if routes is None:
            routes = self._services[entry.service] = Capped(MOST_ROUTES, Route)
        routes.at((request.method, self._route(request.target))).on(entry.revision).add(entry, request)

    def found(self) -> Iterator[tuple[str, str, str, str, RouteTally]]:
        """Service, revision, method, route and tally, in an order that does not depend on the order of reading."""
        for service, routes in sorted(self._services.items()):
            for (method, route), each in sorted(routes.kept.items()):
                for revision, tally in sorted(each.revisions.items()):
                    yield service, revision, method, route, tally
            if routes.overflow is not None:
                for revision, tally in sorted(routes.overflow.revisions.items()):
                    yield service, revision, "*", OTHER_ROUTES, tally

    def _route(self, target: str) -> str:
        known = self._routes.get(target)
        if known is None:
            known = mask_route(target)
            if len(self._routes) < 10 * MOST_ROUTES:
                self._routes[target] = known
        return known

"""Routes whose requests are refused with a client error where the baseline's were not.

Claims: requests of these routes got one client error (401, 403, 404, 409, 422, 429) on the candidate side, at least
five times and for a twentieth of them, clearly more often than before. Routes that differ in one segment and are
refused alike are one. Refuted by as large a share before. Nothing is said of a route that nobody asked for before, nor
of one that never answered otherwise: its callers may be what is new.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from incidents.analysis.compared.routes import Route, by_route
from incidents.analysis.components import component_of
from incidents.analysis.facts import Facts
from incidents.analysis.rates.answered_with import REFUSED_ROUTE
from incidents.analysis.rates.exact_rate import compare
from incidents.analysis.titles import quoted
from incidents.model.evidence import LogPattern, RequestStatistics, StatusCount
from incidents.model.finding import UNRANKED, Finding, Ratio
from incidents.model.record import digest

NAME = REFUSED_ROUTE
_FOR_ALL = (401, 403, 429)
"""What a guard or the platform answers before the code of a route runs, so that several routes have one reason."""
_OF_A_ROUTE = (404, 409, 422)
_LEAST = 5
_SHARE = 0.05
_TWICE = 2
_CHANCE = 0.001
"""Stricter than for server errors: one caller with a wrong key makes many refusals, and they are no accident."""
_SEVERAL = 3
_ANY = "*"
_FIRST = 2
"""The segment behind the first one; what differs in the first is not one part of an interface."""
_NEAR_S = 60
_ALIKE = 0.8


class _Refused(NamedTuple):
    """How often requests of these routes were answered with the status on either side, and the records that count.

    `name` is what the routes have in common, where that is a route but for one segment.
    """

    routes: tuple[Route, ...]
    before: Ratio
    after: Ratio
    bad: tuple[RequestStatistics, ...]
    good: tuple[RequestStatistics, ...]
    name: str = ""


def find(facts: Facts) -> list[Finding]:
    """One finding for each service and status, and for what the code of a route decides one for each route."""
    services: dict[str, dict[Route, list[RequestStatistics]]] = {}
    for key, rows in by_route(facts).items():
        services.setdefault(key[0], {})[key] = rows
    found = []
    for service, routes in services.items():
        for status in _FOR_ALL:
            each = _joined([_refused(facts, key, rows, status) for key, rows in routes.items()])
            found += [_finding(facts, service, status, each)] if each else []
        for status in _OF_A_ROUTE:
            counted = [_refused(facts, key, rows, status) for key, rows in routes.items()]
            more = [each for each in counted if each and _is_larger(each)]
            found += [_finding(facts, service, status, each) for each in _siblings(more) if _is_more(each)]
    return sorted(found, key=lambda each: each.id)


def _joined(counted: Iterable[_Refused | None]) -> _Refused | None:
    """All routes of which a larger share is refused, if one of them by itself or all together are more than chance."""
    more = [each for each in counted if each and _is_larger(each)]
    together = _added(more)
    return together if together and (_is_more(together) or any(_is_more(each) for each in more)) else None


def _siblings(counted: list[_Refused]) -> list[_Refused]:
    """Those that differ in one segment joined, where they are several: names of things in one place of one route."""
    places: dict[tuple[str, ...], list[_Refused]] = {}
    for each in counted:
        _, method, route = each.routes[0]
        segments = route.split("/")
        for place in range(_FIRST, len(segments)):
            places.setdefault((method, *segments[:place], _ANY, *segments[place + 1 :]), []).append(each)
    joined: list[_Refused] = []
    left = {each.routes[0] for each in counted}
    for key, those in sorted(places.items(), key=lambda each: (-len(each[1]), each[0])):
        if len(those) >= _SEVERAL and all(each.routes[0] in left for each in those) and (whole := _added(those)):
            joined.append(whole._replace(name=f"{key[0]} {'/'.join(key[1:])}"))
            left -= {each.routes[0] for each in those}
    return [*joined, *(each for each in counted if each.routes[0] in left)]


def _added(those: list[_Refused]) -> _Refused | None:
    if not those:
        return None
    return _Refused(
        routes=tuple(route for each in those for route in each.routes),
        before=_sum([each.before for each in those]),
        after=_sum([each.after for each in those]),
        bad=tuple(row for each in those for row in each.bad),
        good=tuple(row for each in those for row in each.good),
    )


def _sum(ratios: list[Ratio]) -> Ratio:
    return Ratio(n=sum(each.n for each in ratios), total=sum(each.total or 0 for each in ratios), unit="requests")


def _refused(facts: Facts, key: Route, rows: list[RequestStatistics], status: int) -> _Refused | None:
    """None where a side was not asked, the route never answered otherwise, or a count lies on neither side."""
    asked = _asked(facts, rows)
    counts = {True: 0, False: 0}
    bad = []
    for row, each in _with_status(rows, status):
        side = _side(facts, row, each)
        if side is None:
            return None
        counts[side] += each.count
        bad += [row] if side else []
    if not all(asked.values()) or counts[False] == asked[False]:
        return None
    return _Refused(
        routes=(key,),
        before=Ratio(n=counts[False], total=asked[False], unit="requests"),
        after=Ratio(n=counts[True], total=asked[True], unit="requests"),
        bad=tuple(bad),
        good=tuple(each for each in rows if each not in bad),
    )


def _asked(facts: Facts, rows: list[RequestStatistics]) -> dict[bool, int]:
    """All requests of the rows, by whether they are of the candidate side."""
    asked = {True: 0, False: 0}
    for row in rows:
        for minute in row.by_minute:
            asked[facts.is_after(row.service, row.revision, minute.minute)] += minute.count
    return asked


def _with_status(rows: Iterable[RequestStatistics], status: int) -> Iterator[tuple[RequestStatistics, StatusCount]]:
    yield from ((row, each) for row in rows for each in row.statuses if each.status == status)


def _side(facts: Facts, row: RequestStatistics, status: StatusCount) -> bool | None:
    """Whether all of them are of the candidate side, or none; None where one revision had some on either."""
    first, last = (facts.is_after(row.service, row.revision, each.minute) for each in (status.first, status.last))
    return first if first is last else None


def _is_more(each: _Refused) -> bool:
    before, after = each.before, each.after
    assert before.total
    assert after.total
    chance = compare(before.n, before.total, after.n, after.total).rise
    return after.n >= _LEAST and _is_larger(each) and chance <= _CHANCE


def _is_larger(each: _Refused) -> bool:
    before, after = each.before, each.after
    assert before.total
    assert after.total
    share = after.n / after.total
    return share >= _SHARE and share >= _TWICE * before.n / before.total


def _finding(facts: Facts, service: str, status: int, each: _Refused) -> Finding:
    spans = [span for _, span in _with_status(each.bad, status)]
    said = _said(facts, service, {row.revision for row in each.bad}, spans)
    told = _platform_says(each.bad, status)
    one = len(each.routes) == 1
    name = f"{each.routes[0][1]} {each.routes[0][2]}" if one else each.name or "several routes"
    where = f"`{name}` answers" if one or each.name else f"{len(each.routes)} routes answer"
    words = told or next((pattern.message or pattern.template for pattern in said), "")
    component = component_of(facts.sealed.policy, [route for *_, route in each.routes])
    return Finding(
        id=f"finding-{digest(NAME, service, str(status), name)}",
        rule=NAME,
        kind="request",
        title=f"{service}: {where} {status}" + (f": {quoted(words)}" if words else ""),
        service=service,
        component=component.name if component else None,
        state="worse" if each.before.n else "new",
        priority=UNRANKED,
        signature=f"{name} {status}" + (f"\n{words}" if words else ""),
        before=each.before,
        after=each.after,
        first=min(span.first for span in spans),
        last=max(span.last for span in spans),
        primary=tuple(sorted(row.id for row in each.bad)),
        related=tuple(sorted({*(row.id for row in each.good), *(pattern.id for pattern in said)})),
    )


def _platform_says(bad: Iterable[RequestStatistics], status: int) -> str:
    """The first sentence that the front end logged with such a request, behind its own line: the platform's reason."""
    lines = re.compile(rf" -> {status}: ([^\n]+?(?:\.(?=\s)|$))", re.MULTILINE)
    found = (lines.search(example.text) for row in bad for example in row.exemplars)
    return min((match[1].strip() for match in found if match), default="")


def _said(facts: Facts, service: str, revisions: set[str], spans: list[StatusCount]) -> list[LogPattern]:
    """New messages, at whatever level, that are as many as the refused requests and as old, on the same revisions."""
    count = sum(each.count for each in spans)
    first, last = min(each.first for each in spans), max(each.last for each in spans)
    found = []
    for pattern in facts.patterns:
        sides = facts.pattern_sides(pattern)
        if pattern.service != service or sides.before or sides.first is None or sides.last is None:
            continue
        near = all(abs(a.seconds_until(b)) <= _NEAR_S for a, b in ((first, sides.first), (last, sides.last)))
        alike = _ALIKE <= sides.after / count <= 1 / _ALIKE
        if near and alike and {each.revision for each in pattern.by_revision} <= revisions:
            found.append(pattern)
    return sorted(found, key=lambda each: (abs(each.count - count), each.id))

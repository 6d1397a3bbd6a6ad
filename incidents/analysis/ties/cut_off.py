"""Requests that one end of an instance, or one broken connection to it, cut off, whichever route they asked for."""

from collections import Counter

from incidents.amounts import counted
from incidents.analysis.course import failing_minutes
from incidents.analysis.facts import Facts
from incidents.analysis.rules import ended_instances
from incidents.analysis.rules.failing_route import NAME as FAILING_ROUTE
from incidents.analysis.ties.refused import Groups
from incidents.model.evidence import PlatformEvent
from incidents.model.finding import Finding

_LEAST = 3
_SHARE = 0.8
_CHANCE = 0.05


def fold(facts: Facts, groups: Groups) -> Groups:
    """All routes of a service as one, where each alone failed too seldom to tell: they join the ends of its instances.

    Where no such end was told, they join each other if the platform says as often that a connection broke.
    """
    kept = groups
    for service in sorted({group[0][0].service or "" for group in groups if group[0][0].rule == FAILING_ROUTE}):
        of_service = [group for group in kept if group[0][0].service == service]
        routes = [group for group in of_service if all(each.rule == FAILING_ROUTE for each, _ in group)]
        ends = [group for group in of_service if group[0][0].rule == ended_instances.NAME]
        findings = [each for group in routes for each, _ in group]
        told = _at_ends(facts, ends[0][0][0], findings) if len(ends) == 1 else _broken(facts, service, findings)
        if told is None:
            continue
        head = ends[0] if len(ends) == 1 else max(routes, key=_failed)
        head.extend((each, told) for group in routes if group is not head for each, _ in group)
        kept = [group for group in kept if group is head or group not in routes]
    return kept


def _failed(group: list[tuple[Finding, str]]) -> tuple[int, str]:
    return (group[0][0].after.n if group[0][0].after else 0, group[0][0].id)


def _at_ends(facts: Facts, end: Finding, routes: list[Finding]) -> str | None:
    """Nearly all failed requests began in the minute of an end or beside it, too often for chance."""
    failed = sum((failing_minutes.of(facts, each) for each in routes), Counter())
    ended = failing_minutes.of(facts, end)
    near = {(revision, minute.plus(by)) for revision, minute in ended for by in (-60, 0, 60)}
    total, shared = sum(failed.values()), sum(count for place, count in failed.items() if place in near)
    active = failing_minutes.active(facts, end.service) | near
    if total < _LEAST or shared < _SHARE * total or (len(near) / len(active)) ** len(failed) > _CHANCE:
        return None
    requests = f"{shared} of {total} failed requests to {counted(len(routes), 'routes')}"
    return f"{requests} began within a minute of the end of an instance"


def _broken(facts: Facts, service: str, routes: list[Finding]) -> str | None:
    failed = sum((failing_minutes.of(facts, each) for each in routes), Counter())
    revisions = {revision for revision, _ in failed}
    said = [each for each in facts.of(PlatformEvent) if each.service == service and each.revision in revisions]
    broke = sum(each.count for each in said if ended_instances.CUT_OFF.search(each.message))
    total = sum(failed.values())
    if total < _LEAST or broke < _SHARE * total:
        return None
    return f"the platform says {broke} times that a connection to an instance broke, and {total} requests failed"

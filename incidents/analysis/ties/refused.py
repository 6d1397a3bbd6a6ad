"""A revision that fails nearly everything has one fault, however many routes show it."""

from incidents.analysis.facts import Facts
from incidents.analysis.rates.answered_with import REFUSED_ROUTE
from incidents.analysis.rules.failing_route import NAME as FAILING_ROUTE
from incidents.model.finding import Finding
from incidents.model.instant import Instant

Groups = list[list[tuple[Finding, str]]]
_SHARE = 0.9
_LEAST = 10


def fold(facts: Facts, groups: Groups) -> Groups:
    """The groups, those of routes joined where nearly all their requests failed and these are most of the service's.

    They join the only new error of the service, if it was logged before the minute of the first failed request ended.
    With several such errors nobody can tell which route failed for which, so the routes only join each other.
    """
    for service in sorted({group[0][0].service or "" for group in groups if group[0][0].rule == FAILING_ROUTE}):
        failed, total = failed_share(facts, service)
        routes = [group for group in groups if group[0][0].rule == FAILING_ROUTE and group[0][0].service == service]
        asked = sum(each.after.total or 0 for group in routes for each, _ in group if each.after)
        if len(routes) < 3 or total < _LEAST or 2 * failed < total or failed < _SHARE * asked:
            continue
        errors = [group for group in groups if group[0][0].kind == "log" and group[0][0].service == service]
        begun = min(_first(each[0]) for group in routes for each in group)
        head = errors[0] if len(errors) == 1 and _first(errors[0][0][0]).minute <= begun.minute else routes[0]
        reason = f"{service} failed {failed} of {total} requests, and nearly all of those to {len(routes)} routes alike"
        for group in routes:
            if group is not head:
                head += [(each, reason) for each, _ in group]
        groups = [each for each in groups if each is head or each not in routes]
    return _with_refusals(facts, groups)


def _with_refusals(facts: Facts, groups: Groups) -> Groups:
    """What a service refuses while it fails half of all requests joins that fault, where its failed routes are in one.

    A process that did not start well turns away whom it does not fail. A refusal that was there before stays its own.
    """
    kept = groups
    for group in groups:
        refusal = group[0][0]
        if refusal.rule != REFUSED_ROUTE:
            continue
        failed, total = failed_share(facts, refusal.service or "")
        of_service = [each for each in kept if each is not group and each[0][0].service == refusal.service]
        faults = [each for each in of_service if any(finding.rule == FAILING_ROUTE for finding, _ in each)]
        down = total >= _LEAST and 2 * failed >= total
        if down and len(faults) == 1 and _first(faults[0][0][0]).minute <= _first(refusal).minute:
            reason = f"{refusal.service} failed {failed} of {total} requests, and refused these since then"
            faults[0].extend((each, reason) for each, _ in group)
            kept = [each for each in kept if each is not group]
    return kept


def failed_share(facts: Facts, service: str) -> tuple[int, int]:
    """Failed and all requests of the service on the candidate side."""
    counted = [
        minute
        for row in facts.requests
        if row.service == service
        for minute in row.by_minute
        if facts.is_after(service, row.revision, minute.minute)
    ]
    return sum(each.server_errors for each in counted), sum(each.count for each in counted)


def _first(entry: Finding | tuple[Finding, str]) -> Instant:
    finding = entry[0] if isinstance(entry, tuple) else entry
    assert finding.first is not None
    return finding.first

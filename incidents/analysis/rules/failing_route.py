"""A route that answers with server errors where the baseline did not.

Claims: requests of this method and route got 5xx answers on the candidate side, and none, or clearly a smaller share,
before. Refuted by the same share of 5xx answers on the baseline side.
"""

from incidents.analysis.components import component_of
from incidents.analysis.deployments.deliveries import deliverer_of
from incidents.analysis.facts import Facts
from incidents.analysis.rates.exact_rate import compare
from incidents.model.evidence import RequestStatistics
from incidents.model.finding import UNRANKED, Finding, Ratio, State
from incidents.model.record import digest

NAME = "failing-route"


def find(facts: Facts) -> list[Finding]:
    """Routes with new or clearly more 5xx answers."""
    routes: dict[tuple[str, str, str], list[RequestStatistics]] = {}
    for each in facts.requests:
        routes.setdefault((each.service, each.method, each.route), []).append(each)
    found = [_finding(facts, key, rows) for key, rows in sorted(routes.items())]
    return sorted((each for each in found if each is not None), key=lambda each: each.id)


def _finding(facts: Facts, key: tuple[str, str, str], rows: list[RequestStatistics]) -> Finding | None:
    service, method, route = key
    before, after = _share(facts, rows, after=False), _share(facts, rows, after=True)
    if not after.n:
        return None
    state = _state(before, after)
    if state not in ("new", "worse"):
        return None
    component = component_of(facts.sealed.policy, [route])
    bad = [each for each in rows if each.answered(500, 599) and _on_candidate(facts, each)]
    spans = [status for each in bad for status in each.statuses if 500 <= status.status <= 599]
    codes = ", ".join(str(code) for code in sorted({each.status for each in spans}))
    return Finding(
        id=f"finding-{digest(NAME, service, method, route)}",
        rule=NAME,
        kind="request",
        title=f"{service}: `{method} {route}` answers {codes}",
        service=service,
        component=component.name if component else None,
        state=state,
        priority=UNRANKED,
        signature=f"{method} {route} {codes}",
        before=before if before.total else None,
        after=after,
        first=min(each.first for each in spans),
        last=max(each.last for each in spans),
        primary=tuple(sorted(each.id for each in bad)),
        related=tuple(sorted(each.id for each in rows if each not in bad)),
    )


def _on_candidate(facts: Facts, row: RequestStatistics) -> bool:
    failing = (each.minute for each in row.by_minute if each.server_errors)
    return any(facts.is_after(row.service, row.revision, minute) for minute in failing)


def _share(facts: Facts, rows: list[RequestStatistics], *, after: bool) -> Ratio:
    counted = [
        minute
        for each in rows
        for minute in each.by_minute
        if facts.is_after(each.service, each.revision, minute.minute) is after
    ]
    failed = sum(each.server_errors for each in counted)
    by = deliverer_of(rows)
    return Ratio(n=failed, total=sum(each.count for each in counted), unit=f"deliveries by {by}" if by else "requests")


def _state(before: Ratio, after: Ratio) -> State:
    if not before.total or not after.total:
        return "new" if not before.n else "not-comparable"
    if not before.n:
        return "new"
    rates = compare(before.n, before.total, after.n, after.total)
    doubled = after.n / after.total >= 2 * before.n / before.total
    return "worse" if after.n >= 5 and doubled and rates.low > 1 else "persisting"

"""One fault seen twice is one finding: a route's 5xx answers and the error that was logged in the same minutes."""

from incidents.analysis.facts import Facts
from incidents.model.evidence import LogPattern, RequestStatistics
from incidents.model.finding import Finding, Ratio

_Minutes = dict[tuple[str, str], int]


def fold(facts: Facts, findings: list[Finding]) -> list[Finding]:
    """Request findings that a log finding of the same service covers become related evidence of it."""
    logs = [each for each in findings if each.kind == "log"]
    heads = {each.id: each for each in logs}
    kept = []
    for finding in findings:
        if finding.kind == "log":
            continue
        head = next((each for each in logs if _covers(facts, each, finding)), None)
        if finding.kind != "request" or head is None:
            kept.append(finding)
            continue
        old = heads[head.id]
        heads[head.id] = old.model_copy(
            update={
                "component": old.component or finding.component,
                "priority": min(old.priority, finding.priority, key=lambda each: each.level),
                "related": tuple(sorted({*old.related, *finding.primary})),
                "before": _sum(old.before, finding.before, finding),
                "after": _sum(old.after, finding.after, finding),
            }
        )
    return sorted([*kept, *heads.values()], key=lambda each: (each.priority.level, each.id))


def _sum(old: Ratio | None, more: Ratio | None, route: Finding) -> Ratio | None:
    """Requests instead of log entries, over all routes that were folded in."""
    if more is None or old is None:
        return old or more
    name = (route.signature or "").rsplit(" ", 1)[0]
    if not old.unit.startswith("requests to "):
        return Ratio(n=more.n, total=more.total, unit=f"requests to {name}")
    total = None if old.total is None or more.total is None else old.total + more.total
    return Ratio(n=old.n + more.n, total=total, unit=f"{old.unit} and {name}")


def _covers(facts: Facts, head: Finding, route: Finding) -> bool:
    """Whether the error is what failed the requests.

    Either the first failed request and the first entry of the error share a trace, or nearly every failed request has
    an entry of the error in its minute; fewer than three may meet by chance.
    """
    if route.kind != "request" or head.service != route.service:
        return False
    if _traces(facts, head) & _traces(facts, route):
        return True
    failed, logged = _failed_minutes(facts, route), _logged_minutes(facts, head)
    shared = sum(min(count, logged.get(key, 0)) for key, count in failed.items())
    return sum(failed.values()) >= 3 and shared >= 0.8 * sum(failed.values())


def _traces(facts: Facts, finding: Finding) -> set[str]:
    records = (facts.records[key] for key in finding.primary)
    kept = (each for each in records if isinstance(each, LogPattern | RequestStatistics))
    return {example.trace for each in kept for example in each.exemplars if example.trace}


def _failed_minutes(facts: Facts, route: Finding) -> _Minutes:
    minutes: _Minutes = {}
    for each in (facts.records[key] for key in route.primary):
        if isinstance(each, RequestStatistics):
            for minute in each.by_minute:
                if minute.server_errors and facts.is_after(each.service, each.revision, minute.minute):
                    key = (each.revision, str(minute.minute))
                    minutes[key] = minutes.get(key, 0) + minute.server_errors
    return minutes


def _logged_minutes(facts: Facts, head: Finding) -> _Minutes:
    minutes: _Minutes = {}
    for each in (facts.records[key] for key in head.primary):
        if isinstance(each, LogPattern):
            for minute in each.by_minute:
                minutes[minute.revision, str(minute.minute)] = minute.count
    return minutes

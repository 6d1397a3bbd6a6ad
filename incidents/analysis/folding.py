"""One fault is one finding: what merely follows another is folded into it, with the reason in words."""

from typing import NamedTuple

from incidents.analysis.facts import Facts
from incidents.analysis.priority.priority import ranked
from incidents.analysis.rules import ended_instances, goes_without
from incidents.analysis.ties import cut_off, failed_meanwhile, lacked, refused, too_few
from incidents.analysis.ties.ties import tie
from incidents.analysis.titles import quoted
from incidents.model.evidence import LogPattern, RequestStatistics
from incidents.model.finding import Echo, Finding, Ratio

_ORDER = ("deployment", "log", "request", "test", "warning")


class Folded(NamedTuple):
    """The findings, and what was seen too seldom to be one."""

    findings: list[Finding]
    too_few: list[Finding]


def fold(facts: Facts, findings: list[Finding]) -> Folded:
    """Every finding that is no echo, with its echoes; only what got worse echoes something that got worse."""
    changed = [each for each in findings if each.state in ("new", "worse")]
    ordered = sorted(changed, key=lambda each: _rank(facts, each))
    heads: list[list[tuple[Finding, str]]] = []
    left = ordered
    while left:
        group, left = _group(facts, left[0], left[1:])
        heads.append(group)
    heads = refused.fold(facts, cut_off.fold(facts, heads))
    heads = failed_meanwhile.fold(facts, lacked.fold(facts, heads))
    heads, few = too_few.split(facts, heads, [each for each in findings if each.kind == "test"])
    kept = [each for each in findings if each.state not in ("new", "worse")]
    joined = [ranked(facts, each) for each in [*kept, *(_joined(group) for group in heads)]]
    return Folded(sorted(joined, key=lambda each: (each.priority.level, each.id)), few)


def _rank(facts: Facts, finding: Finding) -> tuple[int, bool, bool, int, str]:
    """What the platform says of an instance's end, then a stack, says most; then what came first."""
    records = (facts.records[key] for key in finding.primary)
    stack = any(isinstance(each, LogPattern) and each.frames for each in records)
    order = _ORDER.index(finding.kind) if finding.kind in _ORDER else len(_ORDER)
    ended = finding.rule == ended_instances.NAME
    onset = finding.first.nanoseconds if finding.first else 0
    return (order, not ended, not stack, -_median(facts, finding) if finding.kind == "latency" else onset, finding.id)


def _median(facts: Facts, finding: Finding) -> int:
    """Of slower routes the one that is waited for longest says most."""
    records = (facts.records[key] for key in finding.primary)
    timed = (each.latency for each in records if isinstance(each, RequestStatistics) and each.latency)
    return max((int(each.p50_ms) for each in timed), default=0)


def _group(facts: Facts, head: Finding, others: list[Finding]) -> tuple[list[tuple[Finding, str]], list[Finding]]:
    """The head with all that a tie leads to, from either side and over several steps, and what is left."""
    group, left = [(head, "")], others
    for member, _ in group:  # grows while it is walked
        rest = []
        for other in left:
            reason = tie(facts, member, other) or tie(facts, other, member)
            if reason:
                group.append((other, reason))
            else:
                rest.append(other)
        left = rest
    return group, left


def _joined(group: list[tuple[Finding, str]]) -> Finding:
    head = group[0][0]
    asked = any(each.kind == "request" for each, _ in group)
    for other, reason in group[1:]:
        counted = other.kind == "request"
        # Where requests tell what fails, a test may have met it on its way to another part.
        part = None if asked and other.kind == "test" else other.component
        head = head.model_copy(
            update={
                "component": head.component or part,
                "related": tuple(sorted({*head.related, *other.primary, *other.related} - set(head.primary))),
                "before": _sum(head.before, other.before, other) if counted else head.before,
                "after": _sum(head.after, other.after, other) if counted else head.after,
                "echoes": (*head.echoes, Echo(finding=other.id, title=other.title, reason=reason)),
            }
        )
    lacked = next((other for other, _ in group[1:] if other.rule == goes_without.NAME), None)
    if head.kind == "request" and lacked is not None:
        head = head.model_copy(update={"title": f"{head.title}: {quoted(lacked.signature or lacked.title)}"})
    slower = sum(other.kind == "latency" for other, _ in group[1:])
    if head.kind == "latency" and slower:
        routes = f"{slower} more of its routes are" if slower > 1 else "one more of its routes is"
        head = head.model_copy(update={"title": f"{head.title}, and {routes} slower"})
    return _with_this_signature(group[0][0], head)


def _with_this_signature(logged: Finding, joined: Finding) -> Finding:
    """The requests that failed before an error was ever logged, and as many more as it was not logged for, are not its.

    A route that failed before for another reason goes on to do so.
    """
    before, after = joined.before, joined.after
    never = logged.kind == "log" and logged.before is not None and not logged.before.n
    if not never or before is None or not before.n or after is None or logged.after is None:
        return joined
    least = min(after.n, logged.after.n)
    counted = {"before": before.model_copy(update={"n": 0}), "after": after.model_copy(update={"n": least})}
    return joined.model_copy(update=counted)


def _sum(old: Ratio | None, more: Ratio | None, route: Finding) -> Ratio | None:
    """Requests instead of log entries, over all routes that were folded in."""
    if more is None or old is None:
        return old or more
    name = next(iter((route.signature or "").splitlines()), "").rsplit(" ", 1)[0]
    if not old.unit.startswith(("requests", "deliveries")):
        return Ratio(n=more.n, total=more.total, unit=f"{more.unit} to {name}")
    total = None if old.total is None or more.total is None else old.total + more.total
    routes = old.unit.count(" and ") + 2
    unit = f"{old.unit} and {name}" if routes <= 3 and old.unit != "requests" else "requests"
    return Ratio(n=old.n + more.n, total=total, unit=unit)

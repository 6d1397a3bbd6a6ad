"""A route that takes clearly longer on a new revision.

Claims: on the new revision the median of this route is at least twice that of the baseline's and a tenth of a second
more, and more requests were slow than chance explains. Refuted by as many slow requests on the baseline's revision.
Nothing is said with fewer than twenty requests on either side, or of a revision on which the route failed: an error
ends a request early or late.
"""

from incidents.analysis.compared.latencies import Pair, is_slower, pairs, slow_from
from incidents.analysis.compared.routes import Route
from incidents.analysis.components import component_of
from incidents.analysis.facts import Facts
from incidents.model.finding import Finding, Priority, Ratio
from incidents.model.record import digest

NAME = "slower-route"


def find(facts: Facts) -> list[Finding]:
    """One finding for each such route, first seen in the minute from which it was slow where minutes tell."""
    found = [_finding(facts, key, pair) for key, pair in pairs(facts) if is_slower(pair)]
    return sorted(found, key=lambda each: each.id)


def _finding(facts: Facts, key: Route, pair: Pair) -> Finding:
    service, method, route = key
    before, after = pair.before.latency, pair.after.latency
    assert before
    assert after
    slow = slow_from(pair)
    component = component_of(facts.sealed.policy, [route])
    title = f"{service}: `{method} {route}` takes {after.p50_ms:g} ms in the median, {before.p50_ms:g} ms before"
    return Finding(
        id=f"finding-{digest(NAME, *key)}",
        rule=NAME,
        kind="latency",
        title=title,
        service=service,
        component=component.name if component else None,
        state="worse",
        priority=Priority(
            level="P2", row="F", reason="it answers, and slower; no declared limit is known to be passed"
        ),
        signature=f"{method} {route} p50 {after.p50_ms:g} ms",
        before=Ratio(n=before.count, unit="requests with a latency"),
        after=Ratio(n=after.count, unit="requests with a latency"),
        first=slow[0] if slow else None,
        last=slow[1] if slow else None,
        primary=(pair.after.id,),
        related=(pair.before.id,),
    )

"""A measured figure beyond a declared limit.

Claims: a metric of the candidate side with the name of a declared threshold is larger than the limit. Refuted by a
value within it. It claims nothing without a declared limit, and refuses values that cannot be: a percentage or ratio
beyond its range, a negative count or duration.
"""

from incidents.analysis.components import component_of
from incidents.analysis.facts import Facts
from incidents.analysis.rates.possible_metric import is_possible
from incidents.model.evidence import Metric
from incidents.model.finding import UNRANKED, Finding
from incidents.model.policy import Threshold
from incidents.model.record import digest

NAME = "exceeded-threshold"
FAR = 3.0
"""So many times the limit is far beyond it."""


def find(facts: Facts) -> list[Finding]:
    """One finding for each metric of the candidate side, version and scope that is beyond its limit."""
    limits = {each.name: each for each in facts.sealed.policy.thresholds}
    newest: dict[tuple[str, str | None, str | None], Metric] = {}
    for each in sorted(facts.of(Metric), key=lambda metric: (str(metric.at), metric.id)):
        if each.metric in limits and each.at is not None and each.at >= facts.start and is_possible(each):
            newest[each.metric, each.version, each.scope] = each
    beyond = [each for each in newest.values() if each.value > limits[each.metric].limit]
    return sorted((_finding(facts, each, limits[each.metric]) for each in beyond), key=lambda each: each.id)


def times_over(facts: Facts, finding: Finding) -> float | None:
    """How many times the limit was measured; None where a multiple of it says nothing."""
    measured = next(each for key in finding.primary if isinstance(each := facts.records[key], Metric))
    limit = next(each.limit for each in facts.sealed.policy.thresholds if each.declared in finding.related)
    return measured.value / limit if limit > 0 else None


def _finding(facts: Facts, metric: Metric, threshold: Threshold) -> Finding:
    unit = f" {metric.unit}" if metric.unit else ""
    component = component_of(facts.sealed.policy, [metric.scope or "", metric.metric])
    times = f", {metric.value / threshold.limit:.1f} times as much" if threshold.limit > 0 else ""
    title = f"{metric.metric} is {metric.value:g}{unit}, beyond the declared limit of {threshold.limit:g}{times}"
    return Finding(
        id=f"finding-{digest(NAME, metric.metric, metric.version or '', metric.scope or '')}",
        rule=NAME,
        kind="metric",
        title=title,
        service=None,
        component=component.name if component else None,
        state="new",
        priority=UNRANKED,
        signature=metric.metric,
        before=None,
        after=None,
        first=metric.at,
        last=metric.at,
        primary=(metric.id,),
        related=(threshold.declared,),
    )

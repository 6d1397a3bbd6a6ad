"""Whether half of what a declared part of the product is asked fails, whatever else its service serves."""

from incidents.analysis.components import component_of, declares
from incidents.analysis.deployments.deliveries import deliverer_of
from incidents.analysis.facts import Facts
from incidents.model.evidence import RequestStatistics
from incidents.model.finding import Finding
from incidents.model.policy import Component

_LEAST = 5
"""Requests below which a failure is not called steady."""


def said(facts: Facts, finding: Finding) -> str | None:
    """The counts in words; None where the part is not core, is asked for more that goes well, or fails for another."""
    component = next((each for each in facts.sealed.policy.components if each.name == finding.component), None)
    if component is None or finding.after is None or not _may_be_core(facts, component):
        return None
    failed, total = _counted(facts, _asked(facts, component), finding)
    if failed < _LEAST or 2 * failed < total or 2 * finding.after.n < failed:
        return None
    return f"{failed} of {total} requests to {component.name} failed"


def _may_be_core(facts: Facts, component: Component) -> bool:
    """Where tiers are declared they decide; else the value that is declared of it does."""
    if any(each.tier == 1 for each in facts.sealed.policy.components):
        return component.tier == 1
    return component.value is not None


def _asked(facts: Facts, component: Component) -> list[RequestStatistics]:
    """What its users ask: what is delivered to a route that it does not declare keeps nobody waiting."""
    rows = [each for each in facts.requests if component_of(facts.sealed.policy, [each.route]) == component]
    return [each for each in rows if deliverer_of([each]) is None or declares(component, each.route)]


def _counted(facts: Facts, rows: list[RequestStatistics], finding: Finding) -> tuple[int, int]:
    """Failed and all requests of the candidate side, since the finding was first seen where that is known."""
    since = finding.first.minute if finding.first is not None else facts.start
    counted = [
        each
        for row in rows
        for each in row.by_minute
        if each.minute >= since and facts.is_after(row.service, row.revision, each.minute)
    ]
    return sum(each.server_errors for each in counted), sum(each.count for each in counted)

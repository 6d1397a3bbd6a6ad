"""Measured figures with the version and the scope that make them comparable, and the limit where one is declared."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidents.model.evidence import AnyEvidence, Metric
from incidents.model.incident import Incident
from reports.citations import Citations
from reports.figures import moment
from reports.sections.numbering import numbers
from templates.outside_text import code, text
from templates.safe import Safe, filled

_MOST = 24


@dataclass(frozen=True)
class MeasuredRow:
    """`finding` is the failure that rests on the figure; a dash where none does."""

    metric: Safe
    at: Safe
    value: Safe
    limit: Safe
    finding: Safe


def measured_rows(
    incident: Incident, evidence: Mapping[str, AnyEvidence], citations: Citations
) -> tuple[MeasuredRow, ...]:
    """By name and time; those with a declared limit first."""
    limits = {each.name for each in incident.policy.thresholds}
    metrics = [each for each in evidence.values() if isinstance(each, Metric)]
    metrics.sort(key=lambda each: (each.metric not in limits, each.metric, str(each.at), each.id))
    return tuple(_row(incident, each, citations) for each in metrics[:_MOST])


def _row(incident: Incident, metric: Metric, citations: Citations) -> MeasuredRow:
    threshold = next((each for each in incident.policy.thresholds if each.name == metric.metric), None)
    found = [each.id for each in incident.findings if metric.id in (*each.primary, *each.related)]
    version = filled(", version {version}", version=code(metric.version)) if metric.version else Safe("")
    scope = filled(", of {scope}", scope=code(metric.scope)) if metric.scope else Safe("")
    limit = Safe("none declared")
    if threshold:
        limit = filled(
            "{limit}{cites}", limit=Safe(f"{threshold.limit:g}"), cites=citations.cite((threshold.declared,))
        )
    unit = filled(" {unit}", unit=text(metric.unit)) if metric.unit else Safe("")
    return MeasuredRow(
        metric=filled(
            "{name}{version}{scope}{cites}",
            name=code(metric.metric),
            version=version,
            scope=scope,
            cites=citations.cite((metric.id,)),
        ),
        at=moment(metric.at) if metric.at else Safe("no time stated"),
        value=filled("{value}{unit}", value=Safe(f"{metric.value:g}"), unit=unit),
        limit=limit,
        finding=Safe(", ".join(numbers(incident).get(each, "resolved") for each in found) or "-"),
    )

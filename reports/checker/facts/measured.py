"""Phrases on measured figures, each with its version, scope and declared limit."""

from collections.abc import Iterator, Mapping

from incidents.model.evidence import AnyEvidence, Metric
from incidents.model.incident import Incident
from reports.checker.facts.figures import at, marks
from reports.checker.facts.findings import numbers


def of_measured(incident: Incident, evidence: Mapping[str, AnyEvidence]) -> Iterator[str]:
    limits = {each.name: f"{each.limit:g}{marks((each.declared,))}" for each in incident.policy.thresholds}
    short = numbers(incident)
    for each in evidence.values():
        if isinstance(each, Metric):
            found = [one.id for one in incident.findings if each.id in (*one.primary, *one.related)]
            version = f", version {each.version}" if each.version else ""
            scope = f", of {each.scope}" if each.scope else ""
            row = f"⟨Metric⟩ {each.metric}{version}{scope}{marks((each.id,))}"
            row += f" ⟨Time (UTC)⟩ {at(each.at) if each.at else 'no time stated'}"
            row += f" ⟨Value⟩ {each.value:g}{f' {each.unit}' if each.unit else ''}"
            row += f" ⟨Declared limit⟩ {limits.get(each.metric, 'none declared')}"
            yield f"{row} ⟨Failure⟩ {', '.join(short.get(key, 'resolved') for key in found)}"

"""Phrases on measured figures, each with its version, scope and declared limit, and on probes."""

from collections.abc import Iterator, Mapping

from incidents.model.evidence import AnyEvidence, Metric, Probe
from incidents.model.incident import Incident
from reports.checker.facts.figures import at, counted, marks
from reports.checker.facts.findings import numbers

_PROBES = 24


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


def of_probes(evidence: Mapping[str, AnyEvidence]) -> Iterator[str]:
    probes = [each for each in evidence.values() if isinstance(each, Probe)]
    for each in probes:
        row = f"⟨Time (UTC)⟩ {at(each.at) if each.at else 'no time stated'} ⟨Target⟩ {each.target}{marks((each.id,))}"
        row += f" ⟨Answered⟩ {each.succeeded} of {each.attempts}"
        row += f" ⟨Status⟩ {'' if each.status is None else each.status}"
        row += f" ⟨Latency⟩ {'' if each.latency_s is None else f'{each.latency_s:g} s'}"
        yield f"{row} ⟨Error⟩ {each.error or ''} ⟨Control⟩ {each.control or ''}"
    yield f"Not shown: {counted(len(probes) - _PROBES, 'later probe', 'later probes')}"

"""Probes as they were made: what was asked, how often it answered, and the control that tells of the way to it."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidents.model.evidence import AnyEvidence, Probe
from reports.citations import Citations
from reports.figures import counted, moment
from templates.outside_text import code, text
from templates.safe import Safe, filled

_MOST = 24


@dataclass(frozen=True)
class ProbeRow:
    """A dash where the record does not tell."""

    at: Safe
    target: Safe
    answered: Safe
    status: Safe
    latency: Safe
    error: Safe
    control: Safe


def probe_rows(evidence: Mapping[str, AnyEvidence], citations: Citations) -> tuple[tuple[ProbeRow, ...], Safe | None]:
    """In the order of time; and how many of the last ones were left out, None where none was."""
    probes = sorted(
        (each for each in evidence.values() if isinstance(each, Probe)), key=lambda each: (str(each.at), each.id)
    )
    more = counted(len(probes) - _MOST, "later probes") if len(probes) > _MOST else None
    return tuple(_row(each, citations) for each in probes[:_MOST]), more


def _row(probe: Probe, citations: Citations) -> ProbeRow:
    return ProbeRow(
        at=moment(probe.at) if probe.at else Safe("no time stated"),
        target=filled("{target}{cites}", target=code(probe.target), cites=citations.cite((probe.id,))),
        answered=filled("{n} of {all}", n=probe.succeeded, all=probe.attempts),
        status=Safe("-") if probe.status is None else filled("{status}", status=probe.status),
        latency=Safe("-") if probe.latency_s is None else filled("{n} s", n=Safe(f"{probe.latency_s:g}")),
        error=text(probe.error) if probe.error else Safe("-"),
        control=code(probe.control) if probe.control else Safe("-"),
    )

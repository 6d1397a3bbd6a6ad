"""The timeline: dated records in order, beginning before the window."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from incidents.model.evidence import AnyEvidence, PlatformEvent, Revision, TestRun
from incidents.model.incident import Incident
from incidents.model.instant import Instant
from incidents.model.scope import Span
from reports.citations import Citations
from reports.figures import counted, moment
from reports.urgency import by_urgency
from templates.outside_text import code, text
from templates.safe import Safe, filled, joined

_MOST = 24


@dataclass(frozen=True)
class Moment:
    """`weight` tells what may be left out first; a smaller one stays."""

    at: Instant
    weight: int
    what: Safe
    cites: tuple[str, ...]


@dataclass(frozen=True)
class TimelineRow:
    at: Safe
    what: Safe


def timeline(
    incident: Incident, evidence: Mapping[str, AnyEvidence], citations: Citations
) -> tuple[tuple[TimelineRow, ...], int]:
    """The rows, and how many moments of less weight were left out."""
    whole = Span(start=incident.window.baseline.span.start, end=incident.window.candidate.span.end)
    found = {*_of_findings(incident), *_of_records(incident, evidence)}
    moments = sorted((each for each in found if whole.holds(each.at)), key=lambda each: (each.weight, *_when(each)))
    rows = [
        TimelineRow(moment(each.at), filled("{what}{cites}", what=each.what, cites=citations.cite(each.cites)))
        for each in sorted(moments[:_MOST], key=_when)
    ]
    return tuple(rows), len(moments) - len(rows)


def _when(each: Moment) -> tuple[Instant, str]:
    return each.at, each.what


def _of_findings(incident: Incident) -> Iterator[Moment]:
    for rank, finding in enumerate(by_urgency(incident.findings)):
        title = text(finding.title)
        if finding.first:
            yield Moment(finding.first, 1 + rank, filled("first seen: {title}", title=title), finding.primary[:2])
        if finding.last and finding.last != finding.first:
            yield Moment(finding.last, 2 + rank, filled("last seen: {title}", title=title), finding.primary[:2])


def _of_records(incident: Incident, evidence: Mapping[str, AnyEvidence]) -> Iterator[Moment]:
    services = incident.scope.service_names
    for each in evidence.values():
        if isinstance(each, Revision) and each.at and each.service in services:
            yield Moment(each.at, 0, filled("revision {name} was created", name=code(each.name)), (each.id,))
        elif isinstance(each, TestRun) and each.at:
            yield Moment(each.at, 0, _run(each), (each.id,))
        elif isinstance(each, PlatformEvent) and each.event in ("not-ready", "crash") and each.service in services:
            said = filled("{service}: {message}", service=code(each.service), message=text(each.message[:160]))
            yield Moment(each.first, 3, said, (each.id,))


def _run(run: TestRun) -> Safe:
    counts = run.counts
    named = (
        ("passed", counts.passed),
        ("failed", counts.failed),
        ("error" if counts.errors == 1 else "errors", counts.errors),
        ("skipped", counts.skipped),
    )
    parts = [filled("{n} {word}", n=n, word=text(word)) for word, n in named if n]
    said = filled(": {parts}", parts=joined(", ", parts)) if parts else Safe("")
    executed = counted(counts.executed, "cases") if counts.executed else Safe("no case")
    return filled("test run {name} began; {executed} ran{said}", name=code(run.name), executed=executed, said=said)

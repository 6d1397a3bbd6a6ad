"""Server errors and logged errors by revision over time, drawn as one row of bars for each revision."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from incidents.model.evidence import AnyEvidence, LogPattern, RequestStatistics
from incidents.model.incident import Incident
from incidents.model.instant import Instant
from reports.page.marks import PageCitations
from reports.page.records.logs import BAD_SEVERITIES
from reports.page.time_axis import TimeAxis, time_axis
from templates.safe import Safe

HEIGHT = 40
_LEAST = 3
"""A bar that is there at all can be seen, however small its part."""


@dataclass
class _Counts:
    """What one revision answered and logged, in whole and by step of the axis."""

    requests: int = 0
    errors: int = 0
    logged: int = 0
    by_step: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    records: list[str] = field(default_factory=list)

    def add(self, step: int | None, requests: int, errors: int, logged: int) -> None:
        if step is not None:
            before = self.by_step.get(step, (0, 0, 0))
            self.by_step[step] = (before[0] + requests, before[1] + errors, before[2] + logged)


@dataclass(frozen=True)
class Row:
    """One revision: its side of the window, its counts, and the outlines of its bars."""

    service: str
    revision: str
    side: str
    requests: int
    errors: int
    logged: int
    rate: str
    answered: str
    failed: str
    noted: str
    cites: Safe


@dataclass(frozen=True)
class Step:
    """A step of the axis with requests, server errors and logged errors of each row."""

    at: str
    cells: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class RevisionChart:
    axis: TimeAxis
    rows: tuple[Row, ...]
    steps: tuple[Step, ...]


def revision_chart(
    incident: Incident, evidence: Mapping[str, AnyEvidence], citations: PageCitations
) -> RevisionChart | None:
    """None where nothing was counted, or where the window is open."""
    axis = time_axis(incident)
    counts = _counted(evidence.values(), axis) if axis else {}
    if axis is None or not counts:
        return None
    sides = _sides(incident)
    order = sorted(
        counts, key=lambda key: (key[0], list(sides).index(key[1]) if key[1] in sides else len(sides), key[1])
    )
    rows = tuple(_row(key, sides.get(key[1], "other"), counts, citations) for key in order)
    used = sorted({step for each in counts.values() for step in each.by_step})
    steps = (
        Step(_clock(axis.begin(step)), tuple(counts[key].by_step.get(step, (0, 0, 0)) for key in order))
        for step in used
    )
    return RevisionChart(axis, rows, tuple(steps))


def _sides(incident: Incident) -> dict[str, str]:
    """What each revision is to the window; where nothing new was deployed the old one serves on both sides."""
    window = incident.window
    sides = {
        each.revision: "before" if window.candidate.of(each.service) else "unchanged"
        for each in window.baseline.revisions
    }
    return sides | {each.revision: "in the window" for each in window.candidate.revisions}


def _counted(evidence: Iterable[AnyEvidence], axis: TimeAxis) -> dict[tuple[str, str], _Counts]:
    counts: dict[tuple[str, str], _Counts] = {}
    for record in sorted(evidence, key=lambda each: each.id):
        if isinstance(record, RequestStatistics):
            _add_requests(counts.setdefault((record.service, record.revision), _Counts()), record, axis)
        elif isinstance(record, LogPattern) and record.severity in BAD_SEVERITIES:
            for each in record.by_revision:
                counts.setdefault((record.service, each.revision), _Counts()).logged += each.count
            for minute in record.by_minute:
                found = counts.setdefault((record.service, minute.revision), _Counts())
                found.add(axis.place(minute.minute), 0, 0, minute.count)
    return counts


def _add_requests(counts: _Counts, record: RequestStatistics, axis: TimeAxis) -> None:
    failed = record.answered(500, 599)
    counts.requests += record.count
    counts.errors += failed
    if failed:
        counts.records.append(record.id)
    for minute in record.by_minute:
        counts.add(axis.place(minute.minute), minute.count, minute.server_errors, 0)


def _row(key: tuple[str, str], side: str, counts: Mapping[tuple[str, str], _Counts], citations: PageCitations) -> Row:
    """Bars of one service share a scale, so that its revisions compare."""
    found = counts[key]
    peers = [each for (service, _), each in counts.items() if service == key[0]]
    most = max((cell[0] for each in peers for cell in each.by_step.values()), default=0)
    most_logged = max((cell[2] for each in peers for cell in each.by_step.values()), default=0)
    bars = sorted(found.by_step.items())
    return Row(
        service=key[0],
        revision=key[1],
        side=side,
        requests=found.requests,
        errors=found.errors,
        logged=found.logged,
        rate=percent(found.errors, found.requests),
        answered=_outline([(step, cell[0]) for step, cell in bars], most),
        failed=_outline([(step, cell[1]) for step, cell in bars], most),
        noted=_outline([(step, cell[2]) for step, cell in bars], most_logged),
        cites=citations.cite(found.records),
    )


def percent(part: int, whole: int) -> str:
    """With one decimal, in whole numbers throughout: never 0 for some and never 100 for not all."""
    if not whole:
        return "no requests"
    permille = (2000 * part + whole) // (2 * whole)
    if part:
        permille = max(1, permille)
    if part < whole:
        permille = min(999, permille)
    return f"{permille // 10}.{permille % 10} %" if permille % 10 else f"{permille // 10} %"


def _outline(bars: Iterable[tuple[int, int]], most: int) -> str:
    """The path of all bars, one step wide with a gap, from the ground up."""
    parts = []
    for step, value in bars:
        if value and most:
            height = max(_LEAST, (HEIGHT * value + most // 2) // most)
            parts.append(f"M{step} {HEIGHT}v-{height}h.86v{height}z")
    return "".join(parts)


def _clock(moment: Instant) -> str:
    return str(moment)[:16].replace("T", " ")

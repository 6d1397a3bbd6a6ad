"""What was read, and how the document came about."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from incidents.model.claim import ClaimKind
from incidents.model.incident import Incident
from incidents.model.record import digest
from incidents.model.scope import Reading
from incidents.version import own_version
from reports.figures import counted, moment
from templates.outside_text import code, text
from templates.safe import Safe, filled, joined

_KINDS: dict[ClaimKind, str] = {
    "observed": "observed",
    "derived": "derived",
    "hypothesis": "hypothetical",
    "unknown": "not known",
    "human": "stated by people",
}


@dataclass(frozen=True)
class ReadingRow:
    source: Safe
    what: Safe
    span: Safe
    items: Safe
    status: Safe


@dataclass(frozen=True)
class Footer:
    """`evidence` is how many records were stored, and the fingerprint that all of them together have.

    `version` is that of the program that writes.
    """

    rebuild: Safe
    version: Safe
    evidence: Safe
    statements: Safe


def reading_rows(incident: Incident) -> tuple[ReadingRow, ...]:
    return tuple(
        ReadingRow(text(each.source), code(each.what), span_of(each), Safe(str(each.items)), _status(each))
        for each in in_order(incident.readings)
    )


def in_order(readings: Iterable[Reading]) -> list[Reading]:
    """What failed or stopped early comes first."""
    order = ("failed", "truncated", "complete")
    return sorted(readings, key=lambda each: (order.index(each.status), each.source, each.what, each.id))


def footer(incident: Incident) -> Footer:
    counts = Counter(each.kind for each in incident.claims)
    parts = [filled("{n} {word}", n=counts[kind], word=text(word)) for kind, word in _KINDS.items() if counts[kind]]
    return Footer(
        rebuild=code(f"incident render {incident.name}"),
        version=text(own_version()),
        evidence=filled(
            "{records}, fingerprint {print}",
            records=counted(len(incident.index), "records"),
            print=code(digest(*sorted(each.hash for each in incident.index))),
        ),
        statements=joined(", ", parts) if parts else Safe("none"),
    )


def span_of(reading: Reading) -> Safe:
    start, end = reading.span.start, reading.span.end
    if not start and not end:
        return Safe("no bounds")
    return filled(
        "{start} to {end}", start=moment(start) if start else Safe("open"), end=moment(end) if end else Safe("open")
    )


def _status(reading: Reading) -> Safe:
    said = text(f"{reading.status}: {reading.why}" if reading.why else reading.status)
    problems = [
        filled(
            "{what}: {times}, first {first}",
            what=text(each.what),
            times=counted(each.count, "times"),
            first=code(each.first),
        )
        for each in reading.problems
    ]
    return joined("; ", [said, *problems])

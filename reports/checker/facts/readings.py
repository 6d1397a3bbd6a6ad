"""Phrases on what was read."""

from collections.abc import Iterator

from incidents.model.incident import Incident
from incidents.model.scope import Reading
from reports.checker.facts.figures import at


def of_readings(incident: Incident) -> Iterator[str]:
    for reading in incident.readings:
        status = f"{reading.status}: {reading.why}" if reading.why else reading.status
        problems = "; ".join(
            f"{each.what}: {each.count} {'time' if each.count == 1 else 'times'}, first {each.first}"
            for each in reading.problems
        )
        told = f"{status}; {problems}" if problems else status
        row = f"⟨Source⟩ {reading.source} ⟨What⟩ {reading.what} ⟨From and to (UTC)⟩ {span_of(reading)}"
        yield f"{row} ⟨Items⟩ {reading.items} ⟨Status⟩ {told}"


def span_of(reading: Reading) -> str:
    start, end = reading.span.start, reading.span.end
    return f"{at(start) if start else 'open'} to {at(end) if end else 'open'}" if start or end else "no bounds"

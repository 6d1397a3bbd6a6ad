"""What was read and how far: the ledger of coverage, what failed or stopped early first."""

from dataclasses import dataclass

from incidents.model.incident import Incident
from incidents.model.scope import Reading
from reports.sections.coverage import in_order, span_of
from templates.outside_text import code, text
from templates.safe import Safe


@dataclass(frozen=True)
class ReadingRow:
    id: str
    source: str
    what: Safe
    span: Safe
    items: int
    status: str
    why: Safe


@dataclass(frozen=True)
class WhatWasRead:
    """`partly` are the readings that failed or stopped early."""

    partly: tuple[ReadingRow, ...]
    complete: tuple[ReadingRow, ...]


def what_was_read(incident: Incident) -> WhatWasRead:
    ordered = in_order(incident.readings)
    return WhatWasRead(
        partly=tuple(_row(each) for each in ordered if each.status != "complete"),
        complete=tuple(_row(each) for each in ordered if each.status == "complete"),
    )


def _row(reading: Reading) -> ReadingRow:
    problems = "; ".join(f"{each.what} ({each.count})" for each in reading.problems)
    return ReadingRow(
        id=reading.id,
        source=reading.source,
        what=code(reading.what),
        span=span_of(reading),
        items=reading.items,
        status=reading.status,
        why=text("; ".join(part for part in (reading.why, problems) if part)),
    )

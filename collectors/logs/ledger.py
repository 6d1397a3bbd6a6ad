"""What the database knows of each file: how many entries of which fate, and between which moments."""

from dataclasses import dataclass, field

import duckdb

from collectors.logs.file_reader import LATE, OUTSIDE, REPEATED
from collectors.logs.first_step.rows import rows
from collectors.problem_tally import ProblemTally
from incidents.model.instant import Instant
from incidents.model.scope import Span

_KEPT = ("app", "request", "event", "held", "line", "part")
_LEFT_OUT = {
    "outside": OUTSIDE,
    "late": LATE,
    "other resource": "entries of another kind of resource, not kept",
}
NOT_UNDERSTOOD = ("unread", "no entry", "timeless")
"""Fates that only a careful reading can explain."""


@dataclass
class Page:
    """One file. `odd` counts what was not understood."""

    items: int = 0
    odd: int = 0
    first: int | None = None
    last: int = 0
    problems: ProblemTally = field(default_factory=ProblemTally)

    @property
    def span(self) -> Span:
        return Span() if self.first is None else Span(start=Instant(self.first), end=Instant(self.last))


def ledger(database: duckdb.DuckDBPyConnection) -> dict[str, Page]:
    """A page for each file that entries came from, by its path."""
    pages: dict[str, Page] = {}
    query = """
SELECT file, fate, CAST(sum(entries) AS BIGINT), min(first_ns), max(last_ns), min(earliest.insert_id)
FROM groups GROUP BY file, fate ORDER BY file, fate"""
    for file, fate, entries, first, last, place in rows(database, query):
        page = pages.setdefault(file, Page())
        if fate in _KEPT:
            page.items += entries
            page.first = first if page.first is None else min(first, page.first)
            page.last = max(page.last, last)
        elif fate in NOT_UNDERSTOOD:
            page.odd += entries
        else:
            page.problems.add(_LEFT_OUT[fate], f"entry {place or 'without an id'}", entries)
    return pages


def take_off_repeats(database: duckdb.DuckDBPyConnection, pages: dict[str, Page]) -> None:
    """What was exported more than once is counted in the first file by name alone."""
    query = """
SELECT file, CAST(sum(repeats.entries) AS BIGINT), min(earliest.insert_id)
FROM repeats JOIN groups ON groups.rowid = group_id GROUP BY file ORDER BY file"""
    for file, entries, place in rows(database, query):
        pages[file].items -= entries
        pages[file].problems.add(REPEATED, f"among others entry {place}", entries)
        if not pages[file].items:
            pages[file].first = None

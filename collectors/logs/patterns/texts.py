"""The distinct texts that the first step found, and what they were assigned to."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import duckdb
import numpy as np

from collectors.logs.entries.entry import Entry
from collectors.logs.first_step.exemplar import entry_of, with_shared
from collectors.logs.first_step.grouping import COUNTED
from collectors.logs.first_step.rows import rows

EARLIEST = f"arg_min({with_shared('')}, concat(first_ns, ' ', earliest.print, ' ', file))"
"""The earliest of the groups, with what it shares with its own."""


class Text(NamedTuple):
    """One masked text of one service and stated severity."""

    id: int
    service: str
    severity: str | None
    coarse: str
    entries: int


class TextTable:
    """The relation `texts`, made of the relation `groups`."""

    def __init__(self, database: duckdb.DuckDBPyConnection) -> None:
        self.database = database
        database.execute(f"""
CREATE TEMP TABLE texts AS
SELECT text_id, min(fate) AS fate, min(service) AS service, min(severity) AS severity, min(coarse) AS coarse,
  CAST(sum(entries) AS BIGINT) AS entries, {EARLIEST} AS earliest
FROM groups WHERE fate IN {COUNTED} GROUP BY text_id""")

    def revisions(self) -> set[str]:
        """The revisions that anything was logged of."""
        return {revision for (revision,) in rows(self.database, "SELECT DISTINCT revision FROM groups")}

    def bare(self, condition: str) -> Iterator[Text]:
        """Texts without the entries they come from, most frequent first."""
        query = f"""SELECT text_id, service, severity, coarse, entries FROM texts
WHERE {condition} ORDER BY entries DESC, service, severity, coarse"""
        for row in rows(self.database, query):
            yield Text(*row)

    def with_entries(self, condition: str) -> Iterator[tuple[Text, Entry]]:
        """Texts with the earliest entry of each."""
        query = f"SELECT text_id, service, severity, coarse, entries, earliest FROM texts WHERE {condition}"
        for *row, earliest in rows(self.database, query):
            yield Text(*row), entry_of(earliest)

    def assign(self, relation: str, assigned: Mapping[int, int]) -> None:
        """Keep which text belongs to which number, as a relation of `text_id` and `number`."""
        columns = {
            "text_id": np.fromiter(assigned.keys(), np.uint64, len(assigned)),
            "number": np.fromiter(assigned.values(), np.int64, len(assigned)),
        }
        self.database.register("given", columns)
        self.database.execute(f"CREATE OR REPLACE TEMP TABLE {relation} AS SELECT * FROM given")
        self.database.unregister("given")

    def earliest(self, relation: str) -> Iterator[tuple[int, Entry]]:
        """The earliest entry of each number of a relation that `assign` made."""
        query = f"""
SELECT number, arg_min(earliest, concat(earliest.ns, ' ', earliest.print, ' ', earliest.file))
FROM texts JOIN {relation} USING (text_id) GROUP BY number ORDER BY number"""
        for number, earliest in rows(self.database, query):
            yield number, entry_of(earliest)

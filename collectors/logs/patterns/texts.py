"""The distinct texts that the first step found, and what they were assigned to."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import duckdb
import numpy as np

from collectors.logs.entries.entry import Entry
from collectors.logs.first_step.exemplar import entry_of, with_shared
from collectors.logs.first_step.grouping import COUNTED
from collectors.logs.first_step.rows import rows

_ORDER = "struct_pack(ns := first_ns, print := earliest.print, file := file)"
EARLIEST = f"arg_min({with_shared('')}, {_ORDER})"
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
        # The entries stay where they are, and are looked up for the few that are read.
        database.execute(f"""
CREATE TEMP TABLE texts AS
SELECT text_id, min(fate) AS fate, min(service) AS service, min(severity) AS severity, min(coarse) AS coarse,
  CAST(sum(entries) AS BIGINT) AS entries, bool_or(earliest.text IS NOT NULL) AS has_text,
  arg_min(rowid, {_ORDER}) AS group_id, min({_ORDER}) AS first
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
        query = f"""
SELECT texts.text_id, texts.service, texts.severity, texts.coarse, texts.entries, {with_shared("groups")}
FROM (SELECT * FROM texts WHERE {condition}) AS texts JOIN groups ON groups.rowid = texts.group_id"""
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
SELECT number, {with_shared("groups")}
FROM (
  SELECT number, arg_min(group_id, first) AS group_id
  FROM texts JOIN {relation} USING (text_id) GROUP BY number
) AS earliest_of JOIN groups ON groups.rowid = earliest_of.group_id ORDER BY number"""
        for number, earliest in rows(self.database, query):
            yield number, entry_of(earliest)

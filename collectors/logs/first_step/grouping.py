"""Runs the first step over a relation of entries and keeps its groups in the database."""

from collections.abc import Collection, Iterable, Sequence
from functools import partial

import duckdb
import numpy as np

from collectors.logs.first_step.engine import PACKED, with_memory
from collectors.logs.first_step.statement import Lines, group_entries

COUNTED = ("app", "request", "event")
"""Fates of entries that are grouped; parts and held lines come back as entries when they were joined."""

_TEXT = "concat(fate, chr(29), service, chr(29), severity, chr(29), coarse, chr(29), alone, chr(29), {of_event})"
_OF_EVENT = "CASE WHEN fate = 'event' THEN concat(log_name, chr(29), revision) END"


class Grouping:
    """The relation `groups`: what `group_entries` gives, each with the number of its text as `text_id`.

    `repeats` counts what of a group was an entry that had been counted already: by group, minute and latency.
    """

    def __init__(self, database: duckdb.DuckDBPyConnection, services: Sequence[str], until: int | None) -> None:
        self.database = database
        self._services = services
        self._until = until

    def group(self, pieces: Iterable[str], lines: Lines) -> None:
        """Group what SELECTs give, each by itself, in place of what was grouped before.

        What is alike in two pieces stays two groups, which all that counts them adds up.
        """
        into = "CREATE OR REPLACE TABLE groups AS"
        for entries in pieces:
            self.database.execute(f"CREATE OR REPLACE TEMP VIEW entries AS {entries}")
            query = f"{into} {self._select(lines)}"
            with_memory(self.database, partial(self.database.execute, query))
            self.database.execute(f"CHECKPOINT {PACKED}")
            into = "INSERT INTO groups"

    def hold(self, places: Collection[tuple[str, int]]) -> None:
        """Name the streams and seconds whose lines are given out by themselves, in place of those named before."""
        columns = {
            "stream": np.array([stream for stream, _ in places], dtype=object),
            "second": np.array([second for _, second in places], dtype=np.int64),
        }
        self.database.register("given", columns)
        typed = "SELECT CAST(stream AS VARCHAR) AS stream, second FROM given"
        self.database.execute(f"CREATE OR REPLACE TEMP TABLE places AS {typed}")
        self.database.unregister("given")

    def add(self, entries: str) -> None:
        """Group further entries, that cannot repeat any, beside those that are there."""
        self.database.execute(f"CREATE OR REPLACE TEMP VIEW entries AS {entries}")
        self.database.execute(f"INSERT INTO groups {self._select('kept', may_repeat=False)}")

    def find_repeats(self) -> None:
        """Find entries that were exported more than once; of several files the first by name counts."""
        self.database.execute(
            "CREATE OR REPLACE TEMP TABLE repeats"
            " (group_id BIGINT, minute INTEGER, latency DECIMAL(18, 9), entries BIGINT)"
        )
        # One number for each entry is all that is held of it; sorted, they show their pairs.
        found = self.database.execute("SELECT unnest(prints) AS print FROM groups WHERE is_entry")
        prints = found.fetchnumpy()["print"]
        known = prints.compressed() if isinstance(prints, np.ma.MaskedArray) else prints
        known.sort()
        twice = np.unique(known[1:][known[1:] == known[:-1]])
        del prints, known
        if twice.size:
            self._note_repeats(twice)
        self.database.execute("ALTER TABLE groups DROP COLUMN prints")

    def _note_repeats(self, twice: "np.ndarray[tuple[int], np.dtype[np.uint64]]") -> None:
        self.database.register("twice", {"print": twice})
        self.database.execute("""
INSERT INTO repeats
SELECT group_id, minute, latency, count(*) FROM (
  SELECT group_id, minute, latency, row_number() OVER (PARTITION BY print ORDER BY file, group_id) AS nth
  FROM (
    SELECT rowid AS group_id, file, unnest(prints) AS print, unnest(minutes) AS minute, unnest(latencies) AS latency
    FROM groups WHERE is_entry
  ) WHERE print IN (SELECT print FROM twice)
) WHERE nth > 1 GROUP BY ALL""")
        self.database.unregister("twice")

    def _select(self, lines: Lines, *, may_repeat: bool = True) -> str:
        grouped = group_entries(self._services, self._until, lines, may_repeat=may_repeat)
        text = _TEXT.format(of_event=_OF_EVENT)
        return (
            f"SELECT *, fingerprint_of({text}) AS text_id,"
            f" fate IN {(*COUNTED, 'part', 'held', 'line')} AS is_entry"
            f" FROM ({grouped})"
        )

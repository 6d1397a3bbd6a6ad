"""Runs the first step over a relation of entries and keeps its groups in the database."""

from collections.abc import Collection, Iterable, Sequence
from functools import partial

import duckdb
import numpy as np

from collectors.logs.first_step.engine import PACKED, with_memory
from collectors.logs.first_step.pieces import Pieces
from collectors.logs.first_step.statement import Lines, count_texts, group_entries, text_id

COUNTED = ("app", "request", "event")
"""Fates of entries that are grouped; parts and held lines come back as entries when they were joined."""

MOST_TEXTS = 100_000
"""Different texts that are kept apart."""


class Grouping:
    """The relation `groups`: what `group_entries` gives, each with the number of its text as `text_id`.

    `repeats` counts what of a group was an entry that had been counted already: by group, minute and latency.
    """

    def __init__(self, database: duckdb.DuckDBPyConnection, services: Sequence[str], until: int | None) -> None:
        self.database = database
        self._services = services
        self._until = until

    def group(self, pieces: Pieces, lines: Lines) -> None:
        """Group what SELECTs give, each by itself, in place of what was grouped before.

        What is alike in two pieces stays two groups, which all that counts them adds up. Where there are too many
        texts, the most frequent of all are found first, so that it does not matter in which piece they stand.
        """
        if not self._group(pieces(), lines):
            self._find_frequent(pieces(), lines)
            self._group(pieces(), lines, bounded=True)

    def _group(self, pieces: Iterable[str], lines: Lines, *, bounded: bool = False) -> bool:
        """Whether all was grouped; otherwise there are too many texts."""
        into = "CREATE OR REPLACE TABLE groups AS"
        for entries in pieces:
            self._run(entries, f"{into} {self._select(lines, bounded=bounded)}")
            self.database.execute(f"CHECKPOINT {PACKED}")
            into = "INSERT INTO groups"
            if not bounded and self._texts() > MOST_TEXTS:
                return False
        return True

    def _texts(self) -> int:
        found = self.database.execute("SELECT count(DISTINCT text_id) FROM groups WHERE fate IN ('app', 'request')")
        ((texts,),) = found.fetchall()
        return int(texts)

    def _find_frequent(self, pieces: Iterable[str], lines: Lines) -> None:
        self.database.execute("DROP TABLE groups")
        into = "CREATE OR REPLACE TEMP TABLE counted AS"
        for entries in pieces:
            self._run(entries, f"{into} {count_texts(self._services, self._until, lines)}")
            into = "INSERT INTO counted"
        self.database.execute(f"""
CREATE OR REPLACE TEMP TABLE frequent AS
SELECT text_id FROM counted GROUP BY text_id ORDER BY sum(entries) DESC, text_id LIMIT {MOST_TEXTS}""")
        self.database.execute("DROP TABLE counted")

    def _run(self, entries: str, query: str) -> None:
        self.database.execute(f"CREATE OR REPLACE TEMP VIEW entries AS {entries}")
        with_memory(self.database, partial(self.database.execute, query))

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

    def _select(self, lines: Lines, *, may_repeat: bool = True, bounded: bool = False) -> str:
        grouped = group_entries(self._services, self._until, lines, may_repeat=may_repeat, bounded=bounded)
        return (
            f"SELECT *, {text_id()} AS text_id, fate IN {(*COUNTED, 'part', 'held', 'line')} AS is_entry"
            f" FROM ({grouped})"
        )

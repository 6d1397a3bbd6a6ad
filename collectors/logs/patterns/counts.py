"""How often what was assigned to a number was logged: by revision, by minute, by status, and by how many."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

import duckdb

from collectors.logs.entries.entry import Entry
from collectors.logs.first_step.exemplar import entry_of
from collectors.logs.first_step.rows import rows
from collectors.logs.patterns.texts import EARLIEST

_NANOSECONDS = "CAST(CAST(latency AS DECIMAL(28, 9)) * 1000000000 AS BIGINT)"


class Stretch(NamedTuple):
    """What one revision logged of a number, under one status where it is a request; `earliest` is the first of it."""

    number: int
    revision: str
    status: str | None
    entries: int
    first: int
    last: int
    earliest: Entry


class Minute(NamedTuple):
    """How many entries of a number a revision logged in one minute since 1970."""

    number: int
    revision: str
    status: str | None
    minute: int
    entries: int


class Counts:
    """Counts over the relations `groups`, `repeats`, and one that `TextTable.assign` made."""

    def __init__(self, database: duckdb.DuckDBPyConnection, relation: str) -> None:
        self._database = database
        self._numbered = f"(SELECT groups.rowid AS group_id, * FROM groups JOIN {relation} USING (text_id))"

    def stretches(self) -> Iterator[Stretch]:
        """In the order of numbers, revisions and statuses; entries that were exported twice count once."""
        query = f"""
SELECT number, revision, alone, CAST(sum(entries) - coalesce(sum(again), 0) AS BIGINT) AS left_over,
  min(first_ns), max(last_ns), {EARLIEST}
FROM {self._numbered} LEFT JOIN (SELECT group_id, sum(entries) AS again FROM repeats GROUP BY group_id) USING (group_id)
GROUP BY number, revision, alone HAVING left_over > 0 ORDER BY number, revision, alone"""
        for number, revision, status, entries, first, last, earliest in rows(self._database, query):
            yield Stretch(number, revision, status, entries, first, last, entry_of(earliest))

    def minutes(self) -> Iterator[Minute]:
        """In the order of numbers, minutes, revisions and statuses."""
        query = f"""
SELECT number, revision, alone, minute, CAST(sum(times) AS BIGINT) AS left_over FROM (
  SELECT number, revision, alone, minute, count(*) AS times
  FROM (SELECT number, revision, alone, unnest(minutes) AS minute FROM {self._numbered}) GROUP BY ALL
  UNION ALL
  SELECT number, revision, alone, minute, -sum(repeats.entries) AS times
  FROM {self._numbered} JOIN repeats USING (group_id) GROUP BY ALL
) GROUP BY number, revision, alone, minute HAVING left_over > 0 ORDER BY number, minute, revision, alone"""
        for row in rows(self._database, query):
            yield Minute(*row)

    def latencies(self) -> Iterator[tuple[int, str, int, int, int]]:
        """Number, revision, latency in nanoseconds to three figures, how often, and the longest of them, rising."""
        query = f"""
SELECT number, revision, bucket, CAST(sum(times) AS BIGINT) AS left_over, max(longest) FROM (
  SELECT number, revision, {_bucket("ns")} AS bucket, count(*) AS times, max(ns) AS longest FROM (
    SELECT number, revision, {_NANOSECONDS} AS ns
    FROM (SELECT number, revision, unnest(latencies) AS latency FROM {self._numbered}) WHERE latency IS NOT NULL
  ) GROUP BY ALL
  UNION ALL
  SELECT number, revision, {_bucket(_NANOSECONDS)} AS bucket, -sum(repeats.entries) AS times, NULL AS longest
  FROM {self._numbered} JOIN repeats USING (group_id) WHERE latency IS NOT NULL GROUP BY ALL
) GROUP BY number, revision, bucket HAVING left_over > 0 ORDER BY number, revision, bucket"""
        yield from rows(self._database, query)

    def ends(self) -> Iterator[tuple[int, str, str]]:
        """Number, and the first and the last of its texts in the order of characters, where they were kept."""
        query = f"""
SELECT number, min(lowest), max(highest) FROM {self._numbered}
WHERE lowest IS NOT NULL GROUP BY number ORDER BY number"""
        yield from rows(self._database, query)

    def medians(self, numbers: Collection[int]) -> Iterator[tuple[int, str, int, int]]:
        """Number, revision, minute since 1970 and the median latency in it, cut like `latencies`, for those numbers."""
        wanted = f"{self._numbered} WHERE number IN ({', '.join(str(each) for each in sorted(numbers))})"
        query = f"""
SELECT number, revision, minute, min(bucket) FROM (
  SELECT *, 2 * sum(left_over) OVER (PARTITION BY number, revision, minute ORDER BY bucket)
    >= sum(left_over) OVER (PARTITION BY number, revision, minute) AS is_half
  FROM (
    SELECT number, revision, minute, bucket, CAST(sum(times) AS BIGINT) AS left_over FROM (
      SELECT number, revision, minute, {_bucket("ns")} AS bucket, count(*) AS times FROM (
        SELECT number, revision, minute, {_NANOSECONDS} AS ns
        FROM (SELECT number, revision, unnest(latencies) AS latency, unnest(minutes) AS minute FROM {wanted})
        WHERE latency IS NOT NULL
      ) GROUP BY ALL
      UNION ALL
      SELECT number, revision, minute, {_bucket(_NANOSECONDS)} AS bucket, -sum(repeats.entries) AS times
      FROM (SELECT group_id, number, revision FROM {wanted}) JOIN repeats USING (group_id)
      WHERE latency IS NOT NULL GROUP BY ALL
    ) GROUP BY number, revision, minute, bucket HAVING left_over > 0
  )
) WHERE is_half GROUP BY number, revision, minute ORDER BY number, revision, minute"""
        yield from rows(self._database, query) if numbers else ()

    def distinct(self) -> Iterator[tuple[int, str, int]]:
        """Number, what was counted (see `Different`), and how many different ones, where any was named."""
        parts = " UNION ALL ".join(
            f"SELECT number, '{each}' AS kind, count(DISTINCT it) AS different"
            f" FROM (SELECT number, unnest({each}) AS it FROM {self._numbered}) GROUP BY number"
            for each in ("instances", "sessions", "traces", "users")
        )
        yield from rows(self._database, f"SELECT * FROM ({parts}) WHERE different > 0 ORDER BY number, kind")


def _bucket(nanoseconds: str) -> str:
    """Cut to three figures: integers alone, so that every engine cuts alike."""
    places = f"greatest(length(CAST({nanoseconds} AS VARCHAR)) - 3, 0)"
    return f"{nanoseconds} // CAST(pow(10, {places}) AS BIGINT) * CAST(pow(10, {places}) AS BIGINT)"

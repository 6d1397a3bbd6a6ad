"""Requests to the routes that failed, of those that failed and of those answered well a bounded number each."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import duckdb

from collectors.logs.first_step.rows import rows
from collectors.logs.first_step.statement import masked_path

MOST = 400
"""Requests of one route, revision and kind; the order of their traces, which are drawn by chance, decides."""

_MOST_ROUTES = 20
_STATUS = "TRY_CAST(status AS INTEGER)"


class Sampled(NamedTuple):
    """A request that names its trace; `number` is that of its route in the relation `routes`."""

    service: str
    number: int
    revision: str
    failed: bool
    trace: str
    url: str
    instance: str
    agent: str


def sample(database: duckdb.DuckDBPyConnection, pieces: Iterable[str]) -> list[Sampled]:
    """In the order of all that they hold; routes that failed nowhere, and refusals, are left out."""
    if not _failing_routes(database):
        return []
    found: defaultdict[tuple[str, int, str, bool], dict[str, Sampled]] = defaultdict(dict)
    for piece in pieces:
        for service, number, revision, failed, requests in rows(database, _smallest_traces(piece)):
            for each in requests:
                row = Sampled(service, number, revision, failed, **each)
                of_kind = found[service, number, revision, failed]
                of_kind[row.trace] = min(row, of_kind.get(row.trace, row))
    kept = [of_kind[trace] for of_kind in found.values() for trace in sorted(of_kind)[:MOST]]
    return sorted(kept)


def _failing_routes(database: duckdb.DuckDBPyConnection) -> bool:
    """Make the relation `failing`: how the first step wrote the routes that failed most; whether there is any."""
    database.execute(f"""
CREATE OR REPLACE TEMP TABLE failing AS
SELECT service, split_part(coarse, chr(30), 1) AS method, split_part(coarse, chr(30), 2) AS path, min(number) AS number
FROM groups JOIN routes USING (text_id)
WHERE fate = 'request' AND number IN (
  SELECT number FROM groups JOIN routes USING (text_id)
  WHERE fate = 'request' AND TRY_CAST(left(alone, 3) AS INTEGER) BETWEEN 500 AND 599
  GROUP BY number ORDER BY sum(entries) DESC, number LIMIT {_MOST_ROUTES}
) GROUP BY ALL""")
    return bool(database.execute("SELECT 1 FROM failing LIMIT 1").fetchall())


def _smallest_traces(piece: str) -> str:
    return f"""
SELECT service, number, revision, failed, min(said, {MOST}) FROM (
  SELECT service, number, revision, failed, min(struct_pack(trace := trace, url := coalesce(left(url, 2000), ''),
    instance := coalesce(instance, ''), agent := coalesce(agent, ''))) AS said
  FROM (
    SELECT *, {_STATUS} >= 500 AS failed, {masked_path("url")} AS path
    FROM ({piece}) WHERE is_request AND trace <> '' AND ({_STATUS} < 400 OR {_STATUS} >= 500)
  ) JOIN failing USING (service, method, path) GROUP BY service, number, revision, failed, trace
) GROUP BY service, number, revision, failed"""

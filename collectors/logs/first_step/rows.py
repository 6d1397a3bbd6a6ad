"""Rows of a query one after another, as many at a time as memory does not notice."""

from collections.abc import Iterator
from typing import Any

import duckdb

_AT_ONCE = 1000


def rows(database: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple[Any, ...]]:
    """The database answers no other question until the last row was taken."""
    answer = database.execute(query)
    while found := answer.fetchmany(_AT_ONCE):
        yield from found


def quoted(text: str) -> str:
    """The text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"

"""DuckDB, embedded, for one question: private, bounded in memory, and unable to load anything from outside."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

MEMORY = 300
"""MB that DuckDB holds in memory at first; what grows beyond is put into files of the private folder where it can."""

PACKED = "packed"
"""The database whose tables are compressed in memory, with each CHECKPOINT of it."""

_ROWS_PACKED = 8192
_MOST = 16

_MOST_THREADS = 8


@contextmanager
def engine(folder: Path, threads: int | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of its own; what it cannot hold it writes into `folder`, which the caller removes."""
    used = min(threads or os.cpu_count() or 1, _MOST_THREADS)
    connection = duckdb.connect(
        config={
            "threads": used,
            "memory_limit": f"{MEMORY}MB",
            "temp_directory": str(folder / "spill"),
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    try:
        # Progress is ours to show.
        connection.execute("SET enable_progress_bar = false")
        # What is kept is much alike: its tables are compressed in memory.
        connection.execute(f"ATTACH ':memory:' AS {PACKED} (COMPRESS, ROW_GROUP_SIZE {_ROWS_PACKED})")
        connection.execute(f"USE {PACKED}")
        connection.execute(f"SET disabled_optimizers = '{_useless(connection)}'")
        # What BigQuery calls FARM_FINGERPRINT and has no one word for.
        connection.execute("CREATE MACRO fingerprint(a, b, c, d, e, f) AS hash(a, b, c, d, e, f)")
        connection.execute("CREATE MACRO fingerprint_of(x) AS hash(x)")
        # One number is compared sooner than two, or than a text of both.
        connection.execute(
            "CREATE MACRO in_order(ns, print) AS coalesce(ns, 0)::HUGEINT * 18446744073709551616 + print"
        )
        connection.execute("CREATE MACRO part_of(strings, first, last) AS strings[first:last]")
        connection.execute("CREATE MACRO strings_at(document, paths) AS json_extract_string(document, paths)")
        yield connection
    except duckdb.IOException as error:
        raise OSError(errno.EIO, str(error).splitlines()[0]) from error
    except duckdb.OutOfMemoryException as error:
        raise OSError(errno.ENOMEM, f"{MEMORY * _MOST} MB were not enough") from error
    finally:
        connection.close()


def _useless(connection: duckdb.DuckDBPyConnection) -> str:
    """Optimizers that gain nothing here and take longer to plan the first step than small logs take to be grouped."""
    known = connection.execute("SELECT name FROM duckdb_optimizers() WHERE name = 'partial_aggregate_pushdown'")
    return ",".join(name for (name,) in known.fetchall())


def give_more_memory(connection: duckdb.DuckDBPyConnection) -> None:
    """As much as is ever given."""
    connection.execute(f"SET memory_limit = '{MEMORY * _MOST}MB'")


def with_memory(connection: duckdb.DuckDBPyConnection, run: Callable[[], object]) -> None:
    """Run, and run again with twice the memory for as long as what cannot be put into files does not fit."""
    times = 1
    while True:
        try:
            run()
        except duckdb.OutOfMemoryException:
            times *= 2
            if times > _MOST:
                raise
            connection.execute(f"SET memory_limit = '{MEMORY * times}MB'")
        else:
            return

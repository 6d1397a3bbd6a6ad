from pathlib import Path

import duckdb
import pytest

from collectors.logs.first_step import engine as module
from collectors.logs.first_step.engine import engine, with_memory

WIDE = "SELECT list(range) FROM range(4_000_000)"


def test_what_does_not_fit_is_run_again_with_more_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MEMORY", 16)
    monkeypatch.setattr(module, "_MOST", 64)
    with engine(tmp_path, threads=1) as database:
        with pytest.raises(duckdb.OutOfMemoryException):
            database.execute(WIDE)
        with_memory(database, lambda: database.execute(WIDE))
        assert database.fetchall()


def test_memory_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MEMORY", 16)
    monkeypatch.setattr(module, "_MOST", 1)
    with engine(tmp_path, threads=1) as database, pytest.raises(duckdb.OutOfMemoryException):
        with_memory(database, lambda: database.execute(WIDE))


def test_nothing_is_loaded_from_outside(tmp_path: Path) -> None:
    with engine(tmp_path) as database:
        found = database.execute(
            "SELECT name, value FROM duckdb_settings() WHERE name LIKE '%known_extensions' ORDER BY name"
        ).fetchall()
    assert found == [("autoinstall_known_extensions", "false"), ("autoload_known_extensions", "false")]

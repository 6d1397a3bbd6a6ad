import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from collectors.logs.first_step import pieces as module
from collectors.logs.first_step.pieces import in_pieces
from collectors.logs.first_step.relation import Layout

ENTRIES = [
    {"insertId": str(n), "textPayload": f'say "}},\n  {{" {n}', "labels": {"instanceId": "a"}} for n in range(40)
]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PIECE", 500)


def read(pieces: Iterator[str]) -> list[Counter[tuple[str, str | None, str | None]]]:
    """What each piece gives: file, id and text of the entries."""
    with duckdb.connect() as database:
        return [Counter(database.execute(f"SELECT file, insert_id, text FROM ({each})").fetchall()) for each in pieces]


def lines(entries: object) -> str:
    assert isinstance(entries, list)
    return "".join(json.dumps(each) + "\n" for each in entries)


def indented(entries: object) -> str:
    return json.dumps(entries, indent=2)


def windows(entries: object) -> str:
    return indented(entries).replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("layout", "write"),
    [
        ("newline_delimited", lines),
        ("newline_delimited", lambda entries: lines(entries)[:-1]),  # the last line has no end
        ("array", indented),
        ("array", lambda entries: json.dumps(entries, indent="\t") + "\n"),
        ("array", windows),
    ],
)
def test_the_pieces_of_a_file_are_its_entries(tmp_path: Path, layout: Layout, write: Callable[[object], str]) -> None:
    (tmp_path / "a.json").write_bytes(write(ENTRIES).encode())
    found = read(in_pieces({tmp_path / "a.json": "shown"}, layout, tmp_path))
    assert len(found) > 3
    assert sum(found, Counter()) == Counter(("shown", each["insertId"], each["textPayload"]) for each in ENTRIES)
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize(
    "write",
    [json.dumps, lambda entries: json.dumps(entries, indent=0)],  # nothing tells how deep a brace is
)
def test_an_array_that_shows_no_depth_is_read_whole(tmp_path: Path, write: Callable[[object], str]) -> None:
    (tmp_path / "a.json").write_text(write(ENTRIES), encoding="utf-8")
    assert [each.total() for each in read(in_pieces({tmp_path / "a.json": "shown"}, "array", tmp_path))] == [40]


def test_a_packed_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(lines(ENTRIES).encode(), compresslevel=0))
    assert [each.total() for each in read(in_pieces({tmp_path / "a.gz": "a"}, "newline_delimited", tmp_path))] == [40]


def test_a_line_without_an_end_is_left_to_the_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST_ENTRY", 100)
    (tmp_path / "a.json").write_text('{"insertId": "' + "a" * 2000, encoding="utf-8")
    (select,) = in_pieces({tmp_path / "a.json": "a"}, "newline_delimited", tmp_path)
    assert "a.json" in select


def test_small_files_are_read_together_up_to_the_size_of_a_piece(tmp_path: Path) -> None:
    files = {}
    for name in "abcdef":
        (tmp_path / name).write_text(lines(ENTRIES[:2]), encoding="utf-8")
        files[tmp_path / name] = name
    found = read(in_pieces(files, "newline_delimited", tmp_path))
    assert [sorted({file for file, _, _ in each}) for each in found] == [["a", "b"], ["c", "d"], ["e", "f"]]


def test_an_empty_file_has_no_entries(tmp_path: Path) -> None:
    (tmp_path / "a.json").touch()
    assert read(in_pieces({tmp_path / "a.json": "a"}, "newline_delimited", tmp_path)) == [Counter()]


def test_what_cannot_be_read_is_an_error_or_a_row_of_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(lines(ENTRIES[:2]) + "no JSON at all\n", encoding="utf-8")
    files = {tmp_path / "a.json": "a"}
    with pytest.raises(duckdb.Error, match="Malformed JSON"):
        read(in_pieces(files, "newline_delimited", tmp_path))
    (found,) = read(in_pieces(files, "newline_delimited", tmp_path, lenient=True))
    assert found["a", None, None] == 1
    assert found.total() == 3

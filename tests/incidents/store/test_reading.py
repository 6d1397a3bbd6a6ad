from pathlib import Path

import pytest

from incidents.errors import StoreError
from incidents.store import reading
from incidents.store.filesystem import Filesystem
from incidents.store.recovery import recover
from tests.incidents.store.interrupted import interrupt
from tests.incidents.store.states import NAME, NEW, OLD, State, store


def read(folder: Path) -> State:
    contents = {name: reading.read_bytes(folder, name) for name in reading.names(folder)}
    return {name: content for name, content in contents.items() if content is not None}


def test_a_folder_is_read_as_it_stands(tmp_path: Path) -> None:
    store(tmp_path, OLD)
    assert read(tmp_path / NAME) == OLD
    assert reading.read_bytes(tmp_path / NAME, "missing.md") is None


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert reading.names(tmp_path / NAME) == ()
    assert reading.read_bytes(tmp_path / NAME, "impact.md") is None


def test_an_unfinished_write_is_read_as_it_will_stand(tmp_path: Path) -> None:
    # The first three files are in place, the others are not.
    interrupt(tmp_path / "root", OLD, NEW, after=3)
    assert read(tmp_path / "root" / NAME) == NEW
    assert reading.read_bytes(tmp_path / "root" / NAME, "issues/P0-label.md") is None


def test_an_edited_draft_is_read_as_its_author_left_it(tmp_path: Path) -> None:
    interrupt(tmp_path / "root", OLD, NEW)
    folder = tmp_path / "root" / NAME
    (folder / "impact.md").write_bytes(b"mine\n")
    assert read(folder) == {**NEW, "impact.md": b"mine\n", ".generated/impact.md": OLD["impact.md"]}


def test_a_file_that_is_put_in_place_while_it_is_looked_for_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupt(tmp_path / "root", OLD, NEW)
    folder = tmp_path / "root" / NAME
    looked_up = reading._coming

    def finished_behind_our_back(path: Path) -> object:
        coming = looked_up(path)
        recover(path, Filesystem())
        return coming

    monkeypatch.setattr(reading, "_coming", finished_behind_our_back)
    assert reading.read_bytes(folder, "impact.md") == NEW["impact.md"]


def test_what_the_store_would_not_write_is_not_named(tmp_path: Path) -> None:
    store(tmp_path, OLD)
    folder = tmp_path / NAME
    for name in ("notes of mine.txt", ".hidden", ".generated/.hidden"):
        (folder / name).write_bytes(b"")
    (folder / "link.md").symlink_to(folder / "impact.md")
    (folder / "linked").symlink_to(folder / "issues")
    assert reading.names(folder) == tuple(sorted(OLD))


def test_a_link_is_not_read_through(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"key")
    store(tmp_path, OLD)
    (tmp_path / NAME / "validation.md").symlink_to(tmp_path / "secret")
    with pytest.raises(StoreError, match=r"it is a symbolic link, and links are not followed.*; nothing was read"):
        reading.read_bytes(tmp_path / NAME, "validation.md")


def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    store(tmp_path, OLD)
    with pytest.raises(StoreError, match=r"'\.\./secret' cannot name a file of an incident: .*; nothing was read"):
        reading.read_bytes(tmp_path / NAME, "../secret")

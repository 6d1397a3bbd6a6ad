import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from incidents.store.filesystem import Filesystem


def refuses(number: int) -> Callable[[int], None]:
    def fsync(_: int) -> None:
        raise OSError(number, os.strerror(number))

    return fsync


def test_a_new_file_is_readable_for_all_whom_the_umask_lets(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        Filesystem().write(tmp_path / "x", b"1", None)
        Filesystem().write(tmp_path / "y", b"1", 0o666)
        Filesystem().make_folder(tmp_path / "z")
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert modes == {"x": 0o640, "y": 0o666, "z": 0o750}


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"before")
    with pytest.raises(FileExistsError):
        Filesystem().write(tmp_path / "x", b"after", None)
    assert (tmp_path / "x").read_bytes() == b"before"


def test_a_rename_replaces_a_file_that_was_there(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"new")
    (tmp_path / "y").write_bytes(b"old")
    Filesystem().rename(tmp_path / "x", tmp_path / "y")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"y": b"new"}


def test_files_and_folders_are_removed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "x").write_bytes(b"")
    Filesystem().unlink(tmp_path / "x")
    Filesystem().remove_folder(tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_file_system_that_cannot_sync_folders_is_put_up_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    (tmp_path / "x").write_bytes(b"")
    Filesystem().sync(tmp_path / "x")
    monkeypatch.setattr(os, "fsync", refuses(number))
    Filesystem().sync(tmp_path)
    with pytest.raises(OSError, match=os.strerror(number)):
        Filesystem().sync(tmp_path / "x")


def test_a_folder_that_fails_to_sync_for_another_reason_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", refuses(errno.EIO))
    with pytest.raises(OSError, match="Input/output error"):
        Filesystem().sync(tmp_path)


def test_a_folder_may_be_changed_if_it_is_there(tmp_path: Path) -> None:
    assert Filesystem().may_change(tmp_path)
    assert not Filesystem().may_change(tmp_path / "missing")

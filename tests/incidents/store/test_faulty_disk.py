import errno
from pathlib import Path

import pytest

from incidents.store.filesystem import Filesystem
from tests.incidents.store.faulty_disk import ClosedDisk, FaultyDisk, failing, full_disk


def test_without_a_fault_it_does_what_a_disk_does_and_counts(tmp_path: Path) -> None:
    disk = FaultyDisk()
    disk.make_folder(tmp_path / "a")
    disk.write(tmp_path / "a/x", b"whole", 0o600)
    disk.sync(tmp_path / "a/x")
    disk.rename(tmp_path / "a/x", tmp_path / "y")
    disk.remove_folder(tmp_path / "a")

    assert (tmp_path / "y").read_bytes() == b"whole"
    assert (tmp_path / "y").stat().st_mode & 0o777 == 0o600
    disk.unlink(tmp_path / "y")
    assert disk.steps == ["make a", "open x", "write x", "sync x", "rename x to y", "remove a", "unlink y"]
    assert list(tmp_path.iterdir()) == []


def test_a_fault_in_the_middle_of_a_write_leaves_half_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"):
        full_disk(2).write(tmp_path / "x", b"half and half", None)
    assert (tmp_path / "x").read_bytes() == b"half a"


def test_a_single_fault_passes_and_a_lasting_one_stays(tmp_path: Path) -> None:
    once, lasting = full_disk(1), full_disk(1, lasting=True)
    for disk in (once, lasting):
        with pytest.raises(OSError, match="No space left"):
            disk.make_folder(tmp_path / "a")
    once.make_folder(tmp_path / "a")
    with pytest.raises(OSError, match="No space left"):
        lasting.remove_folder(tmp_path / "a")


def test_a_failing_fault_raises_the_error_of_its_number() -> None:
    with pytest.raises(PermissionError) as caught:
        failing(errno.EACCES)()
    assert caught.value.errno == errno.EACCES


def test_a_closed_disk_closes_one_folder_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "issues").mkdir()
    disk = ClosedDisk("issues")
    assert not disk.may_change(tmp_path / "issues")
    assert disk.may_change(tmp_path)
    assert Filesystem().may_change(tmp_path / "issues")

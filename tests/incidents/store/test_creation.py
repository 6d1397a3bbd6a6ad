from pathlib import Path

import pytest

from incidents.errors import StoreError
from incidents.store.creation import create, sibling
from tests.incidents.store.faulty_disk import FaultyDisk, full_disk
from tests.incidents.store.states import NAME, on_disk

FILES = {"impact.md": b"text", "issues/a.md": b"text"}


def test_everything_is_on_the_disk_before_the_folder_has_its_name(tmp_path: Path) -> None:
    disk = FaultyDisk()
    create(tmp_path / NAME, FILES, disk)
    hidden = f".{NAME}.new"
    assert disk.steps == [
        f"make {hidden}",
        *("open impact.md", "write impact.md", "sync impact.md"),
        *("make issues", f"sync {hidden}"),
        *("open a.md", "write a.md", "sync a.md"),
        *(f"sync {hidden}", "sync issues"),
        f"rename {hidden} to {NAME}",
        f"sync {tmp_path.name}",
    ]
    assert on_disk(tmp_path) == {f"{NAME}/{name}": content for name, content in FILES.items()}


def test_a_full_disk_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        create(tmp_path / NAME, FILES, full_disk(3))
    assert str(caught.value) == (
        f"{tmp_path / NAME}: there is no space left on this disk; free some and try again; nothing was written"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_appears_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    (tmp_path / NAME / "person.txt").write_bytes(b"")
    with pytest.raises(StoreError) as caught:
        create(tmp_path / NAME, FILES, FaultyDisk())
    assert str(caught.value) == (
        f"{tmp_path / NAME}: a folder of this name has appeared meanwhile; move it away or try again; "
        "nothing was written"
    )
    assert on_disk(tmp_path) == {f"{NAME}/person.txt": b""}


def test_a_disk_that_fails_behind_the_last_rename_is_told_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        create(tmp_path / NAME, FILES, full_disk(13))
    assert str(caught.value).endswith(
        "; the files are in place, but the disk did not confirm that they would survive a power failure"
    )
    assert (tmp_path / NAME / "impact.md").read_bytes() == b"text"
    assert not sibling(tmp_path / NAME).exists()

import errno
import os
from pathlib import Path

import pytest

from incidents.errors import StoreError
from incidents.store.location import hash_of
from incidents.store.update import discard, update
from tests.incidents.store.faulty_disk import ClosedDisk, FaultyDisk
from tests.incidents.store.interrupted import interrupt
from tests.incidents.store.states import NAME, NEW, OLD, alone, on_disk, read, store


def test_everything_is_on_the_disk_before_the_journal_is_and_the_journal_before_anything_moves(tmp_path: Path) -> None:
    store(tmp_path, {"impact.md": b"old", "gone.html": b"old"})
    disk = FaultyDisk()
    contents = {"impact.md": b"new", "issues/a.md": b"new", "gone.html": None}
    seen = {"impact.md": hash_of(b"old"), "issues/a.md": None, "gone.html": hash_of(b"old")}

    assert update(tmp_path / NAME, contents, seen, disk) == ()

    assert disk.steps == [
        "make .writing",
        *("open 1", "write 1", "sync 1"),
        *("make issues", f"sync {NAME}"),
        *("open 2", "write 2", "sync 2"),
        *("open journal.part", "write journal.part", "sync journal.part"),
        f"sync {NAME}",
        *("rename journal.part to journal.json", "sync .writing"),
        "unlink gone.html",
        "rename 1 to impact.md",
        "rename 2 to a.md",
        *(f"sync {NAME}", "sync issues"),
        *("unlink journal.json", "remove .writing"),
    ]
    assert on_disk(tmp_path) == alone({"impact.md": b"new", "issues/a.md": b"new"})


def test_a_replaced_file_keeps_its_mode_and_a_new_one_has_what_the_umask_leaves(tmp_path: Path) -> None:
    store(tmp_path, {"impact.md": b"old"})
    (tmp_path / NAME / "impact.md").chmod(0o664)
    before = os.umask(0o027)
    try:
        store(tmp_path, {"impact.md": b"new", "a.md": b""})
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / NAME).iterdir()}
    assert modes == {"impact.md": 0o664, "a.md": 0o640}


def test_a_file_that_was_edited_since_it_was_seen_stops_the_write(tmp_path: Path) -> None:
    store(tmp_path, OLD)
    (tmp_path / NAME / "impact.md").write_bytes(b"edited meanwhile\n")
    before = on_disk(tmp_path)
    disk = FaultyDisk()
    with pytest.raises(StoreError) as caught:
        update(tmp_path / NAME, {"impact.md": b"new"}, {"impact.md": hash_of(OLD["impact.md"])}, disk)
    assert str(caught.value) == (
        f"{tmp_path / NAME / 'impact.md'}: it was edited in the meantime; nothing was written; run the command again"
    )
    assert disk.steps == []
    assert on_disk(tmp_path) == before


def test_a_folder_in_which_nothing_can_be_renamed_is_met_before_the_decision(tmp_path: Path) -> None:
    store(tmp_path, OLD)
    with pytest.raises(StoreError) as caught:
        store(tmp_path, NEW, OLD, ClosedDisk("issues"))
    assert str(caught.value) == (
        f"{tmp_path / NAME}: permission denied; give yourself access to it or set another `report_root`; "
        "nothing was written"
    )
    assert on_disk(tmp_path) == alone(OLD)
    assert not (tmp_path / NAME / "drafts").exists()


def test_discarding_takes_the_journal_first(tmp_path: Path) -> None:
    interrupt(tmp_path / "root", OLD, NEW)
    disk = FaultyDisk()
    discard(tmp_path / "root" / NAME, disk)
    assert disk.steps[0] == "unlink journal.json"
    assert on_disk(tmp_path / "root") == alone(OLD)


class KeepsJournals(FaultyDisk):
    """A disk that does not let go of a journal."""

    def unlink(self, path: Path) -> None:
        if path.name == "journal.json":
            raise PermissionError(errno.EACCES, "Permission denied")
        super().unlink(path)


def test_a_write_whose_journal_stays_is_not_called_finished(tmp_path: Path) -> None:
    store(tmp_path, OLD)
    with pytest.raises(StoreError, match="the next `incident` command puts them in place"):
        store(tmp_path, NEW, OLD, KeepsJournals())
    assert read(tmp_path) == NEW


class Impatient(FaultyDisk):
    """Somebody saves a draft after the write was decided and before it is in place."""

    def __init__(self, draft: Path) -> None:
        super().__init__()
        self._draft = draft

    def rename(self, path: Path, target: Path) -> None:
        super().rename(path, target)
        if path.name == "journal.part":
            self._draft.write_bytes(b"saved at the last moment\n")


def test_a_draft_saved_at_the_last_moment_is_not_written_over(tmp_path: Path) -> None:
    store(tmp_path, OLD)
    transaction = store(tmp_path, NEW, OLD, Impatient(tmp_path / NAME / "impact.md"))
    (note,) = transaction.notes
    assert note == (
        f"{tmp_path / NAME / 'impact.md'}: it was edited while it was being written anew; your text stays, and the new "
        "text is in impact.md.new beside it"
    )
    assert "impact.md" not in transaction.changed
    assert (tmp_path / NAME / "impact.md").read_bytes() == b"saved at the last moment\n"
    assert (tmp_path / NAME / "impact.md.new").read_bytes() == NEW["impact.md"]

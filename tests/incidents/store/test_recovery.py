from pathlib import Path

import pytest

from incidents.errors import StoreError
from incidents.store.creation import sibling
from incidents.store.filesystem import Filesystem
from incidents.store.journal import STAGING
from incidents.store.recovery import recover, told
from tests.incidents.store.faulty_disk import full_disk
from tests.incidents.store.interrupted import interrupt
from tests.incidents.store.states import NAME, NEW, OLD, alone, on_disk, store


def test_a_decided_write_is_finished(tmp_path: Path) -> None:
    interrupt(tmp_path / "root", OLD, NEW)
    assert recover(tmp_path / "root" / NAME, Filesystem()) == ()
    assert on_disk(tmp_path / "root") == alone(NEW)


def test_an_undecided_write_and_a_half_built_folder_are_taken_back(tmp_path: Path) -> None:
    store(tmp_path, OLD)
    (tmp_path / NAME / STAGING).mkdir()
    (tmp_path / NAME / STAGING / "0").write_bytes(b"half")
    sibling(tmp_path / NAME).mkdir()
    (sibling(tmp_path / NAME) / "impact.md").write_bytes(b"half")
    assert recover(tmp_path / NAME, Filesystem()) == ()
    assert on_disk(tmp_path) == alone(OLD)


def test_where_nothing_was_interrupted_nothing_is_done(tmp_path: Path) -> None:
    store(tmp_path, OLD)
    assert recover(tmp_path / NAME, full_disk(1)) == ()
    assert recover(tmp_path / "missing", full_disk(1)) == ()


def test_what_is_left_behind_a_link_stays_there(tmp_path: Path) -> None:
    store(tmp_path, OLD)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "journal.json").write_bytes(b"of somebody else")
    (tmp_path / NAME / STAGING).symlink_to(outside)
    recover(tmp_path / NAME, Filesystem())
    assert on_disk(tmp_path) == {**alone(OLD), "outside/journal.json": b"of somebody else"}


def test_a_recovery_that_fails_says_that_nothing_is_lost(tmp_path: Path) -> None:
    interrupt(tmp_path / "root", OLD, NEW)
    with pytest.raises(StoreError) as caught:
        recover(tmp_path / "root" / NAME, full_disk(1))
    assert str(caught.value) == (
        f"{tmp_path / 'root' / NAME}: there is no space left on this disk; free some and try again; the new files are "
        "safe in .writing and the next `incident` command puts them in place"
    )


def test_a_draft_that_was_left_alone_is_told_of_with_the_place_of_the_new_text(tmp_path: Path) -> None:
    interrupt(tmp_path / "root", OLD, NEW)
    folder = tmp_path / "root" / NAME
    (folder / "impact.md").write_bytes(b"mine\n")
    (folder / "issues/P0-label.md").write_bytes(b"mine\n")
    said = "it was edited while it was being written anew; your text stays"
    assert recover(folder, Filesystem()) == (
        f"{folder / 'impact.md'}: {said}, and the new text is in impact.md.new beside it",
        f"{folder / 'issues/P0-label.md'}: {said}",
    )


def test_nothing_is_told_of_drafts_that_were_not_left() -> None:
    assert told(Path("x"), ()) == ()

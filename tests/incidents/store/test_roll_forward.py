import shutil
from pathlib import Path

import pytest

from incidents.errors import StoreError
from incidents.store.filesystem import Filesystem
from incidents.store.journal import STAGING, Journal, pending
from incidents.store.roll_forward import Need, needs, roll_forward
from tests.incidents.store.faulty_disk import FaultyDisk, full_disk
from tests.incidents.store.interrupted import interrupt
from tests.incidents.store.states import NAME, NEW, OLD, alone, on_disk


def journal_of(root: Path) -> Journal:
    journal = pending(root / NAME)
    assert journal is not None
    return journal


def finish(root: Path) -> tuple[str, ...]:
    return roll_forward(root / NAME, journal_of(root), Filesystem())


def test_a_decided_write_is_finished(tmp_path: Path) -> None:
    interrupt(tmp_path / "root", OLD, NEW)
    assert finish(tmp_path / "root") == ()
    assert on_disk(tmp_path / "root") == alone(NEW)


def test_each_file_needs_what_is_not_done_yet(tmp_path: Path) -> None:
    root = tmp_path / "root"
    # The draft in a folder of its own is the first to be put in place, by one rename.
    interrupt(root, OLD, NEW, after=1)
    assert needs(root / NAME, journal_of(root)) == {
        "drafts/five-whys.md": Need.NOTHING,
        "impact.md": Need.PUT,
        ".generated/impact.md": Need.PUT,
        "incident.json": Need.PUT,
        "issues/P0-label.md": Need.REMOVE,
        ".generated/issues/P0-label.md": Need.REMOVE,
        "report.html": Need.PUT,
    }


def test_a_draft_edited_after_the_interruption_stays_with_its_merge_base(tmp_path: Path) -> None:
    root = tmp_path / "root"
    interrupt(root, OLD, NEW)
    (root / NAME / "impact.md").write_bytes(b"edited by a person\n")

    assert finish(root) == ("impact.md",)
    expected = {
        **NEW,
        "impact.md": b"edited by a person\n",
        "impact.md.new": NEW["impact.md"],
        ".generated/impact.md": OLD["impact.md"],
    }
    assert on_disk(root) == alone(expected)


def test_an_interrupted_recovery_comes_to_the_same_conclusion_when_it_is_repeated(tmp_path: Path) -> None:
    root = tmp_path / "root"
    interrupt(root, OLD, NEW)
    (root / NAME / "impact.md").write_bytes(b"edited by a person\n")
    (root / NAME / "issues/P0-label.md").write_bytes(b"edited by a person\n")
    rehearsal, disk = tmp_path / "copy", FaultyDisk()
    shutil.copytree(root, rehearsal)
    roll_forward(rehearsal / NAME, journal_of(rehearsal), disk)

    for at in range(1, disk.steps.index("unlink journal.json") + 2):
        copy = tmp_path / str(at)
        shutil.copytree(root, copy)
        with pytest.raises(OSError, match="No space left"):
            roll_forward(copy / NAME, journal_of(copy), full_disk(at, lasting=True))
        finish(copy)
        assert on_disk(copy) == on_disk(rehearsal), at


def test_a_draft_that_a_person_brought_to_the_new_text_counts_as_written(tmp_path: Path) -> None:
    root = tmp_path / "root"
    interrupt(root, OLD, NEW)
    (root / NAME / "impact.md").write_bytes(NEW["impact.md"])
    assert finish(root) == ()
    assert on_disk(root) == alone(NEW)


def test_a_draft_that_a_person_wrote_where_a_new_one_was_to_be_stays(tmp_path: Path) -> None:
    root = tmp_path / "root"
    interrupt(root, OLD, NEW)
    (root / NAME / "drafts").mkdir(exist_ok=True)
    (root / NAME / "drafts/five-whys.md").write_bytes(b"mine\n")

    assert finish(root) == ("drafts/five-whys.md",)
    expected = {**NEW, "drafts/five-whys.md": b"mine\n", "drafts/five-whys.md.new": NEW["drafts/five-whys.md"]}
    assert on_disk(root) == alone(expected)


def test_an_edited_draft_that_was_to_go_stays(tmp_path: Path) -> None:
    root = tmp_path / "root"
    interrupt(root, OLD, NEW)
    (root / NAME / "issues/P0-label.md").write_bytes(b"mine\n")

    assert finish(root) == ("issues/P0-label.md",)
    kept = {"issues/P0-label.md": b"mine\n", ".generated/issues/P0-label.md": OLD[".generated/issues/P0-label.md"]}
    assert on_disk(root) == alone({**NEW, **kept})


def test_a_draft_that_a_person_deleted_is_not_made_again(tmp_path: Path) -> None:
    root = tmp_path / "root"
    interrupt(root, OLD, NEW)
    (root / NAME / "impact.md").unlink()

    assert finish(root) == ("impact.md",)
    expected = {**NEW, "impact.md.new": NEW["impact.md"], ".generated/impact.md": OLD["impact.md"]}
    del expected["impact.md"]
    assert on_disk(root) == alone(expected)


def test_a_draft_that_was_in_place_already_may_be_edited_or_deleted(tmp_path: Path) -> None:
    root = tmp_path / "root"
    interrupt(root, OLD, NEW, after=2)
    assert (root / NAME / "impact.md").read_bytes() == NEW["impact.md"]
    (root / NAME / "impact.md").write_bytes(b"edited on top of the new text\n")
    (root / NAME / "drafts/five-whys.md").unlink()

    assert finish(root) == ()
    expected = {**NEW, "impact.md": b"edited on top of the new text\n"}
    del expected["drafts/five-whys.md"]
    assert on_disk(root) == alone(expected)


def test_what_people_do_not_edit_is_written_whatever_stands_there(tmp_path: Path) -> None:
    root = tmp_path / "root"
    interrupt(root, OLD, NEW)
    (root / NAME / "incident.json").write_bytes(b"tampered with\n")
    assert finish(root) == ()
    assert on_disk(root) == alone(NEW)


def test_a_folder_that_was_deleted_meanwhile_is_made_again(tmp_path: Path) -> None:
    root = tmp_path / "root"
    interrupt(root, OLD, NEW)
    (root / NAME / "drafts").rmdir()
    assert finish(root) == ()
    assert on_disk(root) == alone(NEW)


def test_a_folder_may_be_deleted_with_the_drafts_that_were_to_go(tmp_path: Path) -> None:
    root = tmp_path / "root"
    interrupt(root, OLD, NEW)
    (root / NAME / "issues/P0-label.md").unlink()
    (root / NAME / "issues").rmdir()
    assert finish(root) == ()
    assert on_disk(root) == alone(NEW)


def test_a_staged_file_that_was_changed_is_not_put_in_place(tmp_path: Path) -> None:
    root = tmp_path / "root"
    interrupt(root, OLD, NEW)
    staged = next(each.staged for each in journal_of(root).changes if each.name == "impact.md")
    (root / NAME / STAGING / staged).write_bytes(b"torn")
    before = on_disk(root)

    with pytest.raises(StoreError) as caught:
        finish(root)
    assert str(caught.value) == (
        f"{root / NAME / STAGING}: the interrupted write it holds is damaged ({staged} is not what was staged for "
        "impact.md); remove this folder to keep the files as they stand; nothing was changed"
    )
    assert on_disk(root) == before


@pytest.mark.parametrize("link", ["impact.md", "drafts", f"{STAGING}/0"])
def test_links_are_not_followed(tmp_path: Path, link: str) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    interrupt(root, OLD, NEW)
    outside.mkdir()
    path = root / NAME / link
    if path.is_dir():
        path.rmdir()
    path.unlink(missing_ok=True)
    path.symlink_to(outside)

    with pytest.raises(StoreError, match="it is a symbolic link, and links are not followed"):
        finish(root)
    assert list(outside.iterdir()) == []

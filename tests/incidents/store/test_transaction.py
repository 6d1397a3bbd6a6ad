from pathlib import Path

import pytest

from incidents.errors import StoreError
from tests.incidents.store.faulty_disk import FaultyDisk
from tests.incidents.store.states import NAME, NEW, OLD, alone, folder, on_disk, store


def test_what_changed_is_told_sorted(tmp_path: Path) -> None:
    assert store(tmp_path, OLD).changed == tuple(sorted(OLD))
    changed = [*(name for name in NEW if NEW[name] != OLD.get(name)), *(OLD.keys() - NEW.keys())]
    assert store(tmp_path, NEW, OLD).changed == tuple(sorted(changed))
    assert on_disk(tmp_path) == alone(NEW)


def test_a_file_that_stays_the_same_is_not_touched(tmp_path: Path) -> None:
    store(tmp_path, OLD)
    before = (tmp_path / NAME / "evidence.jsonl").stat()
    store(tmp_path, NEW, OLD)
    after = (tmp_path / NAME / "evidence.jsonl").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_transaction_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    store(tmp_path, OLD)
    disk = FaultyDisk()
    with folder(tmp_path, disk).writing() as transaction:
        transaction.put("impact.md", OLD["impact.md"])
        transaction.remove("missing.md")
    assert transaction.changed == ()
    assert disk.steps == [f"unlink .{NAME}.lock"]


def put_and_raise(root: Path) -> None:
    with folder(root).writing() as transaction:
        transaction.put("impact.md", b"new")
        raise KeyError


def test_a_block_that_raises_writes_nothing(tmp_path: Path) -> None:
    store(tmp_path, OLD)
    with pytest.raises(KeyError):
        put_and_raise(tmp_path)
    assert on_disk(tmp_path) == alone(OLD)


def test_a_block_that_raises_or_changes_nothing_makes_no_folder(tmp_path: Path) -> None:
    root = tmp_path / "reports/postmortems"
    with folder(root).writing() as transaction:
        transaction.remove("impact.md")
    with pytest.raises(KeyError):
        put_and_raise(root)
    assert list(tmp_path.iterdir()) == []


def test_the_last_word_on_a_file_counts(tmp_path: Path) -> None:
    store(tmp_path, OLD)
    with folder(tmp_path).writing() as transaction:
        transaction.remove("impact.md")
        transaction.put("impact.md", b"kept after all")
        transaction.put("incident.json", b"removed after all")
        transaction.remove("incident.json")
    expected = {**OLD, "impact.md": b"kept after all"}
    del expected["incident.json"]
    assert on_disk(tmp_path) == alone(expected)


def test_a_draft_that_is_edited_between_reading_and_writing_stops_the_write(tmp_path: Path) -> None:
    store(tmp_path, OLD)

    def merge() -> None:
        with folder(tmp_path).writing() as transaction:
            text = transaction.read_text("impact.md")
            (tmp_path / NAME / "impact.md").write_bytes(b"saved meanwhile\n")
            transaction.put("impact.md", f"{text}merged\n".encode())

    with pytest.raises(StoreError) as caught:
        merge()
    assert str(caught.value) == (
        f"{tmp_path / NAME / 'impact.md'}: it was edited in the meantime; nothing was written; run the command again"
    )
    assert on_disk(tmp_path) == alone({**OLD, "impact.md": b"saved meanwhile\n"})


def test_text_is_read_as_it_stands(tmp_path: Path) -> None:
    store(tmp_path, {"impact.md": "größer\r\n\ufeff".encode(), "latin.md": b"first\nsecond\ngr\xf6\xdfer"})
    with folder(tmp_path).writing() as transaction:
        assert transaction.read_text("impact.md") == "größer\r\n\ufeff"
        assert transaction.read_text("missing.md") is None
        with pytest.raises(StoreError) as caught:
            transaction.read_text("latin.md")
    path = tmp_path / NAME / "latin.md"
    assert str(caught.value) == f"{path}, line 3: it is not UTF-8; save it as UTF-8; nothing was read"


def test_a_new_text_beside_a_draft_goes_when_the_draft_is_next_written(tmp_path: Path) -> None:
    store(tmp_path, {**OLD, "impact.md.new": b"left by an interrupted write\n"})
    # The draft itself may come out as it is.
    transaction = store(tmp_path, {"impact.md": OLD["impact.md"]})
    assert transaction.changed == ("impact.md.new",)
    assert on_disk(tmp_path) == alone(OLD)


@pytest.mark.parametrize("name", ["../x", "/x", ".writing/journal.json", "a b"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with folder(tmp_path).writing() as transaction:
        said = r"cannot name a file of an incident: .*; nothing was written"
        with pytest.raises(StoreError, match=said):
            transaction.put(name, b"")
        with pytest.raises(StoreError, match=said):
            transaction.remove(name)
    assert on_disk(tmp_path) == {}


def test_a_file_cannot_be_a_folder_too(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        store(tmp_path, {"issues": b"", "issues/deep/a.md": b""})
    assert str(caught.value) == (
        f"{tmp_path / NAME}: issues and issues/deep/a.md cannot both be files; nothing was written"
    )
    assert on_disk(tmp_path) == {}


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    store(tmp_path, OLD)
    (tmp_path / "outside.md").write_bytes(b"not ours")
    (tmp_path / NAME / "worklog.md").symlink_to(tmp_path / "outside.md")
    with pytest.raises(StoreError, match=r"it is a symbolic link, and links are not followed.*; nothing was written"):
        store(tmp_path, {"worklog.md": b"new"})
    assert (tmp_path / "outside.md").read_bytes() == b"not ours"

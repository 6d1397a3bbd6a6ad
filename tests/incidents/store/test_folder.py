import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from incidents.errors import StoreError
from incidents.store import evidence_file, incident_file
from incidents.store.folder import IncidentFolder
from tests.builders import incident, sealed
from tests.incidents.store.faulty_disk import full_disk
from tests.incidents.store.interrupted import interrupt
from tests.incidents.store.states import NAME, NEW, OLD, alone, folder, on_disk, read, store


@pytest.fixture
def in_sight_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A relative root, because others may not enter the folders above a test's own."""
    before = os.umask(0o022)
    monkeypatch.chdir(tmp_path)
    tmp_path.chmod(0o755)
    yield Path("postmortems")
    os.umask(before)


@contextmanager
def without_privileges() -> Iterator[None]:
    """Root may write everywhere, so it becomes somebody else for the block."""
    if os.geteuid() != 0:
        yield
        return
    try:
        os.seteuid(65534)
    except OSError as error:
        pytest.skip(f"root cannot become anybody else here: {error}")
    try:
        yield
    finally:
        os.seteuid(0)


def test_an_incident_and_its_evidence_are_read_as_they_were_written(tmp_path: Path) -> None:
    here = IncidentFolder(tmp_path / "docs/postmortems", sealed().name)
    with here.writing() as transaction:
        transaction.put("evidence.jsonl", evidence_file.to_bytes(sealed()))
        transaction.put("incident.json", incident_file.to_bytes(incident()))
        transaction.put("impact.md", b"# Impact\r\n")
    again = IncidentFolder(tmp_path / "docs/postmortems", sealed().name)
    assert again.path == tmp_path / "docs/postmortems" / sealed().name
    assert again.read_evidence() == sealed()
    assert again.read_incident() == incident()
    assert again.read_text("impact.md") == "# Impact\r\n"
    assert again.read_text("missing.md") is None
    assert again.names() == ("evidence.jsonl", "impact.md", "incident.json")


def test_what_is_missing_is_one_sentence(tmp_path: Path) -> None:
    here = folder(tmp_path)
    for act, name in ((here.read_evidence, "evidence.jsonl"), (here.read_incident, "incident.json")):
        with pytest.raises(StoreError) as caught:
            act()
        assert str(caught.value) == (
            f"{here.path / name}: there is no such file; run `incident build` first; nothing was read"
        )


@pytest.mark.parametrize("name", ["", "..", "../elsewhere", ".hidden", "a b"])
def test_a_name_that_is_no_folder_name_is_refused(name: str) -> None:
    with pytest.raises(StoreError, match=r"cannot name an incident folder: .*; nothing was written"):
        IncidentFolder(Path("postmortems"), name)


def test_a_second_writer_is_told_at_once_and_readers_are_not_kept_waiting(tmp_path: Path) -> None:
    store(tmp_path, OLD)
    with folder(tmp_path).writing() as first:
        first.put("impact.md", b"by the first")
        with pytest.raises(StoreError) as caught, folder(tmp_path).writing():
            pass
        assert str(caught.value) == (
            f"another `incident` is writing {tmp_path / NAME}; nothing was written; try again when it is done"
        )
        assert read(tmp_path) == OLD
        with IncidentFolder(tmp_path, "another-incident").writing() as other:
            other.put("impact.md", b"of another incident")
    assert read(tmp_path) == {**OLD, "impact.md": b"by the first"}


def test_a_reader_finishes_what_a_killed_writer_left(tmp_path: Path) -> None:
    interrupt(tmp_path / "root", OLD, NEW)
    assert folder(tmp_path / "root").read_text("report.html") == "added\n"
    assert on_disk(tmp_path / "root") == alone(NEW)


def test_a_reader_that_cannot_finish_it_reads_the_new_state_all_the_same(tmp_path: Path) -> None:
    root = tmp_path / "root"
    interrupt(root, OLD, NEW)
    assert read(root, full_disk(1, lasting=True)) == NEW
    assert (root / NAME / ".writing").exists()


def test_a_reader_beside_a_writer_leaves_the_unfinished_write_to_it(tmp_path: Path) -> None:
    root = tmp_path / "root"
    with folder(root).writing():
        (root / NAME).mkdir()
        interrupt(tmp_path / "other", OLD, NEW)
        (tmp_path / "other" / NAME / ".writing").rename(root / NAME / ".writing")
        assert folder(root).read_text("report.html") == "added\n"
        assert (root / NAME / ".writing/journal.json").exists()


def test_a_writer_finishes_what_a_killed_one_left_before_its_own_work(tmp_path: Path) -> None:
    root = tmp_path / "root"
    interrupt(root, OLD, NEW)
    (root / NAME / "impact.md").write_bytes(b"mine\n")
    with folder(root).writing() as transaction:
        assert transaction.read_text("report.html") == "added\n"
        assert transaction.read_text("impact.md") == "mine\n"
        (note,) = transaction.notes
    assert note.startswith(f"{root / NAME / 'impact.md'}: it was edited while it was being written anew")
    assert "impact.md.new" in folder(root).names()


def test_a_folder_that_may_not_be_written_is_one_sentence(in_sight_of_others: Path) -> None:
    root = in_sight_of_others
    store(root, OLD)
    (root / NAME).chmod(0o555)
    root.chmod(0o777)
    with without_privileges(), pytest.raises(StoreError) as caught:
        store(root, NEW, OLD)
    assert str(caught.value) == (
        f"{root / NAME}: permission denied; give yourself access to it or set another `report_root`; "
        "nothing was written"
    )
    root.chmod(0o555)
    with without_privileges(), pytest.raises(StoreError, match=r"permission denied.*; nothing was written"):
        store(root, NEW, OLD)
    with without_privileges():
        assert read(root) == OLD
    root.chmod(0o755)
    assert on_disk(root) == alone(OLD)


def test_a_folder_that_may_not_be_listed_is_one_sentence(in_sight_of_others: Path) -> None:
    root = in_sight_of_others
    store(root, OLD)
    (root / NAME).chmod(0o311)
    with without_privileges(), pytest.raises(StoreError) as caught:
        folder(root).names()
    assert str(caught.value) == (
        f"postmortems/{NAME}: permission denied; give yourself access to it or set another `report_root`; "
        "nothing was read"
    )


def test_a_report_root_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for root in (tmp_path / "file", tmp_path / "file/below"):
        with pytest.raises(StoreError) as caught:
            store(root, NEW)
        assert re.fullmatch(
            f"{root}: a (file of this name is in the way|part of this path is a file, not a folder); move it away or "
            "set another `report_root`; nothing was written",
            str(caught.value),
        )
    assert on_disk(tmp_path) == {"file": b""}


def test_a_name_too_long_for_the_file_system_is_one_sentence(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["x" * 200] * 30)
    with pytest.raises(StoreError) as caught:
        store(deep, NEW)
    assert str(caught.value).endswith(
        "the name is too long for this file system; choose a shorter one; nothing was written"
    )
    assert list(tmp_path.iterdir()) == []


def test_an_incident_folder_that_is_a_link_or_a_file_is_refused(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "root"
    interrupt(outside, OLD, NEW)
    before = on_disk(outside)
    root.mkdir()
    (root / NAME).symlink_to(outside / NAME)
    with pytest.raises(StoreError, match=r"it is a symbolic link, and links are not followed.*; nothing was written"):
        store(root, NEW)
    with pytest.raises(StoreError, match=r"it is a symbolic link, and links are not followed.*; nothing was read"):
        folder(root).read_text("impact.md")
    (root / NAME).unlink()
    (root / NAME).write_bytes(b"")
    with pytest.raises(StoreError, match="it is no folder; move it away; nothing was written"):
        store(root, NEW)
    assert on_disk(outside) == before


def test_a_report_root_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "linked").symlink_to("real")
    store(tmp_path / "linked", OLD)
    assert on_disk(tmp_path / "real") == alone(OLD)

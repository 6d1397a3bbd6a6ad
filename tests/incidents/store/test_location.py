import os
from pathlib import Path

import pytest

from incidents.errors import StoreError
from incidents.store.location import content_of, found_folder, hash_of, place

OUTCOME = "nothing was written"


def refusal(folder: Path, name: str) -> str:
    with pytest.raises(StoreError) as caught:
        place(folder, name, OUTCOME)
    return str(caught.value)


def test_a_file_lies_in_its_folder_whether_it_is_there_or_not(tmp_path: Path) -> None:
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues/x.md").write_bytes(b"")
    assert place(tmp_path, "issues/x.md", OUTCOME) == tmp_path / "issues/x.md"
    assert place(tmp_path, "missing/folder/y.md", OUTCOME) == tmp_path / "missing/folder/y.md"


def test_a_link_is_refused_wherever_it_leads(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    outside.mkdir()
    folder.mkdir()
    (folder / "real.md").write_bytes(b"")
    (folder / "issues").symlink_to(outside)
    (folder / "impact.md").symlink_to(outside / "stolen.md")
    (folder / "inside.md").symlink_to("real.md")

    assert refusal(folder, "issues/x.md") == (
        f"{folder / 'issues'}: it is a symbolic link, and links are not followed; put a folder there; {OUTCOME}"
    )
    for name in ("impact.md", "inside.md"):
        assert refusal(folder, name) == (
            f"{folder / name}: it is a symbolic link, and links are not followed; put a file there; {OUTCOME}"
        )


def test_a_thing_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "impact.md").mkdir()
    (tmp_path / "issues").write_bytes(b"")
    os.mkfifo(tmp_path / "pipe.md")
    assert refusal(tmp_path, "impact.md") == f"{tmp_path / 'impact.md'}: it is no file; move it away; {OUTCOME}"
    assert refusal(tmp_path, "pipe.md") == f"{tmp_path / 'pipe.md'}: it is no file; move it away; {OUTCOME}"
    assert refusal(tmp_path, "issues/x.md") == f"{tmp_path / 'issues'}: it is no folder; move it away; {OUTCOME}"


def test_a_name_that_the_file_system_cannot_hold_is_refused(tmp_path: Path) -> None:
    deep = "/".join(["x" * 200] * 30)
    assert refusal(tmp_path, deep).endswith(
        f"the name is too long for this file system; choose a shorter one; {OUTCOME}"
    )


def test_a_folder_is_found_or_not(tmp_path: Path) -> None:
    assert found_folder(tmp_path, OUTCOME)
    assert not found_folder(tmp_path / "missing", OUTCOME)
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(StoreError, match="it is a symbolic link"):
        found_folder(tmp_path / "link", OUTCOME)


def test_what_is_not_there_has_no_content_and_no_hash(tmp_path: Path) -> None:
    assert content_of(tmp_path / "missing", OUTCOME) is None
    assert hash_of(None) is None
    (tmp_path / "empty").write_bytes(b"")
    assert content_of(tmp_path / "empty", OUTCOME) == b""
    assert hash_of(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_what_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        content_of(tmp_path, "nothing was read")
    assert str(caught.value) == f"{tmp_path}: the system says 'Is a directory'; nothing was read"

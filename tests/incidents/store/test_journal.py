from pathlib import Path

import pytest
from pydantic import ValidationError

from incidents.errors import StoreError
from incidents.store.journal import JOURNAL, STAGING, Change, Journal, in_order, pending

CHANGE = Change(name="impact.md", old=None, new="a" * 64, staged="0")


def left(folder: Path, content: bytes) -> Path:
    (folder / STAGING).mkdir()
    (folder / STAGING / JOURNAL).write_bytes(content)
    return folder


def test_a_journal_is_found_as_it_was_written(tmp_path: Path) -> None:
    journal = Journal(changes=(CHANGE,))
    assert pending(left(tmp_path, journal.to_bytes())) == journal


def test_there_is_no_journal_where_nothing_was_decided(tmp_path: Path) -> None:
    assert pending(tmp_path / "missing") is None
    assert pending(tmp_path) is None
    (tmp_path / STAGING).mkdir()
    assert pending(tmp_path) is None
    (tmp_path / STAGING).rmdir()
    (tmp_path / STAGING).write_bytes(b"a file")
    assert pending(tmp_path) is None


def test_a_journal_behind_a_link_is_none_of_ours(tmp_path: Path) -> None:
    left(tmp_path, Journal(changes=(CHANGE,)).to_bytes())
    for folder in ("linked-folder", "linked-file"):
        (tmp_path / folder).mkdir()
    (tmp_path / "linked-folder" / STAGING).symlink_to(tmp_path / STAGING)
    (tmp_path / "linked-file" / STAGING).mkdir()
    (tmp_path / "linked-file" / STAGING / JOURNAL).symlink_to(tmp_path / STAGING / JOURNAL)
    assert pending(tmp_path / "linked-folder") is None
    assert pending(tmp_path / "linked-file") is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"schema_version":2,"changes":[]}', b"\xff"])
def test_a_damaged_journal_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(StoreError) as caught:
        pending(left(tmp_path, content))
    said = str(caught.value)
    assert said.startswith(f"{tmp_path / STAGING}: the interrupted write it holds is damaged (")
    assert said.endswith("); remove this folder to keep the files as they stand; nothing was changed")
    assert "\n" not in said


@pytest.mark.parametrize(
    "field",
    [
        # A repository that somebody else made may bring a journal with it.
        {"name": "../../.profile"},
        {"name": "/etc/cron.d/x"},
        {"staged": "../0"},
        {"staged": "/etc/passwd"},
        {"new": "short"},
    ],
)
def test_a_journal_cannot_name_a_file_outside(field: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Change(**{**CHANGE.model_dump(), **field})


def test_a_draft_stands_before_its_merge_base() -> None:
    names = [".generated/impact.md", ".generated/issues/a.md", "impact.md", "incident.json", "issues/a.md"]
    assert in_order(names) == [
        "impact.md",
        ".generated/impact.md",
        "incident.json",
        "issues/a.md",
        ".generated/issues/a.md",
    ]

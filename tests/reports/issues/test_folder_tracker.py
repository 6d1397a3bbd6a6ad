import errno
import os
from pathlib import Path

import pytest

from incidents.store.filesystem import Filesystem
from incidents.store.lock import only_writer
from reports.issues.folder_tracker import FolderTracker
from reports.issues.tracker import Edit, NewIssue, TrackerError, Trouble
from tests.builders import at

_NEW = NewIssue(title="Labels: no printer", body="No paper.\n", labels=("incident",))


def _tracker(folder: Path, disk: Filesystem | None = None) -> FolderTracker:
    return FolderTracker(folder, lambda: at(5), disk)


def test_an_issue_is_a_file_that_people_can_read(tmp_path: Path) -> None:
    made = _tracker(tmp_path).create(_NEW)

    assert (tmp_path / "0001-labels-no-printer.md").read_text() == (
        '---\ntitle: "Labels: no printer"\nstate: "open"\nlabels: ["incident"]\n---\nNo paper.\n'
    )
    assert made.ref.mention == "[#1](0001-labels-no-printer.md)"


def test_people_may_edit_the_file(tmp_path: Path) -> None:
    made = _tracker(tmp_path).create(_NEW)
    (tmp_path / "0001-labels-no-printer.md").write_text("---\ntitle: Mine\nlabels: [a, b]\n---\nMy words.\n")

    changed = _tracker(tmp_path).edit(made.ref, Edit(add_labels=("c",)))

    assert (changed.title, changed.body, changed.labels) == ("Mine", "My words.\n", ("a", "b", "c"))


def test_a_file_that_cannot_be_read_stops_the_listing_and_is_named(tmp_path: Path) -> None:
    """Left out of the list, its issue would be filed a second time."""
    _tracker(tmp_path).create(_NEW)
    (tmp_path / "0001-labels-no-printer.md").write_text("---\ntitle: [\n---\n")

    with pytest.raises(TrackerError, match=r"0001-labels-no-printer\.md: line 3: ") as error:
        _tracker(tmp_path).issues(None, None)
    assert error.value.trouble is Trouble.INVALID


def test_other_files_are_nobodys_issues(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Issues\n")
    assert _tracker(tmp_path).issues(None, None) == ()


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    class Full(Filesystem):
        def sync(self, path: Path) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    made = _tracker(tmp_path).create(_NEW)

    with pytest.raises(TrackerError, match="No space left") as error:
        _tracker(tmp_path, Full()).edit(made.ref, Edit(body="Half"))
    assert error.value.trouble is Trouble.UNREACHABLE
    assert _tracker(tmp_path).issue(made.ref).body == "No paper.\n"
    assert _tracker(tmp_path).edit(made.ref, Edit(body="Whole")).body == "Whole"


def test_beside_another_writer_nothing_is_written(tmp_path: Path) -> None:
    with only_writer(tmp_path / ".lock", tmp_path, Filesystem()), pytest.raises(TrackerError) as error:
        _tracker(tmp_path).create(_NEW)
    assert error.value.trouble is Trouble.BUSY

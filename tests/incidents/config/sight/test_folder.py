"""The bounded list of files."""

import os
from pathlib import Path

import pytest

from incidents.config.sight import folder as module
from incidents.config.sight.folder import look, read_start
from incidents.errors import BadInputError
from tests.incidents.config.sight.folders import fill, looked


def test_files_are_listed_nearest_first_and_by_name(tmp_path: Path) -> None:
    found = looked(tmp_path, {"b/x/deep": "", "b/a": "", "z": "", "a": "", ".github/workflows/ci.yml": ""})
    assert found.files == ("a", "z", "b/a", ".github/workflows/ci.yml", "b/x/deep")
    assert found.folders == {"b", "b/x", ".github", ".github/workflows"}
    assert (found.repositories, found.whole) == ((), True)


def test_what_others_wrote_and_what_git_keeps_is_not_looked_into(tmp_path: Path) -> None:
    found = looked(tmp_path, {".git/config": "", "node_modules/a/x": "", ".venv/x": "", ".cache/x": "", "src/x": ""})
    assert found.files == ("src/x",)
    assert found.repositories == ("",)


def test_repositories_are_folders_and_files_named_git(tmp_path: Path) -> None:
    found = looked(tmp_path, {"repo/.git/config": "", "tree/.git": "gitdir: ../x", "plain/x": ""})
    assert found.repositories == ("repo", "tree")


def test_no_link_is_followed(tmp_path: Path) -> None:
    outside = fill(tmp_path / "outside", {"secret": "s", ".git/config": ""})
    inside = fill(tmp_path / "inside", {"file": "f"})
    (inside / "folder-link").symlink_to(outside)
    (inside / "file-link").symlink_to(outside / "secret")
    (inside / ".git").symlink_to(outside / ".git")
    found = look(inside)
    assert (found.files, found.folders, found.repositories) == (("file",), frozenset(), ())
    assert found.text("file-link") == ""


def test_only_plain_files_are_read_and_only_their_start(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_bytes(b"ab\xffcd")
    found = look(tmp_path)
    assert found.files == ("file",)
    assert found.text("file", most=3) == "ab\ufffd"
    assert read_start(tmp_path / "pipe", 10) == b""
    assert read_start(tmp_path / "missing", 10) == b""
    assert read_start(tmp_path, 10) == b""


@pytest.mark.parametrize(
    "name", ["new\nline", "back\\slash", "esc\x1b[31m", "~home", "C:drive", "a**b", " ", "bidi\u202e"]
)
def test_a_name_that_incident_toml_could_not_hold_is_left_out(tmp_path: Path, name: str) -> None:
    assert looked(tmp_path, {name: "", "ok": ""}).files == ("ok",)


def test_a_name_that_is_no_unicode_is_left_out(tmp_path: Path) -> None:
    (Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9"))).touch()
    assert look(tmp_path).files == ()


def test_a_folder_that_is_too_full_is_left_out_whatever_its_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MOST_IN_ONE_FOLDER", 3)
    found = looked(tmp_path, {"full/a": "", "full/b": "", "full/c": "", "full/d": "", "rest/x": ""})
    assert (found.files, found.whole) == (("rest/x",), False)


def test_the_whole_list_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_ENTRIES", 4)
    found = looked(tmp_path, {"a/1": "", "a/2": "", "b/1": "", "b/2": ""})
    assert (found.files, found.whole) == (("a/1", "a/2"), False)


def test_the_depth_is_bounded(tmp_path: Path) -> None:
    found = looked(tmp_path, {"1/2/3/4/5/6/7/8/in": "", "1/2/3/4/5/6/7/8/9/out": ""})
    assert (found.files, found.whole) == (("1/2/3/4/5/6/7/8/in",), False)


def test_a_folder_that_may_not_be_read_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, {"closed/x": "", "open/y": ""})
    scandir = os.scandir

    def refusing(path: Path) -> object:
        if path.name == "closed":
            raise PermissionError
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    found = look(tmp_path)
    assert (found.files, found.whole) == (("open/y",), False)


def test_a_file_that_cannot_be_read_to_its_end_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> object:
        raise OSError

    (tmp_path / "file").touch()
    monkeypatch.setattr(os, "fdopen", failing)
    assert read_start(tmp_path / "file", 10) == b""


def test_tests_examples_and_documents_are_not_the_team_s_own(tmp_path: Path) -> None:
    files = {"deploy.sh": "", "tests/deploy.sh": "", "a/Examples/deploy.sh": "", "docs/x/y.sh": "", "docs.sh": ""}
    assert list(looked(tmp_path, files).own_files()) == ["deploy.sh", "docs.sh"]


def test_a_run_that_is_called_test_is_a_result(tmp_path: Path) -> None:
    files = {"build/test-results/test/a.xml": "", "tests/reports/b.xml": ""}
    assert list(looked(tmp_path, files).own_files()) == ["build/test-results/test/a.xml"]


def test_a_path_that_is_no_folder_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="is not a folder: name the folder"):
        look(tmp_path / "missing")

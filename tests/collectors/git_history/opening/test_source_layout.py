import os
from pathlib import Path

import pytest

from collectors.git_history.opening.source_layout import Layout, locate, text_of
from incidents.errors import BadInputError
from tests.collectors.git_history.little_repository import Story, git


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("layout")
    story = Story()
    story.commit("one", {"a.py": "1\n"})
    story.write(folder / "repo")
    git(folder, "clone", "--quiet", "--bare", "repo", "bare")
    git(folder / "repo", "worktree", "add", "--quiet", "../linked", "-b", "side")
    (folder / "module").mkdir()
    (folder / "module" / ".git").write_text("gitdir: ../bare\n")
    return folder


@pytest.mark.parametrize(
    ("name", "own", "common"),
    [
        ("repo", "repo/.git", "repo/.git"),
        ("bare", "bare", "bare"),
        ("repo/.git", "repo/.git", "repo/.git"),
        ("linked", "repo/.git/worktrees/linked", "repo/.git"),
        ("module", "bare", "bare"),  # a submodule's folder only points to its repository
    ],
)
def test_each_kind_of_repository_is_found(source: Path, name: str, own: str, common: str) -> None:
    found = locate(source / name, name)
    assert (found.own.resolve(), found.common.resolve()) == (source / own, source / common)
    assert found.objects == found.common / "objects"


def _folder(root: Path) -> None:
    (root / "x").mkdir()


def _inside_a_repository(root: Path) -> None:
    (root / ".git").mkdir()
    (root / "x").mkdir()


def _file(root: Path) -> None:
    (root / "x").write_text("bundle")


def _no_objects(root: Path) -> None:
    (root / "x" / ".git").mkdir(parents=True)


def _points_nowhere(root: Path) -> None:
    (root / "x").mkdir()
    (root / "x" / ".git").write_text("gitdir: /nowhere\0/else\n")


def _reftable(root: Path) -> None:
    (root / "x" / ".git" / "objects").mkdir(parents=True)
    (root / "x" / ".git" / "reftable").mkdir()


def _sha256_loose(root: Path) -> None:
    (root / "x").mkdir()
    git(root / "x", "init", "--quiet", "--object-format=sha256")
    git(root / "x", "hash-object", "-w", "--stdin", given=b"content")


def _sha256_packed(root: Path) -> None:
    pack = root / "x" / ".git" / "objects" / "pack"
    pack.mkdir(parents=True)
    (pack / f"pack-{'a' * 64}.idx").write_bytes(b"")


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (lambda root: None, "there is no folder x"),  # noqa: ARG005 - nothing is built
        (_folder, "x is not a git repository. Nothing was read"),
        (_inside_a_repository, "x is not a git repository; one is in a folder around it (around)"),
        (_file, "x is a file, not a repository"),
        (_no_objects, "x has no object store"),
        (_points_nowhere, "x has no object store"),
        (_reftable, "x keeps its refs as a reftable"),
        (_sha256_loose, "x uses the SHA-256 object format"),
        (_sha256_packed, "x uses the SHA-256 object format"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(tmp_path: Path, build: object, said: str) -> None:
    root = tmp_path / "around"
    root.mkdir()
    assert callable(build)
    build(root)
    with pytest.raises(BadInputError) as refused:
        locate(root / "x", "x")
    assert said in str(refused.value)
    assert str(tmp_path) not in str(refused.value)


def test_only_regular_files_of_bounded_size_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_bytes(b"four\xff")
    assert text_of(tmp_path / "pipe", 100) is None
    assert text_of(tmp_path / "file", 4) is None
    assert text_of(tmp_path / "none", 100) is None
    assert text_of(tmp_path / "file", 5) == "four\udcff"


def test_the_object_store_is_the_common_one() -> None:
    assert Layout(Path("own"), Path("common")).objects == Path("common/objects")

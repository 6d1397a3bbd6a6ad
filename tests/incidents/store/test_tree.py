from pathlib import Path

import pytest

from incidents.store.filesystem import Filesystem
from incidents.store.tree import make_folders, remove_if_empty, remove_tree
from tests.incidents.store.faulty_disk import FaultyDisk, full_disk


def test_missing_folders_are_made_and_each_is_synced_into_the_one_above(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    disk = FaultyDisk()
    made = make_folders(tmp_path / "a/b/c", disk)
    assert made == (tmp_path / "a/b", tmp_path / "a/b/c")
    assert disk.steps == ["make b", "sync a", "make c", "sync b"]
    assert make_folders(tmp_path / "a/b/c", disk) == ()


def test_folders_that_cannot_all_be_made_are_taken_back(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"):
        make_folders(tmp_path / "a/b/c", full_disk(5))
    assert list(tmp_path.iterdir()) == []


def test_only_empty_folders_are_taken_back(tmp_path: Path) -> None:
    made = make_folders(tmp_path / "a/b", Filesystem())
    (tmp_path / "a/person.txt").write_bytes(b"put here meanwhile")
    remove_if_empty(made, Filesystem())
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "person.txt"]


def test_a_tree_is_removed_and_links_are_not_followed(tmp_path: Path) -> None:
    outside, tree = tmp_path / "outside", tmp_path / "tree"
    (tree / "deep/er").mkdir(parents=True)
    outside.mkdir()
    (outside / "kept").write_bytes(b"")
    (tree / "deep/file").write_bytes(b"")
    (tree / "to-folder").symlink_to(outside)
    (tree / "deep/to-file").symlink_to(outside / "kept")
    (tree / "dangling").symlink_to("nowhere")

    remove_tree(tree, Filesystem())

    assert sorted(path.name for path in tmp_path.rglob("*")) == ["kept", "outside"]


def test_a_link_or_a_file_in_the_place_of_a_tree_is_removed_itself(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/kept").write_bytes(b"")
    (tmp_path / "link").symlink_to(tmp_path / "outside")
    (tmp_path / "file").write_bytes(b"")
    for name in ("link", "file", "missing"):
        remove_tree(tmp_path / name, Filesystem())
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["kept", "outside"]

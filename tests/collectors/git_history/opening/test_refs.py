import os
from pathlib import Path

import pytest

from collectors.git_history.opening.refs import Refs, read_refs
from collectors.git_history.opening.source_layout import Layout
from incidents.errors import BadInputError

A, B = "a" * 40, "b" * 40


def refs_of(folder: Path, head: str | None = "ref: refs/heads/main\n", packed: str = "", **loose: str) -> Refs:
    """Read a folder with a HEAD, a packed-refs file and loose refs under refs/heads."""
    (folder / "refs" / "heads").mkdir(parents=True)
    if head is not None:
        (folder / "HEAD").write_text(head)
    (folder / "packed-refs").write_text(packed)
    for name, value in loose.items():
        (folder / "refs" / "heads" / name).write_text(value)
    return read_refs(Layout(folder, folder), "repo")


def test_loose_refs_win_over_packed_ones_and_symbolic_ones_are_followed(tmp_path: Path) -> None:
    packed = f"# pack-refs with: peeled\n{A} refs/heads/main\n{A} refs/tags/v1\n^{B}\n{A} refs/remotes/origin/main\n"
    found = refs_of(tmp_path, packed=packed, main=f"{B}\n", alias="ref: refs/heads/main\n")
    assert found == Refs(
        head="ref: refs/heads/main",
        targets={
            "refs/heads/alias": B,
            "refs/heads/main": B,
            "refs/remotes/origin/main": A,
            "refs/tags/v1": A,
        },
    )


@pytest.mark.parametrize(
    ("head", "read"),
    [
        (f"{A}\n", A),
        ("ref: refs/heads/a/b\n", "ref: refs/heads/a/b"),
        ("ref: refs/heads/a b\n", "ref: refs/heads/unborn"),
        ("ref: /etc/passwd\n", "ref: refs/heads/unborn"),
        ("garbage", "ref: refs/heads/unborn"),
        (None, "ref: refs/heads/unborn"),
    ],
)
def test_head_is_a_branch_an_id_or_unborn(tmp_path: Path, head: str | None, read: str) -> None:
    assert refs_of(tmp_path, head).head == read


def test_names_that_would_stop_git_are_kept_apart(tmp_path: Path) -> None:
    names = ["refs/heads/a b", "refs/heads/a..b", "refs/heads/a.lock", "refs/heads/a:b", "refs/heads/.a", "refs/x/@{1}"]
    usable = ["refs/heads/--output=x", "refs/heads/ä", "refs/heads/a.b", f"refs/heads/{B}"]
    found = refs_of(tmp_path, packed="".join(f"{A} {name}\n" for name in [*names, *usable]))
    assert found.unusable == tuple(sorted(names))
    assert sorted(found.targets) == sorted(usable)


def test_replacements_notes_and_stashes_are_not_read(tmp_path: Path) -> None:
    packed = f"{A} refs/replace/{B}\n{A} refs/notes/commits\n{A} refs/stash\n{A} refs/bisect/bad\n"
    assert refs_of(tmp_path, packed=packed) == Refs("ref: refs/heads/main", {})


def test_loose_refs_that_are_no_plain_files_with_an_id_are_unusable(tmp_path: Path) -> None:
    heads = tmp_path / "refs" / "heads"
    heads.mkdir(parents=True)
    os.mkfifo(heads / "pipe")
    (tmp_path / "elsewhere").write_text(A)
    (heads / "link").symlink_to(tmp_path / "elsewhere")
    (heads / "text").write_text("not an id")
    (heads / "circle").write_text("ref: refs/heads/circle")
    (heads / "good").write_text(A)
    found = read_refs(Layout(tmp_path, tmp_path), "repo")
    assert found.targets == {"refs/heads/good": A}
    assert found.unusable == tuple(f"refs/heads/{name}" for name in ("circle", "link", "pipe", "text"))


def test_ids_of_sixty_four_digits_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="repo uses the SHA-256 object format"):
        refs_of(tmp_path, main="c" * 64)

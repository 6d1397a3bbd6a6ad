"""The remote of a checkout."""

from pathlib import Path

import pytest

from incidents.config.sight.git_remote import Remote, remote_of
from tests.incidents.config.sight.folders import fill

TOKEN = "ghp_" + "0" * 36


def config(address: str, name: str = "origin") -> str:
    return f'[core]\n\tbare = false\n[remote "{name}"]\n\turl = {address}\n\tfetch = +refs/heads/*:refs/remotes/x/*\n'


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/parcel-inc/parcel.git",
        "https://github.com/parcel-inc/parcel",
        "https://github.com/parcel-inc/parcel/",
        f"https://user:{TOKEN}@github.com/parcel-inc/parcel.git",
        "git@github.com:parcel-inc/parcel.git",
        "github.com:parcel-inc/parcel",
        "ssh://git@github.com/parcel-inc/parcel.git",
        "ssh://git@ssh.github.com:443/parcel-inc/parcel.git",
        "git://GitHub.com/parcel-inc/parcel",
        '"https://github.com/parcel-inc/parcel"   # quoted, with a comment',
        "https://github.com/parcel-inc/\\\nparcel",
    ],
)
def test_the_repository_on_github_is_found_without_the_user(tmp_path: Path, address: str) -> None:
    remote = remote_of(fill(tmp_path, {".git/config": config(address)}))
    assert remote is not None
    assert remote.repository == "parcel-inc/parcel"
    assert TOKEN not in repr(remote)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://git.example.com/parcel-inc/parcel.git", "git.example.com"),
        ("git@gitlab.example:team/group/parcel.git", None),  # three parts are no owner and name
        ("https://github.com.example.net/a/b", "github.com.example.net"),
        ("https://github.com/a/b/c", None),
        ('https://github.com/we\\"ird/na me', "github.com"),
    ],
)
def test_of_another_host_only_the_name_is_known(tmp_path: Path, address: str, host: str | None) -> None:
    remote = remote_of(fill(tmp_path, {".git/config": config(address)}))
    assert remote == (Remote(name="origin", host=host, repository=None) if host else None)


@pytest.mark.parametrize("address", ["/srv/git/parcel.git", "../parcel.git", "C:/git/parcel", "file:///srv/x/y", ""])
def test_a_path_is_no_remote(tmp_path: Path, address: str) -> None:
    assert remote_of(fill(tmp_path, {".git/config": config(address)})) is None


def test_origin_comes_before_the_others_and_then_github(tmp_path: Path) -> None:
    other = config("https://github.com/fork/parcel", "a-fork")
    both = fill(tmp_path / "1", {".git/config": other + config("https://github.com/parcel-inc/parcel")})
    found = remote_of(both)
    assert found is not None
    assert found.repository == "parcel-inc/parcel"
    mixed = fill(tmp_path / "2", {".git/config": config("https://git.example.com/a/b", "a") + other})
    found = remote_of(mixed)
    assert found is not None
    assert (found.name, found.repository) == ("a-fork", "fork/parcel")


def test_the_first_of_several_addresses_is_the_one_git_fetches_from(tmp_path: Path) -> None:
    text = config("https://github.com/a/first") + "\turl = https://github.com/a/second\n"
    found = remote_of(fill(tmp_path, {".git/config": text}))
    assert found is not None
    assert found.repository == "a/first"


def test_addresses_of_other_sections_are_no_remotes(tmp_path: Path) -> None:
    text = '[url "https://github.com/a/b"]\n\turl = https://github.com/a/b\n[submodule "x"]\n\turl = https://github.com/c/d\n'
    assert remote_of(fill(tmp_path, {".git/config": text})) is None


def test_a_worktree_is_followed_to_the_repository_it_belongs_to(tmp_path: Path) -> None:
    fill(
        tmp_path,
        {
            "main/.git/config": config("git@github.com:parcel-inc/parcel.git"),
            "main/.git/worktrees/tree/commondir": "../..\n",
            "tree/.git": f"gitdir: {tmp_path}/main/.git/worktrees/tree\n",
        },
    )
    found = remote_of(tmp_path / "tree")
    assert found is not None
    assert found.repository == "parcel-inc/parcel"


def test_a_submodule_has_its_own_configuration(tmp_path: Path) -> None:
    fill(
        tmp_path,
        {
            ".git/modules/lib/config": config("git@github.com:parcel-inc/lib.git"),
            "lib/.git": "gitdir: ../.git/modules/lib\n",
        },
    )
    found = remote_of(tmp_path / "lib")
    assert found is not None
    assert found.repository == "parcel-inc/lib"


@pytest.mark.parametrize("pointer", ["", "gitdir:", "gitdir: ../missing", "nonsense", "gitdir: a\0b"])
def test_a_pointer_that_leads_nowhere_is_no_remote(tmp_path: Path, pointer: str) -> None:
    assert remote_of(fill(tmp_path, {".git": pointer})) is None


def test_a_linked_configuration_is_not_read(tmp_path: Path) -> None:
    outside = fill(tmp_path / "outside", {"config": config("https://github.com/a/b")})
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / ".git").symlink_to(outside)
    (tmp_path / "two" / ".git").mkdir(parents=True)
    (tmp_path / "two" / ".git" / "config").symlink_to(outside / "config")
    assert remote_of(tmp_path / "one") is None
    assert remote_of(tmp_path / "two") is None


def test_a_folder_without_git_has_no_remote(tmp_path: Path) -> None:
    assert remote_of(tmp_path) is None

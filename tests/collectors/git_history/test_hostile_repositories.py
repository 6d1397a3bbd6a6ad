"""Repositories that try to run something: every trap is shown to work on git itself, and to do nothing here."""

import os
import subprocess
from pathlib import Path

import pytest

from collectors.git_history import GitHistory
from collectors.git_history.opening.repository import opened
from collectors.git_history.resolve import resolve
from tests.collectors.git_history.little_repository import Story, ask, git

# The word CANARY stands for the program that leaves a trace.
CONFIGS = {
    "fsmonitor": '[core]\n\tfsmonitor = "CANARY; false"\n',
    "diff.external": '[diff]\n\texternal = "CANARY; true"\n',
    "textconv": '[diff "x"]\n\ttextconv = "CANARY; cat"\n',
    "filter": '[filter "x"]\n\tclean = "CANARY; cat"\n\tsmudge = "CANARY; cat"\n',
    "signature": '[log]\n\tshowSignature = true\n[gpg]\n\tprogram = "CANARY"\n',
    "ssh": '[core]\n\tsshCommand = "CANARY"\n\tpager = "CANARY"\n\teditor = "CANARY"\n\taskPass = "CANARY"\n',
    "alias": '[alias]\n\tlog = "!CANARY"\n\trev-list = "!CANARY"\n\tcat-file = "!CANARY"\n\tdiff-tree = "!CANARY"\n',
    "include": "[include]\n\tpath = extra.cfg\n",
    "promisor": '[remote "o"]\n\turl = "ext::sh -c CANARY"\n\tpromisor = true\n[protocol]\n\tallow = always\n'
    "[extensions]\n\tpartialClone = o\n",
    "alternate-refs": '[core]\n\talternateRefsCommand = "CANARY"\n',
    "work-tree": "[core]\n\tworktree = /\n\tbare = false\n",
}
ATTRIBUTES = "* filter=x diff=x merge=x\n"
HOOKS = ("post-checkout", "reference-transaction", "post-index-change", "pre-auto-gc", "fsmonitor-watchman")


@pytest.fixture
def story() -> Story:
    told = Story()
    told.commit("one", {"f.txt": "1\n", ".gitattributes": ATTRIBUTES})
    told.commit(
        "two", {"f.txt": "2\n", ".gitmodules": '[submodule "x"]\n\tpath = x\n\turl = ext::sh\n\tupdate = !sh\n'}
    )
    return told


def trap(folder: Path, config: str, canary: Path) -> None:
    """Set every trap of the file system, and one of the configuration."""
    inside = folder / ".git"
    program = folder.parent / "leave-a-trace"
    program.write_text(f"#!/bin/sh\ntouch '{canary}'\n")
    program.chmod(0o755)
    with (inside / "config").open("a") as file:
        file.write(config.replace("CANARY", str(program)))
    (inside / "extra.cfg").write_text(f'[core]\n\tfsmonitor = "{program}; false"\n')
    (inside / "info").mkdir(exist_ok=True)
    (inside / "info" / "attributes").write_text(ATTRIBUTES)
    (inside / "hooks").mkdir(exist_ok=True)
    for name in HOOKS:
        (inside / "hooks" / name).symlink_to(program)
    (folder / "f.txt").write_text("changed\n")


@pytest.mark.parametrize("name", sorted(CONFIGS))
def test_nothing_of_a_hostile_repository_runs(tmp_path: Path, story: Story, name: str) -> None:
    canary = tmp_path / "canary"
    ids = story.write(tmp_path / "repo")
    git(tmp_path / "repo", "update-ref", "refs/heads/--output=written", ids["one"])
    trap(tmp_path / "repo", CONFIGS[name], canary)
    found = GitHistory().collect(ask(tmp_path))
    with opened(tmp_path / "repo", "repo") as repository:
        resolve(repository, "main", [ids["one"][:7]])
        resolve(repository, "--output=written", [])
    assert [each.status for each in found.readings] == ["complete", "complete"]
    assert len(found.evidence) == 6
    assert not canary.exists()
    assert not list(tmp_path.rglob("*written*/*"))
    assert not Path("written").exists()


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("fsmonitor", ("status",)),
        ("diff.external", ("log", "-p", "--ext-diff")),
        ("textconv", ("log", "-p")),
        ("filter", ("add", "f.txt")),
        ("include", ("status",)),
        ("ssh", ("fetch", "ssh://nowhere.invalid/repo")),
        ("promisor", ("fetch", "o")),
    ],
)
def test_the_traps_do_work_on_git_itself(tmp_path: Path, story: Story, name: str, command: tuple[str, ...]) -> None:
    canary = tmp_path / "canary"
    story.write(tmp_path / "repo")
    trap(tmp_path / "repo", CONFIGS[name], canary)
    clean = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", *command], cwd=tmp_path / "repo", env=os.environ | clean, capture_output=True, check=False)
    assert canary.exists()


def test_a_repository_buried_in_the_work_tree_is_not_opened(tmp_path: Path, story: Story) -> None:
    canary = tmp_path / "canary"
    story.write(tmp_path / "repo")
    buried = tmp_path / "repo" / "vendor" / "kit"
    buried.mkdir(parents=True)
    git(buried, "init", "--quiet", "--bare", ".")
    (buried / "config").write_text(f'[core]\n\tbare = false\n\tworktree = ..\n\tfsmonitor = "touch {canary}; false"\n')
    found = GitHistory().collect(ask(tmp_path))
    assert len(found.evidence) == 6
    assert not canary.exists()


def test_replacements_and_grafts_do_not_change_the_history(tmp_path: Path, story: Story) -> None:
    ids = story.write(tmp_path / "repo")
    before = GitHistory().collect(ask(tmp_path))
    git(tmp_path / "repo", "replace", ids["two"], ids["one"])
    (tmp_path / "repo" / ".git" / "info" / "grafts").write_text(f"{ids['two']}\n")
    assert GitHistory().collect(ask(tmp_path)) == before


def test_a_commit_graph_that_lies_is_not_believed(tmp_path: Path, story: Story) -> None:
    ids = story.write(tmp_path / "repo")
    other = Story()
    other.commit("lone", {"x": "1\n"})
    other.write(tmp_path / "other")
    git(tmp_path / "other", "commit-graph", "write", "--reachable")
    graph = tmp_path / "repo" / ".git" / "objects" / "info" / "commit-graph"
    graph.write_bytes((tmp_path / "other" / ".git" / "objects" / "info" / "commit-graph").read_bytes()[:200])
    with opened(tmp_path / "repo", "repo") as repository:
        assert repository.between(None, ids["two"]) == [ids["two"], ids["one"]]


def test_attributes_of_the_repository_do_not_hide_changes(tmp_path: Path) -> None:
    story = Story()
    story.commit(
        "one", {"a.py": "def label():\n    x = 1\n    y = 1\n    z = 1\n    w = 1\n", ".gitattributes": "* -diff\n"}
    )
    story.commit("two", {"a.py": "def label():\n    x = 1\n    y = 1\n    z = 1\n    w = 2\n"})
    ids = story.write(tmp_path / "repo")
    found = GitHistory().collect(ask(tmp_path))
    change = next(each for each in found.evidence if each.kind == "file-change" and each.commit == ids["two"])
    assert (change.added, change.hunks[0].section) == (1, "def label():")

import subprocess
from pathlib import Path

import pytest

from incidents.demo import repository
from incidents.demo.code_history import CHANGES, UNMERGED
from incidents.errors import BadInputError

_STORED = Path(repository.__file__).parent / "data" / "repo"


def git(workspace: Path, *arguments: str) -> str:
    # Without a lock git keeps what it learnt to itself, so that the workspace stays as it was written.
    command = ["git", "--no-optional-locks", *arguments]
    done = subprocess.run(command, cwd=workspace / "repo", check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_commit_ids_are_the_same_on_every_machine(workspace: Path, healthy_workspace: Path) -> None:
    assert git(workspace, "rev-parse", "main", "freight-minimum").split() == [
        "e6de573ee03a1b3d1f21d25f5c5b9a0f8a0b2875",
        "5cdef18626847f19461f5a647f7fc89751255889",
    ]
    assert git(healthy_workspace, "rev-parse", "main") == "30d6caa3261203eac5919c16b695a04698322f85"


def test_the_history_is_whole_and_the_work_tree_is_clean(workspace: Path) -> None:
    assert git(workspace, "fsck", "--strict", "--no-dangling") == ""
    assert git(workspace, "status", "--porcelain") == ""
    assert git(workspace, "log", "--reverse", "--format=%s", "main").splitlines() == [
        each.message.splitlines()[0] for each in CHANGES
    ]


def test_the_branch_holds_one_commit_that_was_never_merged(workspace: Path) -> None:
    assert git(workspace, "log", "--format=%s", "main..freight-minimum") == UNMERGED.message
    assert git(workspace, "merge-base", "main", "freight-minimum") != git(workspace, "rev-parse", "main")


def test_commits_come_in_the_order_of_their_times(workspace: Path) -> None:
    times = [int(each) for each in git(workspace, "log", "--reverse", "--format=%ct", "main").splitlines()]
    assert times == sorted(times)


def test_every_stored_file_belongs_to_a_commit() -> None:
    used = {file for each in (*CHANGES, UNMERGED) for file in each.files}
    assert used == {str(path.relative_to(_STORED)).removesuffix(".txt") for path in _STORED.rglob("*.txt")}


def test_files_with_a_form_for_the_healthy_demo_have_the_other_form_too() -> None:
    healthy = _STORED.parent / "healthy"
    assert all((_STORED.parent / path.relative_to(healthy)).is_file() for path in healthy.rglob("*") if path.is_file())


def test_the_incident_and_the_healthy_demo_differ_in_two_files(workspace: Path, healthy_workspace: Path) -> None:
    listed = [set(git(each, "ls-tree", "-r", "main").splitlines()) for each in (workspace, healthy_workspace)]
    assert {line.split("\t")[1] for line in listed[0] ^ listed[1]} == {
        "parcel_api/calendars.py",
        "parcel_api/pricing/tiers.py",
    }


def test_git_that_fails_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "git"
    program.write_text("#!/bin/sh\necho 'fatal: unknown option object-format' >&2\nexit 129\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(BadInputError, match=r"git init failed in .*repo: fatal: unknown option object-format\."):
        repository.make_repository(tmp_path / "repo", healthy=False)

import os
import subprocess
import sys
from pathlib import Path

import pytest

from collectors.git_history.opening.git_process import GitProcess
from collectors.git_history.opening.repository import Repository, opened
from incidents.errors import BadInputError
from tests.collectors.git_history.little_repository import DAY, START, Story, git


@pytest.fixture(scope="module")
def ids(root: Path) -> dict[str, str]:
    story = Story()
    story.commit("one", {"a.py": "1\n"})
    story.commit("two", {"a.py": "2\n"})
    story.commit("side", {"b.py": "1\n"}, branch="side", parents=("one",))
    story.commit("three", {"a.py": "3\n"}, parents=("two",))
    story.commit("merge", {"b.py": "1\n"}, parents=("three", "side"))
    story.tag("v1", "two")
    found = story.write(root / "repo")
    git(root, "clone", "--quiet", "--bare", "repo", "bare")
    git(root, "clone", "--quiet", "--shared", "repo", "borrowing")
    git(root, "clone", "--quiet", "--depth", "2", f"file://{root / 'repo'}", "shallow")
    git(root / "repo", "worktree", "add", "--quiet", "--detach", "../linked", found["two"])
    git(root / "repo", "config", "uploadpack.allowFilter", "true")
    return found


def test_tips_are_the_commits_that_refs_lead_to(repository: Repository, ids: dict[str, str]) -> None:
    assert repository.tips == {
        "HEAD": ids["merge"],
        "refs/heads/main": ids["merge"],
        "refs/heads/side": ids["side"],
        "refs/tags/v1": ids["two"],
    }


@pytest.mark.parametrize("name", ["bare", "borrowing", "linked", "repo/.git"])
def test_every_kind_of_clone_holds_the_same_history(root: Path, ids: dict[str, str], name: str) -> None:
    with opened(root / name, name) as repository:
        assert repository.between(None, ids["merge"]) == [
            ids[each] for each in ("merge", "three", "side", "two", "one")
        ]


def test_a_linked_work_tree_has_its_own_head(root: Path, ids: dict[str, str]) -> None:
    with opened(root / "linked", "linked") as repository:
        assert repository.tips["HEAD"] == ids["two"]


def test_a_shallow_clone_knows_its_edge(root: Path, ids: dict[str, str]) -> None:
    with opened(root / "shallow", "shallow") as repository:
        assert repository.shallow == frozenset({ids["three"], ids["side"]})
        assert sorted(repository.between(None, ids["merge"])) == sorted(
            ids[each] for each in ("merge", "three", "side")
        )


def test_commits_between_follow_every_parent(repository: Repository, ids: dict[str, str]) -> None:
    assert repository.between(ids["two"], ids["merge"]) == [ids[each] for each in ("merge", "three", "side")]
    assert repository.between(ids["merge"], ids["two"]) == []


def test_dated_commits_leave_out_what_is_held_already(repository: Repository, ids: dict[str, str]) -> None:
    seconds = {name: START + day * DAY for day, name in enumerate(("one", "two", "side", "three", "merge"))}
    assert sorted(repository.dated()) == sorted((seconds[name], ids[name]) for name in seconds)
    assert repository.dated([ids["three"], ids["two"]]) == [(seconds[name], ids[name]) for name in ("merge", "side")]


def test_abbreviated_ids_are_expanded_and_unknown_ones_are_absent(repository: Repository, ids: dict[str, str]) -> None:
    two, blob = ids["two"], git(Path(repository.git._source), "rev-parse", "HEAD:a.py").decode().strip()
    asked = [two[:7], two, two.upper(), "f" * 40, "abc", "not-hex", "", two + "0", blob, f"{two}^"]
    assert repository.expand(asked) == {two: two, two.upper(): two, two[:7]: two}
    assert repository.expand([]) == {}


def test_a_branch_that_is_called_like_an_id_does_not_stand_in_for_it(tmp_path: Path) -> None:
    story = Story()
    story.commit("one", {"a": "1\n"})
    story.commit("two", {"a": "2\n"})
    ids = story.write(tmp_path)
    git(tmp_path, "update-ref", f"refs/heads/{ids['one'][:7]}", ids["two"])
    with opened(tmp_path, "repo") as repository:
        assert repository.expand([ids["one"][:7]]) == {ids["one"][:7]: ids["one"]}


def test_what_a_commit_does_not_hold_is_told(repository: Repository, ids: dict[str, str]) -> None:
    assert repository.not_held_by(ids["three"], ids.values()) == {ids["side"], ids["merge"]}
    assert repository.not_held_by(ids["three"], []) == frozenset()


def test_stored_bytes_come_in_the_order_asked_for(repository: Repository, ids: dict[str, str]) -> None:
    found = list(repository.raw_commits([ids["two"], ids["one"]]))
    assert [(sha, content.partition(b"\n\n")[2]) for sha, content in found] == [
        (ids["two"], b"two"),
        (ids["one"], b"one"),
    ]
    with pytest.raises(BadInputError, match="is missing from the repository"):
        list(repository.raw_commits(["f" * 40]))


def test_an_empty_repository_has_no_commits(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "repo")
    with opened(tmp_path / "repo", "repo") as repository:
        assert (repository.tips, repository.dated(), repository.expand(["abcd"])) == ({}, [], {})


def test_refs_to_missing_objects_and_to_other_things_than_commits_are_no_tips(tmp_path: Path) -> None:
    story = Story()
    story.commit("one", {"a": "1\n"})
    ids = story.write(tmp_path)
    blob = git(tmp_path, "rev-parse", "HEAD:a").decode().strip()
    heads = tmp_path / ".git" / "refs" / "heads"
    (heads / "lost").write_text("f" * 40)
    (tmp_path / ".git" / "refs" / "tags" / "blob").write_text(blob)
    with opened(tmp_path, "repo") as repository:
        assert repository.tips == {"HEAD": ids["one"], "refs/heads/main": ids["one"]}


def test_nothing_is_written_to_the_source_and_the_private_folder_goes(
    root: Path, ids: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = _contents(root / "repo")
    with opened(root / "repo", "repo") as repository:
        repository.between(None, ids["merge"])
        assert len(list(tmp_path.iterdir())) == 1
    assert _contents(root / "repo") == before
    assert list(tmp_path.iterdir()) == []


def test_the_private_folder_goes_after_an_error_too(
    root: Path, ids: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(BadInputError, match="could not read repo"), opened(root / "repo", "repo") as repository:
        repository.between(ids["one"], "f" * 40)
    assert list(tmp_path.iterdir()) == []


def test_a_private_folder_that_cannot_be_made_is_told(
    root: Path, ids: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ids
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    with (
        pytest.raises(BadInputError, match=r"repo was not read: no private folder could be made for it \(No such"),
        opened(root / "repo", "repo"),
    ):
        pass


def _contents(folder: Path) -> dict[str, tuple[int, bytes]]:
    files = (each for each in sorted(folder.rglob("*")) if each.is_file())
    return {str(each): (each.stat().st_mtime_ns, each.read_bytes()) for each in files}


def test_variables_of_git_in_the_environment_change_nothing(
    root: Path, ids: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary = tmp_path / "canary"
    story = Story()
    story.commit("other", {"a": "1\n"})
    story.write(tmp_path / "other")
    inherited = {
        "GIT_DIR": str(tmp_path / "other" / ".git"),
        "GIT_WORK_TREE": str(tmp_path),
        "GIT_COMMON_DIR": str(tmp_path / "other" / ".git"),
        "GIT_INDEX_FILE": str(tmp_path / "index"),
        "GIT_OBJECT_DIRECTORY": str(tmp_path / "none"),
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(tmp_path / "none"),
        "GIT_SHALLOW_FILE": str(tmp_path / "none"),
        "GIT_GRAFT_FILE": str(tmp_path / "none"),
        "GIT_REPLACE_REF_BASE": "refs/heads/",
        "GIT_NAMESPACE": "elsewhere",
        "GIT_CONFIG_PARAMETERS": f"'diff.external=touch {canary}'",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": f"touch {canary}",
        "GIT_EXTERNAL_DIFF": f"touch {canary}",
        "GIT_PAGER": f"touch {canary}",
        "GIT_TRACE": str(canary),
        "GIT_DIFF_OPTS": "--unified=0",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_ATTR_SOURCE": "HEAD",
        "GIT_EXEC_PATH": str(tmp_path),
        "GIT_CEILING_DIRECTORIES": "/",
        "GIT_DEFAULT_HASH": "sha256",
    }
    for name, value in inherited.items():
        monkeypatch.setenv(name, value)
    with opened(root / "shallow", "shallow") as repository:
        assert sorted(repository.between(None, ids["merge"])) == sorted(
            ids[each] for each in ("merge", "three", "side")
        )
    assert not canary.exists()


def test_a_missing_program_is_told_in_one_sentence(
    root: Path, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert ids
    monkeypatch.setenv("PATH", str(tmp_path))
    with (
        pytest.raises(BadInputError, match=r"`git` was not found on the PATH, so repo cannot be read; install git\."),
        opened(root / "repo", "repo"),
    ):
        pass


def test_gitpython_that_finds_no_program_when_it_loads_is_told_the_same(
    root: Path, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ids
    monkeypatch.setitem(sys.modules, "git", None)
    with pytest.raises(BadInputError, match="`git` was not found on the PATH"), opened(root / "repo", "repo"):
        pass


def test_git_that_hangs_is_stopped(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    waiting = tmp_path / ".git" / "objects" / "ab"
    waiting.mkdir()
    os.mkfifo(waiting / ("c" * 38))
    process = GitProcess(tmp_path / ".git", tmp_path, "repo", time_limit_s=0.2)
    with pytest.raises(BadInputError, match=r"`git cat-file` could not read repo: it was stopped after 0\.2 s"):
        process.output("cat-file", "-p", "ab" + "c" * 38)


def test_git_that_complains_at_length_does_not_hang(tmp_path: Path) -> None:
    story = Story()
    story.commit("one", {"a": "1\n"})
    story.write(tmp_path)
    blob = git(tmp_path, "rev-parse", "HEAD:a").decode().strip()
    process = GitProcess(tmp_path / ".git", tmp_path, "repo", time_limit_s=20)
    said = process.output("cat-file", "--batch-check", lines=[f"{blob}^{{commit}}"] * 3000)
    assert said.count(b"missing") == 3000


def test_what_git_says_holds_no_path_of_this_machine(tmp_path: Path) -> None:
    story = Story()
    story.commit("one", {"a": "1\n"})
    ids = story.write(tmp_path / "repo")
    stored = tmp_path / "repo" / ".git" / "objects" / ids["one"][:2] / ids["one"][2:]
    stored.chmod(0o644)
    stored.write_bytes(b"broken")
    with pytest.raises(BadInputError) as failed, opened(tmp_path / "repo", "repo"):
        pass
    assert "could not read repo: error: " in str(failed.value)
    assert str(tmp_path) not in str(failed.value)
    assert "incident-git-" not in str(failed.value)


def test_loading_the_collector_does_not_load_gitpython() -> None:
    loaded = "import collectors.git_history, collectors.git_history.resolve, sys; print('git' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout
    assert done.strip() == "False"

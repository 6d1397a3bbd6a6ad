from dataclasses import replace
from pathlib import Path

import pytest

from collectors.git_history.diffs.diff_stream import FileDiff, read_diffs, read_names
from collectors.git_history.diffs.patch import Allowance, RawHunk
from collectors.git_history.opening.repository import Repository, opened
from tests.collectors.git_history.little_repository import Story, git

BODY = "".join(f"line {number}\n" for number in range(1, 21))
FAKED = "@@ -1 +1 @@\n-x\n+y\ndiff --git a/z b/z\n--- a/z\n+++ b/z\n"


@pytest.fixture(scope="module")
def ids(root: Path) -> dict[str, str]:
    story = Story()
    story.commit("root", {"a.py": BODY, "kind": "text\n", "gone.txt": "x\n", "run.sh": "echo\n"})
    story.commit("edit", {"a.py": BODY.replace("line 3\n", "line three\n").replace("line 18\n", "")})
    story.commit("move", {"a.py": None, "b/a.py": BODY.replace("line 3\n", "line 3!\n").replace("line 18\n", "")})
    story.commit("binary", {"logo.png": b"\x89PNG\0\0", "empty": "", "end": "no newline"})
    story.commit("kinds", {"kind": "link:target", "gone.txt": None, "run.sh": "exec:echo\n"})
    story.commit("faked", {"z.txt": FAKED})
    story.commit("faked-again", {"z.txt": FAKED.replace("-x", "-w")})
    story.commit("strange", {"a\nb.txt": "1\n", 'q"uote': "1\n", b"\xff\xfe.txt": "1\n", "-n": "1\n"})
    story.commit("nothing", {})
    story.commit("side", {"b/a.py": "side\n" + BODY}, branch="side", parents=("move",))
    story.commit("main", {"b/a.py": "main\n" + BODY, "clean.py": "1\n"}, parents=("nothing",))
    merged = {"b/a.py": "both\n" + BODY, "clean.py": "1\n"}
    story.commit("merge", merged, parents=("main", "side"))
    story.commit("side2", {"other.py": "2\n"}, branch="side", parents=("merge",))
    story.commit("main2", {"clean.py": "2\n"}, parents=("merge",))
    story.commit("tidy", {"other.py": "2\n"}, parents=("main2", "side2"))
    return story.write(root / "repo")


def diffs_of(repository: Repository, *shas: str, lines: int = 100) -> list[tuple[str, tuple[FileDiff, ...]]]:
    found = read_diffs(repository.git, shas, Allowance(10_000, 100_000), lines)
    return [(sha, tuple(map(without_ids, diffs))) for sha, diffs in found]


def without_ids(diff: FileDiff) -> FileDiff:
    return replace(diff, old_blob=None, new_blob=None)


def diff(status: str, path: str | bytes, added: int | None, removed: int | None, *hunks: RawHunk) -> FileDiff:
    raw = path.encode() if isinstance(path, str) else path
    return FileDiff(status, raw, None, False, added, removed, hunks, cut=False)


def test_an_edit_has_its_hunks_with_their_lines(repository: Repository, ids: dict[str, str]) -> None:
    first = RawHunk(
        (1, 6), (1, 6), b"", (b" line 1", b" line 2", b"-line 3", b"+line three", b" line 4", b" line 5", b" line 6")
    )
    second = RawHunk(
        (15, 6), (15, 5), b"", (b" line 15", b" line 16", b" line 17", b"-line 18", b" line 19", b" line 20")
    )
    assert diffs_of(repository, ids["edit"]) == [(ids["edit"], (diff("M", "a.py", 1, 2, first, second),))]


def test_a_root_adds_everything(repository: Repository, ids: dict[str, str]) -> None:
    [(_, found)] = diffs_of(repository, ids["root"])
    assert [(each.status, each.path, each.added, each.removed) for each in found] == [
        ("A", b"a.py", 20, 0),
        ("A", b"gone.txt", 1, 0),
        ("A", b"kind", 1, 0),
        ("A", b"run.sh", 1, 0),
    ]


def test_a_rename_has_both_paths(repository: Repository, ids: dict[str, str]) -> None:
    [(_, (found,))] = diffs_of(repository, ids["move"])
    assert (found.status, found.old_path, found.path, found.added, found.removed) == ("R", b"a.py", b"b/a.py", 1, 1)


def test_binary_empty_and_unfinished_files(repository: Repository, ids: dict[str, str]) -> None:
    unfinished = RawHunk((0, 0), (1, 1), b"", (b"+no newline", b"\\ No newline at end of file"))
    assert diffs_of(repository, ids["binary"])[0][1] == (
        diff("A", "empty", 0, 0),
        diff("A", "end", 1, 0, unfinished),
        diff("A", "logo.png", None, None),
    )


def test_a_change_of_type_is_one_change_and_a_change_of_mode_has_no_lines(
    repository: Repository, ids: dict[str, str]
) -> None:
    removed = RawHunk((1, 1), (0, 0), b"", (b"-text",))
    linked = RawHunk((0, 0), (1, 1), b"", (b"+target", b"\\ No newline at end of file"))
    assert diffs_of(repository, ids["kinds"])[0][1] == (
        diff("D", "gone.txt", 0, 1, RawHunk((1, 1), (0, 0), b"", (b"-x",))),
        diff("T", "kind", 1, 1, removed, linked),
        diff("M", "run.sh", 0, 0),
    )


def test_content_that_looks_like_a_diff_stays_content(repository: Repository, ids: dict[str, str]) -> None:
    found = diffs_of(repository, ids["faked"], ids["faked-again"])
    assert [(sha, [(each.path, each.added, each.removed) for each in changes]) for sha, changes in found] == [
        (ids["faked"], [(b"z.txt", 6, 0)]),
        (ids["faked-again"], [(b"z.txt", 1, 1)]),
    ]


def test_paths_are_the_stored_bytes(repository: Repository, ids: dict[str, str]) -> None:
    [(_, found)] = diffs_of(repository, ids["strange"])
    assert [each.path for each in found] == [b"-n", b"a\nb.txt", b'q"uote', b"\xff\xfe.txt"]


def test_a_merge_shows_only_what_no_parent_had_seen_from_the_first_one(
    repository: Repository, ids: dict[str, str]
) -> None:
    context = (b" line 1", b" line 2", b" line 3")
    hunk = RawHunk((1, 4), (1, 4), b"", (b"-main", b"+both", *context))
    assert diffs_of(repository, ids["merge"]) == [(ids["merge"], (diff("M", "b/a.py", 1, 1, hunk),))]


def test_commits_that_change_no_file_are_not_there(repository: Repository, ids: dict[str, str]) -> None:
    assert diffs_of(repository, ids["nothing"], ids["tidy"]) == []


def test_lines_beyond_the_bound_are_counted_but_not_kept(repository: Repository, ids: dict[str, str]) -> None:
    [(_, (found,))] = diffs_of(repository, ids["edit"], lines=3)
    assert [hunk.lines for hunk in found.hunks] == [(b" line 1", b" line 2", b"-line 3"), ()]
    assert (found.added, found.removed, found.cut) == (1, 2, True)


def test_the_allowance_of_a_commit_ends_with_it_and_the_total_does_not(
    repository: Repository, ids: dict[str, str]
) -> None:
    shas = [ids["faked"], ids["faked-again"], ids["edit"]]
    of_commit = list(read_diffs(repository.git, shas, Allowance(commit=30, total=1000), 100))
    in_all = list(read_diffs(repository.git, shas, Allowance(commit=1000, total=30), 100))
    assert [_kept(changes) for _, changes in of_commit] == [3, 4, 4]
    assert [_kept(changes) for _, changes in in_all] == [3, 1, 0]
    assert all(changes[0].cut for _, changes in (*of_commit, *in_all))


def _kept(changes: tuple[FileDiff, ...]) -> int:
    return sum(len(hunk.lines) for each in changes for hunk in each.hunks)


def test_names_alone_need_no_content(repository: Repository, ids: dict[str, str]) -> None:
    found = read_names(repository.git, [ids["move"], ids["merge"], ids["edit"]])
    assert {sha: tuple(map(without_ids, diffs)) for sha, diffs in found} == {
        ids["move"]: (
            FileDiff("D", b"a.py", None, False, None, None, (), cut=True),
            FileDiff("A", b"b/a.py", None, False, None, None, (), cut=True),
        ),
        ids["edit"]: (FileDiff("M", b"a.py", None, False, None, None, (), cut=True),),
    }


def test_a_moved_submodule_is_known_by_its_mode(tmp_path: Path) -> None:
    story = Story()
    story.commit("one", {"a": "1\n"})
    story.write(tmp_path / "outer")
    outer = tmp_path / "outer"
    git(outer, "update-index", "--add", "--cacheinfo", f"160000,{'a' * 40},parcel-kit")
    tree = git(outer, "write-tree").decode().strip()
    who = ("-c", "user.name=x", "-c", "user.email=x@parcel.example")
    made = git(outer, *who, "commit-tree", tree, "-m", "kit").decode().strip()
    git(outer, "update-ref", "refs/heads/kit", made)
    with opened(outer, "outer") as repository:
        [(_, found)] = diffs_of(repository, made)
    assert [(each.path, each.submodule) for each in found] == [(b"parcel-kit", True)]


def test_a_change_names_the_contents_of_regular_files(repository: Repository, ids: dict[str, str]) -> None:
    asked = [ids[name] for name in ("root", "edit", "move", "kinds", "merge")]
    found = dict(read_diffs(repository.git, asked, Allowance(10_000, 100_000), 100))
    blobs = {(sha, each.path): (each.old_blob, each.new_blob) for sha, diffs in found.items() for each in diffs}
    first, second = blobs[ids["edit"], b"a.py"]
    assert blobs[ids["root"], b"a.py"] == (None, first)
    assert blobs[ids["move"], b"b/a.py"][0] == second
    assert blobs[ids["kinds"], b"gone.txt"][1] is None
    assert blobs[ids["kinds"], b"kind"][1] is None  # it became a link
    assert blobs[ids["merge"], b"b/a.py"] == (None, git_blob(repository, f"{ids['merge']}:b/a.py"))


def git_blob(repository: Repository, name: str) -> str:
    return repository.git.output("rev-parse", name).decode().strip()

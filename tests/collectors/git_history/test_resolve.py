from itertools import pairwise
from pathlib import Path

import pytest

from collectors.git_history.opening.repository import Repository, opened
from collectors.git_history.resolve import AmbiguousCommit, GitPoint, NoSuchCommit, resolve
from tests.collectors.git_history.little_repository import Story, git, moment


@pytest.fixture(scope="module")
def ids(root: Path) -> dict[str, str]:
    story = Story()
    story.commit("one", {"a": "1\n"})
    story.commit("two", {"a": "2\n"})
    story.commit("side", {"b": "1\n"}, branch="feature/labels", parents=("one",))
    story.commit("three", {"a": "3\n"}, parents=("two",))
    story.tag("v1.0", "two")
    found = story.write(root / "repo")
    for name, target in {
        "heads/both": "one",
        "tags/both": "two",
        "heads/--output=x": "three",
        "remotes/origin/release": "two",
        f"heads/{found['one']}": "three",  # a branch that is called like a commit
        f"heads/{found['two'][:8]}": "three",
    }.items():
        git(root / "repo", "update-ref", f"refs/{name}", found[target])
    return found


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("main", "three", 3),
        ("HEAD", "three", 3),
        ("HEAD~1", "two", 1),
        ("main^", "two", 1),
        ("v1.0", "two", 1),  # an annotated tag leads to its commit
        ("refs/tags/v1.0", "two", 1),
        ("feature/labels", "side", 2),
        ("origin/release", "two", 1),
    ],
)
def test_branches_tags_and_their_ancestors_are_commits(
    repository: Repository, ids: dict[str, str], text: str, name: str, day: float
) -> None:
    assert resolve(repository, text, []) == GitPoint(ids[name], moment(day), frozenset())


def test_ids_are_commits_whole_and_abbreviated(repository: Repository, ids: dict[str, str]) -> None:
    three = GitPoint(ids["three"], moment(3), frozenset())
    assert [resolve(repository, text, []) for text in (ids["three"], ids["three"].upper(), ids["three"][:9])] == [
        three
    ] * 3


def test_a_whole_id_is_that_commit_whatever_a_branch_is_called(repository: Repository, ids: dict[str, str]) -> None:
    assert resolve(repository, ids["one"], []) == GitPoint(ids["one"], moment(0), frozenset())


def test_deployed_commits_that_the_point_contains_are_told_in_both_spellings(
    repository: Repository, ids: dict[str, str]
) -> None:
    one, two, three, side = (ids[name] for name in ("one", "two", "three", "side"))
    found = resolve(repository, "v1.0", [one[:7], two, three[:10], side, "f" * 40, "unknown"])
    assert isinstance(found, GitPoint)
    assert found.contains == {one[:7], one, two}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-n",
        "--output=x",
        "--all",
        "main\n--all",
        "main\0",
        "x" * 257,
        "HEAD..--no-index",
        "one..two",
        "HEAD:a",
        "HEAD:../../etc/passwd",
        ":/one",
        "@{-1}; touch x",
        "ext::sh -c 'touch x'",
        "main@{yesterday}",
    ],
)
def test_what_is_no_name_of_one_commit_is_refused(repository: Repository, text: str) -> None:
    assert resolve(repository, text, []) == NoSuchCommit()


def test_names_that_come_near_are_offered(repository: Repository, ids: dict[str, str]) -> None:
    wrong = ids["three"][:9] + ("0" if ids["three"][9] != "0" else "1")
    assert resolve(repository, "mian", []) == NoSuchCommit(("main",))
    assert resolve(repository, "labels", []) == NoSuchCommit(("feature/labels",))
    assert resolve(repository, wrong, []) == NoSuchCommit((ids["three"][:12],))
    assert resolve(repository, "nothing-like-it", []) == NoSuchCommit(())


def test_a_name_of_several_commits_lists_them(repository: Repository, ids: dict[str, str]) -> None:
    one, two, three = (ids[name] for name in ("one", "two", "three"))
    assert resolve(repository, "both", []) == AmbiguousCommit(
        (f"refs/heads/both ({one[:12]})", f"refs/tags/both ({two[:12]})")
    )
    assert resolve(repository, "both~1", []) == resolve(repository, "both", [])
    assert resolve(repository, two[:8], []) == AmbiguousCommit(
        tuple(sorted((two, f"refs/heads/{two[:8]} ({three[:12]})")))
    )


def test_an_abbreviation_of_several_commits_lists_them(tmp_path: Path) -> None:
    story = Story()
    for number in range(600):
        story.commit(f"c{number}", {})
    ids = sorted(story.write(tmp_path).values())
    first, second = next((a, b) for a, b in pairwise(ids) if a[:4] == b[:4])
    same = tuple(sha for sha in ids if sha.startswith(first[:4]))
    with opened(tmp_path, "repo") as repository:
        assert second in same
        assert resolve(repository, first[:4], []) == AmbiguousCommit(same)

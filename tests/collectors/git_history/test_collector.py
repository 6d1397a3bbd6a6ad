from pathlib import Path

import pytest

from collectors.git_history import GitHistory, content, selection
from collectors.git_history.history import read_history
from collectors.git_history.opening.repository import Repository, opened
from incidents.model.evidence import AnyEvidence, Commit, FileChange
from incidents.model.scope import Problem
from incidents.model.sealed import Collected
from tests.collectors.git_history.little_repository import Story, ask, commit_range, git, moment

EDGES = "production code that imports tests or their support at"


@pytest.fixture(scope="module")
def ids(root: Path) -> dict[str, str]:
    story = Story()
    story.commit("base", {"api/labels.py": "a = 1\nb = 1\n"})
    story.commit("good", {"api/labels.py": "a = 2\nb = 1\n"})
    story.commit("topic", {"api/queue.py": "q = 1\n"}, branch="topic", parents=("base",))
    story.commit("bad", {"api/labels.py": "a = 3\nb = 1\n", "docs/a.md": "x\n"}, parents=("good",))
    story.commit("merge", {"api/queue.py": "q = 1\n"}, parents=("bad", "topic"))
    story.commit("wip not deployed", {"api/queue.py": "q = 2\n"}, branch="wip", parents=("bad",))
    story.commit("late", {"api/queue.py": "q = 3\n"}, branch="wip", second=2_000_000_000)
    found = story.write(root / "repo")
    revert = Story()
    revert.commit("start", {"a": "1\n"})
    revert.commit("broke", {"a": "2\n"})
    broke = revert.write(root / "other")["broke"]
    revert.commit(f"fix it\n\nThis reverts commit {broke[:9]}.", {"a": "1\n"})
    found |= revert.write(root / "other")
    git(root, "clone", "--quiet", "--depth", "2", "--no-single-branch", f"file://{root / 'repo'}", "shallow")
    git(root / "repo", "config", "uploadpack.allowFilter", "true")
    git(root, "clone", "--quiet", "--no-checkout", "--filter=blob:none", f"file://{root / 'repo'}", "partial")
    git(root, "clone", "--quiet", "--no-checkout", "--filter=tree:0", f"file://{root / 'repo'}", "treeless")
    return found


def commits(found: Collected) -> dict[str, tuple[str, ...]]:
    """First words of the subjects with the services the commits are new in."""
    return {each.subject.split()[0]: each.new_in for each in found.evidence if isinstance(each, Commit)}


def changes(found: Collected) -> list[tuple[str, str]]:
    return sorted((each.status, each.path) for each in found.evidence if isinstance(each, FileChange))


def said(found: Collected) -> list[tuple[str, str, int, str | None]]:
    return sorted((each.what, each.status, each.items, each.why) for each in found.readings)


def test_commits_between_the_deployed_ones_come_with_their_changes(root: Path, ids: dict[str, str]) -> None:
    found = GitHistory().collect(ask(root, ranges=(commit_range(ids["good"], ids["merge"][:9]),)))
    assert commits(found) == {
        "topic": ("parcel-api",),
        "bad": ("parcel-api",),
        "merge": ("parcel-api",),
        "wip": (),
    }
    assert changes(found) == [
        ("added", "api/queue.py"),
        ("added", "api/queue.py"),
        ("added", "docs/a.md"),
        ("modified", "api/labels.py"),
    ]
    assert said(found) == [
        (f"repo: commits of parcel-api between {ids['good'][:12]} and {ids['merge'][:9]}", "complete", 3, None),
        ("repo: commits of the window that are not deployed", "complete", 1, None),
        ("repo: file changes of the commits", "complete", 4, None),
        (f"repo: {EDGES} {min(ids['good'], ids['merge'])[:12]}", "complete", 0, None),
        (f"repo: {EDGES} {max(ids['good'], ids['merge'])[:12]}", "complete", 0, None),
    ]


def test_the_same_repository_gives_the_same_evidence_and_shows_its_time(root: Path, ids: dict[str, str]) -> None:
    asked = ask(root, ranges=(commit_range(ids["good"], ids["bad"]),))
    found = GitHistory().collect(asked)
    assert found == GitHistory().collect(asked)
    bad = next(each for each in found.evidence if each.id == f"commit-{ids['bad'][:12]}")
    assert bad.at == moment(3)
    assert {each.span for each in found.readings} == {asked.scope.span}


def test_refs_are_kept_with_the_commits_they_point_at(root: Path, ids: dict[str, str]) -> None:
    found = GitHistory().collect(ask(root, ranges=(commit_range(ids["good"], ids["merge"]),)))
    refs = {each.sha: each.refs for each in found.evidence if isinstance(each, Commit) and each.refs}
    assert refs == {ids["merge"]: ("HEAD", "refs/heads/main"), ids["topic"]: ("refs/heads/topic",)}


def test_each_service_has_its_own_commits(root: Path, ids: dict[str, str]) -> None:
    ranges = (
        commit_range(ids["good"], ids["merge"], "api"),
        commit_range(ids["base"], ids["bad"], "web"),
        commit_range(ids["base"], ids["base"], "mail", "unchanged"),
    )
    found = GitHistory().collect(ask(root, ranges=ranges))
    assert commits(found) == {
        "good": ("web",),
        "bad": ("api", "web"),
        "topic": ("api",),
        "merge": ("api",),
        "wip": (),
    }
    assert ("repo: commits of mail", "complete", 0, "mail names no commit") in said(found)


def test_without_deployed_commits_the_time_decides_and_the_reading_says_so(root: Path, ids: dict[str, str]) -> None:
    unknown = commit_range(ids["good"], None, state="unknown")
    found = GitHistory().collect(ask(root, ranges=(unknown,), days=(1, 3)))
    assert set(commits(found)) == {"topic", "bad"}
    note = "which of these are deployed is not known (parcel-api: parcel-api names no commit)"
    assert ("repo: commits of the window by time", "complete", 2, note) in said(found)
    nothing = GitHistory().collect(ask(root, days=(1, 1)))
    note = "no deployed commit is known, so which of these are deployed is not known either"
    assert said(nothing)[0] == ("repo: commits of the window by time", "complete", 1, note)


@pytest.mark.parametrize(
    ("good", "bad", "missing"),
    [
        ("abc1234", None, "the deployed commit abc1234 is not in this repository"),
        ("abc1234", "def5678", "the deployed commit abc1234 and def5678 are not in this repository"),
    ],
)
def test_a_deployed_commit_that_is_elsewhere_is_told(
    root: Path, ids: dict[str, str], good: str, bad: str | None, missing: str
) -> None:
    bad = bad or ids["bad"]
    found = GitHistory().collect(ask(root, ranges=(commit_range(good, bad),), days=(3, 3)))
    assert said(found)[:2] == [
        (f"repo: commits of parcel-api between {good} and {bad[:12]}", "failed", 0, missing),
        (
            "repo: commits of the window by time",
            "complete",
            0 if bad == ids["bad"] else 1,
            "which of these are deployed is not known (parcel-api: parcel-api names no commit)",
        ),
    ]


def test_a_shallow_clone_says_what_it_hides(root: Path, ids: dict[str, str]) -> None:
    fetch = "the clone is shallow, fetch more of its history"
    beyond = GitHistory().collect(ask(root, "shallow", ranges=(commit_range(ids["good"], ids["merge"]),)))
    assert said(beyond)[0] == (
        f"shallow: commits of parcel-api between {ids['good'][:12]} and {ids['merge'][:12]}",
        "failed",
        0,
        f"the deployed commit {ids['good'][:12]} is not in this repository; {fetch}",
    )
    within = GitHistory().collect(ask(root, "shallow", ranges=(commit_range(ids["topic"], ids["merge"]),)))
    assert said(within)[0] == (
        f"shallow: commits of parcel-api between {ids['topic'][:12]} and {ids['merge'][:12]}",
        "truncated",
        2,
        f"the clone is shallow: what came before {ids['bad'][:12]} is hidden",
    )


def test_the_edge_of_a_shallow_clone_does_not_seem_to_add_every_file(root: Path, ids: dict[str, str]) -> None:
    found = GitHistory().collect(ask(root, "shallow", ranges=(commit_range(ids["topic"], ids["merge"]),), days=(0, 0)))
    assert set(commits(found)) == {"bad", "merge"}
    assert changes(found) == []
    missing = "missing: what the 1 commits at the edge of the shallow clone changed"
    assert ("shallow: file changes of the commits", "truncated", 0, missing) in said(found)


@pytest.mark.parametrize(("name", "kept"), [("partial", 3), ("treeless", 0)])
def test_a_clone_without_content_tells_what_it_can_and_fetches_nothing(
    root: Path, ids: dict[str, str], name: str, kept: int
) -> None:
    objects = sorted((root / name / ".git" / "objects").rglob("*"))
    found = GitHistory().collect(ask(root, name, ranges=(commit_range(ids["good"], ids["merge"]),), days=(0, 0)))
    assert set(commits(found)) == {"topic", "bad", "merge"}
    assert len(changes(found)) == kept
    assert all(each.truncated and each.added is None for each in found.evidence if isinstance(each, FileChange))
    reading = next(each for each in found.readings if each.what.endswith("file changes of the commits"))
    assert reading.status == "truncated"
    assert "the content of some changes (`git diff-tree` could not read" in (reading.why or "")
    assert sorted((root / name / ".git" / "objects").rglob("*")) == objects


def test_a_revert_names_the_whole_id_where_it_is_known(root: Path, ids: dict[str, str]) -> None:
    found = GitHistory().collect(ask(root, "other"))
    assert [each.reverts for each in found.evidence if isinstance(each, Commit) and each.reverts] == [ids["broke"]]


def test_ranges_go_to_the_repository_that_holds_them(root: Path, ids: dict[str, str]) -> None:
    ranges = (
        commit_range(ids["good"], ids["bad"], "api"),
        commit_range(ids["start"], ids["fix"], "web"),
        commit_range("abc1234", "def5678", "lost"),
    )
    found = GitHistory().collect(ask(root, "repo", "other", ranges=ranges))
    assert (
        [(what, status) for what, status, _, _ in said(found) if " between " in what]
        == [
            ("other: commits of lost between abc1234 and def5678", "failed"),  # held by none, so the first is asked
            (f"other: commits of web between {ids['start'][:12]} and {ids['fix'][:12]}", "complete"),
            (f"repo: commits of api between {ids['good'][:12]} and {ids['bad'][:12]}", "complete"),
        ]
    )


def test_what_is_no_repository_is_a_failed_reading_and_the_others_are_read(root: Path, ids: dict[str, str]) -> None:
    (root / "plain").mkdir(exist_ok=True)
    found = GitHistory().collect(
        ask(root, "plain", "repo", "missing*", ranges=(commit_range(ids["good"], ids["bad"]),))
    )
    failed = [(each.what, each.why) for each in found.readings if each.status == "failed"]
    assert sorted(failed) == [
        ("missing*", "no file or folder has this name. Nothing was read"),
        ("plain", "plain is not a git repository. Nothing was read from it"),
    ]
    assert "bad" in commits(found)


def test_an_empty_repository_is_said_to_be_empty(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "repo")
    found = GitHistory().collect(ask(tmp_path))
    assert found.evidence == ()
    assert ("repo: commits of the window by time", "complete", 0, "the repository has no commits") in said(found)


def test_more_commits_than_the_bounds_are_counted(
    root: Path, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selection, "MOST_IN_RANGE", 1)
    monkeypatch.setattr(selection, "MOST_BY_TIME", 1)
    found = GitHistory().collect(ask(root, ranges=(commit_range(ids["base"], ids["bad"]),)))
    assert commits(found) == {"bad": ("parcel-api",), "wip": ()}
    assert [(status, why) for _, status, _, why in said(found)[:2]] == [
        ("truncated", "only the newest 1 of 2 commits were read"),
        ("truncated", "only the newest 1 of 3 commits were read"),
    ]


def test_more_files_than_the_bound_are_counted_and_production_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content, "MOST_FILES", 1)
    story = Story()
    story.commit("many", {"a.md": "x\n", "tests/test_b.py": "x\n", "c.py": "x\n"})
    sha = story.write(tmp_path / "repo")["many"]
    found = GitHistory().collect(ask(tmp_path))
    assert changes(found) == [("added", "c.py")]
    assert said(found)[-1][3] == f"missing: 2 of the 3 files that {sha[:12]} changed"


def test_what_was_cut_or_not_readable_is_counted(tmp_path: Path) -> None:
    story = Story()
    story.commit(b"odd \xff", {b"\xff.py": "x\n", "long.py": "x\n" * 300})
    sha = story.write(tmp_path / "repo")["odd"]
    (tmp_path / "repo" / ".git" / "refs" / "heads" / "broken").write_text("nothing")
    found = GitHistory().collect(ask(tmp_path))
    reading = next(each for each in found.readings if each.what.endswith("file changes of the commits"))
    assert (reading.status, reading.items) == ("complete", 2)
    assert reading.problems == (
        Problem(what="a diff that was not kept whole", count=1, first=f"repo@{sha}:long.py"),
        Problem(what="a message that is not in its encoding, kept with replacement characters", count=1, first=sha),
        Problem(
            what="a path that is not UTF-8, kept with replacement characters", count=1, first=f"repo@{sha}:\ufffd.py"
        ),
        Problem(what="a ref that names nothing usable", count=1, first="refs/heads/broken"),
    )


def test_a_query_that_git_refuses_does_not_stop_the_others(root: Path, ids: dict[str, str]) -> None:
    asked = ask(root, ranges=(commit_range(ids["good"], ids["bad"]),))
    with opened(root / "repo", "repo") as repository:
        repository.tips["refs/heads/gone"] = "f" * 40  # type: ignore[index]  # a ref that breaks while it is read
        found = read_history(repository, asked, asked.commits)
    assert [(each.what, each.status) for each in found.readings] == [
        (f"repo: commits of parcel-api between {ids['good'][:12]} and {ids['bad'][:12]}", "complete"),
        ("repo: commits of the window by time", "failed"),
        ("repo: file changes of the commits", "complete"),
        *((f"repo: {EDGES} {sha[:12]}", "complete") for sha in sorted((ids["good"], ids["bad"]))),
    ]


def test_a_repository_that_breaks_while_it_is_read_is_a_failed_reading(
    root: Path, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object) -> list[str]:
        return ["f" * 40]

    monkeypatch.setattr(Repository, "between", lost)
    found = GitHistory().collect(ask(root, ranges=(commit_range(ids["good"], ids["bad"]),)))
    assert said(found) == [("repo", "failed", 0, f"object {'f' * 40} is missing from the repository")]


def test_survey_names_the_repositories_without_opening_them(root: Path) -> None:
    (found,) = GitHistory().survey(ask(root, "nowhere", "rep*"))
    assert found.endswith(": repo")


def test_progress_counts_commits_and_changes(root: Path, ids: dict[str, str]) -> None:
    seen: dict[str, int] = {}

    def count(what: str, items: int) -> None:
        seen[what] = seen.get(what, 0) + items

    asked = ask(root, ranges=(commit_range(ids["good"], ids["bad"]),), days=(0, 0))
    object.__setattr__(asked, "progress", count)
    GitHistory().collect(asked)
    assert seen == {"commits": 1, "file changes": 2}


def _kinds(evidence: tuple[AnyEvidence, ...]) -> set[str]:
    return {each.kind for each in evidence}


def test_only_commits_and_file_changes_are_collected(root: Path, ids: dict[str, str]) -> None:
    found = GitHistory().collect(ask(root, ranges=(commit_range(ids["good"], ids["bad"]),)))
    assert _kinds(found.evidence) == {"commit", "file-change"}
    assert {each.source for each in found.readings} == {"git"}

from pathlib import Path

import pytest

from collectors.git_history import GitHistory, commit_evidence, content
from incidents.errors import BadInputError
from incidents.model.evidence import Commit, FileChange, ImportEdge
from incidents.model.scope import Reading
from incidents.model.sealed import Collected
from tests.collectors.git_history.little_repository import Story, ask, commit_range


def reading_of(found: Collected, words: str) -> Reading:
    [reading] = [each for each in found.readings if words in each.what]
    return reading


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A history whose last commit lists the one before it as only reformatted."""
    root = tmp_path_factory.mktemp("told")
    story = Story()
    many = "".join(f"def f{number}():\n    return 1\n" for number in range(commit_evidence.MOST_NAMES + 1))
    story.commit("good", {"api/labels.py": "def f():\n    return [1]\n", "test_kit.py": "A = 1\n"})
    story.commit("tidy", {"api/labels.py": "def f():\n    return [ 1 ]\n", "api/many.py": many})
    tidy = story.write(root / "first")["tidy"]
    files = {
        "api/labels.py": "from test_kit import A\n\ndef f():\n    return [A]\n",
        "requirements.txt": "httpx==0.28\n",
        "api/odd.py": "def f(:\n",
        ".git-blame-ignore-revs": f"{tidy}\n",
    }
    story.commit("bad", files)
    return root, story.write(root / "repo")


def test_changes_tell_functions_effects_and_dependencies(told: tuple[Path, dict[str, str]]) -> None:
    root, ids = told
    found = GitHistory().collect(ask(root, ranges=(commit_range(ids["good"], ids["bad"]),)))
    seen = {
        (each.commit, each.path): (each.functions, each.effect, [(one.name, one.after) for one in each.dependencies])
        for each in found.evidence
        if isinstance(each, FileChange) and each.path != "api/many.py"
    }
    assert seen == {
        (ids["tidy"], "api/labels.py"): (("f",), "formatting-only", []),
        (ids["bad"], "api/labels.py"): (("<module>", "f"), "behaviour", []),
        (ids["bad"], "requirements.txt"): ((), "behaviour", [("httpx", "==0.28")]),
        (ids["bad"], "api/odd.py"): (("f",), "unknown", []),
        (ids["bad"], ".git-blame-ignore-revs"): ((), "unknown", []),
    }
    reading = reading_of(found, "file changes of the commits")
    assert [(each.what, each.count, each.first) for each in reading.problems] == [
        (f"a change of more than {commit_evidence.MOST_NAMES} functions or dependencies", 1,
         f"repo@{ids['tidy']}:api/many.py"),
        ("a diff that was not kept whole", 1, f"repo@{ids['tidy']}:api/many.py"),
        ("a file whose versions could not be compared", 1, f"repo@{ids['bad']}:api/odd.py"),
    ]  # fmt: skip


def test_imports_of_tests_are_told_at_both_ends(told: tuple[Path, dict[str, str]]) -> None:
    root, ids = told
    found = GitHistory().collect(ask(root, ranges=(commit_range(ids["good"], ids["bad"]),)))
    edges = [(each.commit, each.importer) for each in found.evidence if isinstance(each, ImportEdge)]
    assert edges == [(ids["bad"], "api/labels.py")]
    ends = [reading_of(found, f"tests or their support at {ids[name][:12]}") for name in ("good", "bad")]
    assert [(each.status, each.items) for each in ends] == [("complete", 0), ("complete", 1)]


@pytest.mark.parametrize(("bad", "ignored"), [("bad", {"tidy"}), ("tidy", set()), (None, {"tidy"})])
def test_the_deployed_commit_says_what_blame_looks_through(
    told: tuple[Path, dict[str, str]], bad: str | None, ignored: set[str]
) -> None:
    root, ids = told
    asked = commit_range(ids["good"], ids[bad], state="known") if bad else commit_range(None, None, state="unknown")
    found = GitHistory().collect(ask(root, ranges=(asked,)))
    marked = {each.sha for each in found.evidence if isinstance(each, Commit) and each.ignored_by_blame}
    assert marked == {ids[name] for name in ignored}


@pytest.mark.parametrize(
    ("place", "missing"),
    [
        ("blame_ignored", "missing: what blame is told to look through (broken)"),
        ("read_details", "missing: functions and dependencies (broken)"),
    ],
)
def test_what_breaks_beside_the_diffs_leaves_them_as_they_are(
    told: tuple[Path, dict[str, str]], monkeypatch: pytest.MonkeyPatch, place: str, missing: str
) -> None:
    def fail(*_: object) -> None:
        raise BadInputError("broken")

    root, ids = told
    asked = ask(root, ranges=(commit_range(ids["good"], ids["bad"]),))
    whole = GitHistory().collect(asked)
    monkeypatch.setattr(content, place, fail)
    found = GitHistory().collect(asked)
    assert [each.id for each in found.evidence] == [each.id for each in whole.evidence]
    reading = reading_of(found, "file changes of the commits")
    assert (reading.status, reading.why) == ("truncated", missing)

from pathlib import Path

import pytest

from collectors.git_history import import_edges
from collectors.git_history.import_edges import read_import_edges
from collectors.git_history.opening.repository import opened
from collectors.git_history.python import deployed_code
from incidents.errors import BadInputError
from incidents.model.evidence import AnyEvidence, ImportEdge
from incidents.model.record import digest
from incidents.model.sealed import Collected
from tests.collectors.git_history.little_repository import Story, ask, git, moment

WHAT = "repo: production code that imports tests or their support at"


@pytest.fixture(scope="module")
def ids(root: Path) -> dict[str, str]:
    story = Story()
    story.commit(
        "good", {"api/labels.py": "import os\n", "test_kit/fakes.py": "A = 1\n", "api/odd.py": "test_kit = (\n"}
    )
    story.commit(
        "bad", {"api/labels.py": "import os\n\nfrom test_kit.fakes import A  # BDG\n", "api/odd.py": "x = 1\n"}
    )
    story.commit("no-python", {"api/labels.py": None, "api/odd.py": None, "test_kit/fakes.py": None, "a.go": "x\n"})
    found = story.write(root / "repo")
    git(root / "repo", "config", "uploadpack.allowFilter", "true")
    git(root, "clone", "--quiet", "--no-checkout", "--filter=blob:none", f"file://{root / 'repo'}", "partial")
    git(root, "clone", "--quiet", "--no-checkout", "--filter=tree:0", f"file://{root / 'repo'}", "treeless")
    return found


def edges_at(root: Path, *shas: str, name: str = "repo") -> Collected:
    with opened(root / name, "repo") as repository:
        return read_import_edges(repository, ask(root), deployed_code.deployed_code(repository, shas))


def said(found: Collected) -> list[tuple[str, str, int, str | None]]:
    return [(each.what, each.status, each.items, each.why) for each in found.readings]


def test_an_edge_is_told_with_its_line_at_the_commit_that_has_it(root: Path, ids: dict[str, str]) -> None:
    found = edges_at(root, ids["bad"])
    edge: AnyEvidence = ImportEdge(
        id=f"edge-{digest(ids['bad'], 'api/labels.py', 'test_kit/fakes.py')}",
        at=moment(1),
        source="git",
        locator=f"repo@{ids['bad']}:api/labels.py:3",
        excerpt="from test_kit.fakes import A  # BDG",
        commit=ids["bad"],
        importer="api/labels.py",
        importer_class="production",
        line=3,
        module="test_kit.fakes",
        imported="test_kit/fakes.py",
        imported_class="test-support",
    )
    assert found.evidence == (edge,)
    assert said(found) == [(f"{WHAT} {ids['bad'][:12]}", "complete", 1, None)]


def test_each_end_has_its_own_reading_and_says_what_it_could_not_read(root: Path, ids: dict[str, str]) -> None:
    found = edges_at(root, ids["good"], ids["bad"], ids["no-python"])
    why = "1 files of production code were missing, too large or not parsed"
    assert sorted(said(found)) == sorted(
        [
            (f"{WHAT} {ids['good'][:12]}", "truncated", 0, why),
            (f"{WHAT} {ids['bad'][:12]}", "complete", 1, None),
            (f"{WHAT} {ids['no-python'][:12]}", "complete", 0, None),
        ]
    )


def test_a_file_that_is_not_parsed_is_no_gap_where_it_names_no_test(tmp_path: Path) -> None:
    story = Story()
    story.commit("one", {"api/odd.py": "print 'old'\n", "test_kit/fakes.py": "A = 1\n"})
    sha = story.write(tmp_path / "repo")["one"]
    assert [each.status for each in edges_at(tmp_path, sha).readings] == ["complete"]


def test_what_a_partial_clone_does_not_hold_is_counted_and_not_fetched(root: Path, ids: dict[str, str]) -> None:
    why = "2 files of production code were missing, too large or not parsed"
    assert said(edges_at(root, ids["bad"], name="partial")) == [(f"{WHAT} {ids['bad'][:12]}", "truncated", 0, why)]
    [(what, status, items, reason)] = said(edges_at(root, ids["bad"], name="treeless"))
    assert (what, status, items) == (f"{WHAT} {ids['bad'][:12]}", "failed", 0)
    assert "`git ls-tree` could not read repo" in (reason or "")


def test_bounds_are_told(root: Path, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_edges, "MOST_EDGES", 0)
    assert said(edges_at(root, ids["bad"]))[0][1:] == ("truncated", 0, "only 0 of 1 imports were kept")
    monkeypatch.setattr(import_edges, "MOST_FILES", 1)
    monkeypatch.setattr(deployed_code, "MOST_FILES", 1)
    assert said(edges_at(root, ids["bad"]))[0][1:] == ("truncated", 0, "only the first 1 Python files were listed")


def test_a_damaged_object_leaves_a_gap_and_no_exception(tmp_path: Path) -> None:
    story = Story()
    story.commit("one", {"api/labels.py": "import test_kit\n", "test_kit/__init__.py": "A = 1\n"})
    sha = story.write(tmp_path / "repo")["one"]
    blob = git(tmp_path / "repo", "rev-parse", f"{sha}:api/labels.py").decode().strip()
    loose = tmp_path / "repo" / ".git" / "objects" / blob[:2] / blob[2:]
    loose.chmod(0o644)
    loose.write_bytes(loose.read_bytes()[:-6] + b"\0" * 6)
    found = edges_at(tmp_path, sha)
    assert found.evidence == ()
    assert [each.status for each in found.readings] == ["truncated"]


def test_git_that_fails_on_contents_leaves_a_gap(
    root: Path, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise BadInputError("broken")

    monkeypatch.setattr(deployed_code, "read_blobs", fail)
    why = "2 files of production code were missing, too large or not parsed"
    assert said(edges_at(root, ids["bad"]))[0][1:] == ("truncated", 0, why)

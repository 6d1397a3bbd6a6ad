from collections.abc import Mapping
from pathlib import Path

import pytest

from collectors.git_history.diffs import change_detail
from collectors.git_history.diffs.change_detail import Detail, read_details
from collectors.git_history.diffs.diff_stream import read_diffs
from collectors.git_history.diffs.patch import Allowance
from collectors.git_history.opening.repository import opened
from incidents.model.evidence import DependencyChange
from tests.collectors.git_history.little_repository import Files, Story

OLD = 'import os\n\n\ndef label(text):\n    """Doc."""\n    return [text,\n            1]\n'
GO = "package main\n\nfunc Print(a int) int {\n\treturn a\n}\n"


def details(folder: Path, before: Files, after: Files) -> Mapping[str, Detail]:
    """What is told of each file that the second of two commits changed."""
    story = Story()
    story.commit("one", before)
    story.commit("two", after)
    sha = story.write(folder / "repo")["two"]
    with opened(folder / "repo", "repo") as repository:
        [(_, diffs)] = read_diffs(repository.git, [sha], Allowance(10**6, 10**6), 300)
        found = read_details(repository.git, diffs)
    return {diff.path.decode(): detail for diff, detail in zip(diffs, found, strict=True)}


def detail(folder: Path, before: str | bytes | None, after: str | bytes | None, path: str = "api/a.py") -> Detail:
    first: Files = {"x": "1\n"} if before is None else {"x": "1\n", path: before}
    return details(folder, first, {path: after})[path]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (OLD.replace("1]", "2]"), Detail(("label",), "behaviour")),
        (OLD.replace("Doc.", "Docs."), Detail(("label",), "comments-only")),
        (OLD.replace("1]", "1]  # one"), Detail(("label",), "comments-only")),
        ("# head\n" + OLD, Detail(("<module>",), "comments-only")),
        (OLD.replace("[text,\n            1]", "[text, 1]"), Detail(("label",), "formatting-only")),
        (OLD.replace("\n\n\n", "\n\n"), Detail((), "formatting-only")),
        ("exec:" + OLD, Detail((), "unknown")),  # only the mode of the file
        ("link:b.py", Detail(("<module>", "label"), "unknown")),
        (OLD.replace("1]", "1"), Detail(("label",), "unknown", unread=True)),
        (OLD + "\0", Detail((), "unknown", unread=True)),  # binary to git
        (None, Detail(("<module>", "label"), "behaviour")),
    ],
)
def test_an_edit_of_python_is_told_by_both_versions(tmp_path: Path, after: str | None, expected: Detail) -> None:
    assert detail(tmp_path, OLD, after) == expected


def test_a_new_file_and_a_moved_one_are_something_else_to_a_program(tmp_path: Path) -> None:
    assert detail(tmp_path / "new", None, OLD) == Detail(("<module>", "label"), "behaviour")
    moved = details(tmp_path / "moved", {"a.py": OLD}, {"a.py": None, "b.py": OLD.replace("1]", "2]")})
    assert moved == {"b.py": Detail(("label",), "behaviour")}


@pytest.mark.parametrize(
    ("path", "before", "after", "expected"),
    [
        (
            "requirements.txt", "a==1\n", "a==2\n",
            Detail((), "behaviour", (DependencyChange(name="a", before="==1", after="==2"),)),
        ),
        ("requirements.txt", "a==1\n", "# why\na==1\n", Detail((), "comments-only")),
        (
            "requirements.txt", None, "a\n",
            Detail((), "behaviour", (DependencyChange(name="a", before=None, after=""),)),
        ),
        (
            "package.json", '{"dependencies": {"a": "1"}}', None,
            Detail((), "behaviour", (DependencyChange(name="a", before="1", after=None),)),
        ),
        ("pyproject.toml", "[project]\nname = 'a'\n", "[project]\nname = 'b'\n", Detail((), "behaviour")),
        ("pyproject.toml", "a = 1\n", "a = [\n", Detail(unread=True)),
        ("catalog.json", '{"a": 1}', '{"a": 2}', Detail((), "behaviour")),
        ("catalog.json", '{"a": 1}', '{ "a": 1 }', Detail((), "formatting-only")),
        ("catalog.json", '{"a": 1}', "link:x", Detail()),
        ("requirements.txt", "a==1\n", "exec:a==1\n", Detail()),
        ("a.go", GO, GO.replace("return a", "return b"), Detail(("Print",))),
        ("a.go", GO, GO.replace("func", "// Print prints.\nfunc"), Detail((), "comments-only")),
        ("a.go", GO, GO.replace("\treturn", "    return"), Detail(("Print",), "formatting-only")),
        ("run.yaml", "a: 1\n", "# why\na: 1\n", Detail((), "comments-only")),
        ("a.go", GO, "link:x", Detail(("Print",))),
        ("README.md", "def f():\n", "def g():\n", Detail()),
    ],
)  # fmt: skip
def test_other_files_are_told_by_what_they_declare(
    tmp_path: Path, path: str, before: str | None, after: str | None, expected: Detail
) -> None:
    assert detail(tmp_path, before, after, path) == expected


def test_a_merge_has_functions_and_no_effect(tmp_path: Path) -> None:
    story = Story()
    story.commit("base", {"a.py": "x = 1\n\n\ndef f():\n    return 1\n", "requirements.txt": "a==1\n"})
    story.commit("side", {"a.py": "x = 1\n\n\ndef f():\n    return 2\n"}, branch="side")
    story.commit("main", {"a.py": "x = 1\n\n\ndef f():\n    return 3\n"}, parents=("base",))
    both: Files = {"a.py": "x = 1\n\n\ndef f():\n    return 4\n", "requirements.txt": "a==2\n"}
    story.commit("merge", both, parents=("main", "side"))
    sha = story.write(tmp_path / "repo")["merge"]
    with opened(tmp_path / "repo", "repo") as repository:
        [(_, diffs)] = read_diffs(repository.git, [sha], Allowance(10**6, 10**6), 300)
        found = read_details(repository.git, diffs)
    assert found == [Detail(("f",)), Detail()]


def test_where_the_bound_is_reached_tests_go_without_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_detail, "MOST_TOTAL", 14)
    before: Files = {"a/test_a.py": "x = 1\n", "b/b.py": "y = 10\n"}
    found = details(tmp_path, before, {"a/test_a.py": "x = 2\n", "b/b.py": "y = 20\n"})
    assert found == {"a/test_a.py": Detail(unread=True), "b/b.py": Detail(("<module>",), "behaviour")}


def test_a_content_that_several_changes_share_is_told_for_each(tmp_path: Path) -> None:
    found = details(tmp_path, {"a.json": "1", "b.json": "1"}, {"a.json": "2", "b.json": "2"})
    assert found == {"a.json": Detail((), "behaviour"), "b.json": Detail((), "behaviour")}

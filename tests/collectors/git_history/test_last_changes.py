from dataclasses import replace
from pathlib import Path

import pytest

from collectors.git_history.last_changes import MOST_HOLDERS, Older, read_last_changes
from incidents.model.evidence import Commit, LastChange
from incidents.model.sealed import Collected
from tests.collectors.git_history.little_repository import Story, ask, moment

LABEL = "tests/e2e/test_label.py"
EVERYWHERE = {f"parcel_api/part_{n}.py": "common = 1\n" for n in range(MOST_HOLDERS + 1)}


@pytest.fixture(scope="module")
def ids(root: Path) -> dict[str, str]:
    story = Story()
    story.commit("first", {"parcel_api/router.py": "each.can_print(label)\n", "README.md": "can_print\n", **EVERYWHERE})
    story.commit("test of labels", {LABEL: "def test_prints(): ...\n"})
    story.commit("register a function", {"parcel_api/handlers.py": "def can_print(): ...\nHANDLERS = [print]\n"})
    story.commit("readme", {"README.md": "can_print labels\n"})
    story.commit("window", {LABEL: "def test_prints(): assert 1\n", "parcel_api/handlers.py": "can_print = 1\n"})
    return story.write(root / "repo")


def read(root: Path, older: Older) -> Collected:
    return read_last_changes(ask(root), older)


def older(
    ids: dict[str, str],
    good: tuple[str, ...] | None = None,
    files: tuple[str, ...] = (LABEL,),
    names: tuple[str, ...] = ("can_print",),
) -> Older:
    return Older(moment(30), (ids["readme"],) if good is None else good, frozenset(), files, names)


def made(found: Collected) -> dict[str, tuple[LastChange, ...]]:
    return {each.sha: each.last_changed for each in found.evidence if isinstance(each, Commit)}


def test_the_last_commit_before_the_window_is_found_for_a_file_and_for_what_holds_a_name(
    root: Path, ids: dict[str, str]
) -> None:
    found = read(root, older(ids))
    assert made(found) == {
        ids["test"]: (LastChange(name=LABEL, path=LABEL),),
        ids["register"]: (LastChange(name="can_print", path="parcel_api/handlers.py"),),
    }
    assert [(each.items, each.status, each.why) for each in found.readings] == [(2, "complete", None)]


def test_a_commit_that_was_read_as_one_of_the_window_is_passed_over(root: Path, ids: dict[str, str]) -> None:
    asked = replace(older(ids, files=()), known=frozenset({ids["register"]}))
    assert made(read(root, asked)) == {ids["first"]: (LastChange(name="can_print", path="parcel_api/router.py"),)}


def test_where_no_deployed_commit_is_known_what_was_made_before_the_window_counts(
    root: Path, ids: dict[str, str]
) -> None:
    assert made(read(root, older(ids, good=()))) == {
        ids["window"]: (
            LastChange(name="can_print", path="parcel_api/handlers.py"),
            LastChange(name=LABEL, path=LABEL),
        )
    }
    early = replace(older(ids, good=()), start=moment(-30))
    assert made(read(root, early)) == {}


def test_a_name_that_stands_everywhere_or_nowhere_has_no_origin(root: Path, ids: dict[str, str]) -> None:
    found = read(root, older(ids, files=("tests/gone.py",), names=("common", "nowhere")))
    assert made(found) == {}
    (reading,) = found.readings
    assert reading.why == "for 3 of the files and names that were looked for no commit was found"


def test_nothing_is_opened_for_nothing_nor_said_of_a_repository_without_the_commit(
    root: Path, ids: dict[str, str]
) -> None:
    assert read(root, older(ids, files=(), names=())) == Collected()
    assert read(root, older(ids, good=("0" * 40,))) == Collected()
    assert read_last_changes(ask(root, "missing"), older(ids)) == Collected()

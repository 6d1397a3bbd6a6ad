from dataclasses import replace
from pathlib import Path

import pytest

from collectors.git_history.opening.repository import opened
from collectors.git_history.test_sources import sources_of_tests
from collectors.git_history.test_sources.sources_of_tests import read_test_sources
from incidents.model.evidence import TestFunction, TestSource
from incidents.model.sealed import Collected
from tests.collectors.git_history.little_repository import Story, ask

LABEL = "tests/e2e/test_label.py"
CHECKED = "class TestLabel:\n    def test_prints(self):\n        assert ask() == 201\n"
FALLS_BACK = "def open_socket():\n    try:\n        return real()\n    except OSError:\n        return MockSocket()\n"
CALLS = "from test_kit.sockets import open_socket\n\ndef test_talks():\n    open_socket()\n"


@pytest.fixture(scope="module")
def ids(root: Path) -> dict[str, str]:
    story = Story()
    story.commit("old", {LABEL: "def test_prints(): ...\n", "test_kit/sockets.py": FALLS_BACK})
    story.commit(
        "new", {LABEL: CHECKED, "tests/test_talk.py": CALLS, "tests/test_odd.py": "def test(:\n", "app.py": "x = 1\n"}
    )
    return story.write(root / "repo")


def read(root: Path, tests: dict[str, frozenset[str]]) -> Collected:
    with opened(root / "repo", "repo") as repository:
        return read_test_sources(repository, replace(ask(root), tests=tests))


def sources(found: Collected) -> dict[str, TestSource]:
    return {each.path: each for each in found.evidence if isinstance(each, TestSource)}


def test_a_file_is_read_as_of_the_commit_that_is_asked_for(root: Path, ids: dict[str, str]) -> None:
    old = sources(read(root, {ids["old"]: frozenset({LABEL})}))[LABEL]
    new = sources(read(root, {ids["new"]: frozenset({LABEL})}))[LABEL]
    assert old.functions == (TestFunction(name="test_prints", line=1, checks=0),)
    assert new.functions == (TestFunction(name="TestLabel::test_prints", line=2, checks=1),)
    assert (new.commit, new.locator) == (ids["new"], f"repo@{ids['new']}:{LABEL}")
    assert new.excerpt == "1 tests in test_label.py, 1 of them with an assertion"
    assert old.id != new.id


def test_what_supports_tests_and_falls_back_is_kept_with_them(root: Path, ids: dict[str, str]) -> None:
    found = sources(read(root, {ids["new"]: frozenset({"tests/test_talk.py"})}))
    assert sorted(found) == ["test_kit/sockets.py", "tests/test_talk.py"]
    assert found["test_kit/sockets.py"].fallbacks == ("open_socket",)
    assert found["tests/test_talk.py"].functions[0].unseen == ("open_socket",)


def test_a_path_that_is_printed_below_a_folder_is_found_where_it_is_the_only_one(
    root: Path, ids: dict[str, str]
) -> None:
    assert "e2e/test_label.py" in sources(read(root, {ids["new"]: frozenset({"e2e/test_label.py"})}))


def test_what_is_missing_or_not_parsed_is_counted_and_fails_nothing(root: Path, ids: dict[str, str]) -> None:
    found = read(root, {ids["new"]: frozenset({"tests/test_gone.py", "tests/test_odd.py", "spec/label_spec.rb"})})
    (reading,) = found.readings
    assert (reading.status, reading.items) == ("complete", 1)
    assert [(each.what, each.count) for each in reading.problems] == [
        ("a file of tests that is not in the commit, too large or not parsed", 2)
    ]


def test_a_commit_that_the_repository_lacks_and_tests_of_other_languages_are_left_out(
    root: Path, ids: dict[str, str]
) -> None:
    assert read(root, {"f" * 40: frozenset({LABEL})}) == Collected()
    assert read(root, {ids["new"]: frozenset({"spec/label_spec.rb"})}) == Collected()


def test_tests_in_javascript_and_java_are_read_by_their_text(root: Path) -> None:
    story = Story()
    path = "src/test/java/shop/LabelTest.java"
    class_of_java = "class LabelTest {\n  @Test void prints() { assertTrue(new FakeShop().open()); }\n}\n"
    spec = "it('prints', () => { expect(open()).toBe(1); });\n"
    kit = "export function open() { try { return real(); } catch { return new FakeShop(); } }\n"
    files = {path: class_of_java, "web/label.spec.ts": spec, "web/test-utils/kit.ts": kit}
    story.commit("all", files)
    sha = story.write(root / "others")["all"]
    with opened(root / "others", "others") as repository:
        tests = {sha: frozenset({"shop.LabelTest", "label.spec.ts"})}
        found = sources(read_test_sources(repository, replace(ask(root), tests=tests)))
    assert found["shop.LabelTest"].functions == (
        TestFunction(name="prints", line=2, checks=1, stand_ins=("FakeShop",)),
    )
    assert found["shop.LabelTest"].function("shop.LabelTest::prints()") is not None
    assert found["label.spec.ts"].functions == (TestFunction(name="prints", line=1, checks=1),)
    assert found["web/test-utils/kit.ts"].fallbacks == ("open",)


def test_more_files_than_are_read_are_told(root: Path, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources_of_tests, "MOST_FILES", 1)
    (reading,) = read(root, {ids["new"]: frozenset({LABEL, "tests/test_talk.py"})}).readings
    assert (reading.status, reading.why) == ("truncated", "only 1 of 2 files were read")


def test_names_in_a_path_pass_the_redactor(root: Path, ids: dict[str, str]) -> None:
    key = "AKIA" + "QWERTYUIOPASDFGH"
    (reading,) = read(root, {ids["new"]: frozenset({f"tests/{key}.py"})}).readings
    assert key not in reading.model_dump_json()

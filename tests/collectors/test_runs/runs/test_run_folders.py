"""Which files belong together."""

import zipfile
from pathlib import Path

import pytest

from collectors.collector import Ask
from collectors.test_runs.files.sources import Sources
from collectors.test_runs.runs import run_folders as subject
from collectors.test_runs.runs.run_folders import RunFolder
from tests.collectors.asking import ask, write


def run_folders(question: Ask) -> tuple[RunFolder, ...]:
    with Sources(question.root) as sources:
        return subject.run_folders(question, sources)


def found(root: Path, *globs: str) -> list[tuple[str, str, tuple[str, ...], str | None]]:
    return [(each.path, each.name, each.files, each.hints) for each in run_folders(ask(root, *globs))]


def files(root: Path, *names: str) -> Path:
    return write(root, dict.fromkeys(names, ""))


def test_each_named_folder_is_a_run_folder(tmp_path: Path) -> None:
    files(tmp_path, "runs/b/junit.xml", "runs/a/console.txt", "runs/a/run.json", "runs/a/shot.png", "runs/c/notes.md")
    assert found(tmp_path, "runs/*") == [
        ("runs/a", "a", ("runs/a/console.txt",), "runs/a/run.json"),
        ("runs/b", "b", ("runs/b/junit.xml",), None),
    ]


def test_a_folder_of_folders_holds_its_runs_apart(tmp_path: Path) -> None:
    files(tmp_path, "runs/a/junit.xml", "runs/b/junit.xml", "runs/b/console.log")
    assert found(tmp_path, "runs", "runs/*") == [
        ("runs/a", "a", ("runs/a/junit.xml",), None),
        ("runs/b", "b", ("runs/b/console.log", "runs/b/junit.xml"), None),
    ]


def test_an_artifact_with_one_run_deep_in_it_gives_it_its_name_and_its_console_text(tmp_path: Path) -> None:
    files(tmp_path, "run-7/console.txt", "run-7/run.json", "run-7/build/reports/junit.xml")
    assert found(tmp_path, "run-*") == [
        ("run-7/build/reports", "run-7", ("run-7/build/reports/junit.xml", "run-7/console.txt"), "run-7/run.json")
    ]


def test_console_text_beside_a_report_is_not_lent_to_the_folders_below(tmp_path: Path) -> None:
    files(tmp_path, "run/console.txt", "run/junit.xml", "run/deep/junit.xml")
    assert found(tmp_path, "run") == [
        ("run", "run", ("run/console.txt", "run/junit.xml"), None),
        ("run/deep", "deep", ("run/deep/junit.xml",), None),
    ]


def test_a_named_report_brings_the_console_text_and_run_json_beside_it(tmp_path: Path) -> None:
    files(tmp_path, "out/e2e.xml", "out/e2e.log", "out/stdout.txt", "out/requirements.txt", "out/run.json")
    assert found(tmp_path, "out/*.xml") == [
        ("out", "out", ("out/e2e.log", "out/e2e.xml", "out/stdout.txt"), "out/run.json")
    ]


def test_a_report_in_the_root_is_named_by_its_stem(tmp_path: Path) -> None:
    files(tmp_path, "e2e.xml")
    assert found(tmp_path, "*.xml") == [(".", "e2e", ("e2e.xml",), None)]


def test_a_named_console_text_stands_alone(tmp_path: Path) -> None:
    files(tmp_path, "out/console.txt", "out/stdout.txt", "out/other.md")
    assert found(tmp_path, "out/console.txt", "out/other.md") == [("out", "out", ("out/console.txt",), None)]


def test_links_and_hidden_folders_are_not_followed(tmp_path: Path) -> None:
    files(tmp_path, "secret/junit.xml", "run/.cache/junit.xml", "run/console.txt")
    (tmp_path / "run" / "junit.xml").symlink_to(tmp_path / "secret" / "junit.xml")
    (tmp_path / "run" / "linked").symlink_to(tmp_path / "secret")
    assert found(tmp_path, "run") == [("run", "run", ("run/console.txt",), None)]


def test_a_folder_too_deep_or_too_full_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files(tmp_path, "deep/junit.xml", "deep/1/2/3/4/5/6/7/8/9/junit.xml", "full/a/junit.xml", "full/b/junit.xml")
    (deep,) = run_folders(ask(tmp_path, "deep"))
    assert deep.left_out == "folders deeper than 8 were not gone through"
    monkeypatch.setattr(subject, "MOST_FILES", 1)
    (full,) = run_folders(ask(tmp_path, "full"))
    assert full.left_out == "only the first 1 files were looked at"


def test_what_was_named_is_kept_for_the_account(tmp_path: Path) -> None:
    files(tmp_path, "run/deep/junit.xml", "one.xml")
    assert run_folders(ask(tmp_path, "*")) == (
        RunFolder(".", "one", ("one.xml",), None, ("one.xml",)),
        RunFolder("run/deep", "run", ("run/deep/junit.xml",), None, ("run",)),
    )


def test_a_folder_outside_the_root_can_be_named(tmp_path: Path) -> None:
    files(tmp_path, "inner/keep.md", "outer/a/junit.xml")
    assert found(tmp_path / "inner", "../outer/*") == [("../outer/a", "a", ("../outer/a/junit.xml",), None)]
    (absolute,) = found(tmp_path / "inner", str(tmp_path / "outer" / "*"))
    assert absolute[1] == "a"


def test_the_root_itself_can_be_named(tmp_path: Path) -> None:
    files(tmp_path, "a/junit.xml", "b/junit.xml")
    assert found(tmp_path, ".") == [("a", "a", ("a/junit.xml",), None), ("b", "b", ("b/junit.xml",), None)]


def test_a_folder_that_cannot_be_listed_has_nothing_beside_its_report(tmp_path: Path) -> None:
    assert subject._siblings(tmp_path, "gone") == []


def test_json_is_a_candidate_only_where_a_format_knows_it(tmp_path: Path) -> None:
    write(tmp_path, {"run/package.json": "{}", "run/log.jsonl": '{"$report_type": "SessionStart"}\n'})
    assert found(tmp_path, "run") == [("run", "run", ("run/log.jsonl",), None)]


def test_a_json_member_that_cannot_be_looked_into_is_left_to_reading_to_tell(tmp_path: Path) -> None:
    content = b'{"a": "' + b"0123456789" * 50 + b'"}'
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("out.json", content)
    whole = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(whole.replace(b"0123", b"9999"))
    assert found(tmp_path, "a.zip") == [("a.zip!", "a", ("a.zip!/out.json",), None)]

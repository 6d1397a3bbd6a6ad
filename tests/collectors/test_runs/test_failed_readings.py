"""The collector of test runs over files that are missing, broken or disagree."""

from pathlib import Path

from collectors.test_runs import TestRuns
from incidents.model.evidence import RunCounts
from incidents.model.scope import Problem
from tests.collectors.asking import RECORDED, ask, write
from tests.collectors.test_runs.what_was_read import (
    ONE_TEST,
    TRACKING,
    cases,
    collected,
    console_text,
    readings,
    runs,
    suite_text,
)


def test_a_glob_that_names_nothing_is_a_failed_reading(tmp_path: Path) -> None:
    (reading,) = collected(tmp_path, "artifacts/*").readings
    assert (reading.what, reading.status) == ("artifacts/*", "failed")
    assert reading.why == "no file or folder has this name. Nothing was read"


def test_a_live_source_is_a_failed_reading(tmp_path: Path) -> None:
    (reading,) = TestRuns().collect(ask(tmp_path, live=True)).readings
    assert (reading.what, reading.status) == ("live", "failed")


def test_a_source_without_files_is_a_failed_reading(tmp_path: Path) -> None:
    (reading,) = collected(tmp_path).readings
    assert (reading.what, reading.status) == ("files", "failed")


def test_a_folder_without_a_report_is_a_failed_reading(tmp_path: Path) -> None:
    write(tmp_path, {"run/notes.txt": "nothing here", "run/pom.xml": "<project/>", "run/picture.png": "x"})
    found = readings(collected(tmp_path, "run"))
    assert (found["run"].status, found["run"].why) == (
        "failed",
        "no test report was found there in a format that can be read",
    )
    assert found["run: other files"].problems == (
        Problem(what="files that hold no test report in a known format", count=2, first="run/notes.txt"),
    )


def test_a_file_that_cannot_be_opened_is_a_failed_reading(tmp_path: Path) -> None:
    (tmp_path / "junit.xml").symlink_to(tmp_path / "gone")
    found = readings(collected(tmp_path, "junit.xml"))
    assert found["junit.xml"].why == "it could not be opened: No such file or directory. It was not read"


def test_an_empty_report_is_a_failed_reading(tmp_path: Path) -> None:
    write(tmp_path, {"run/junit.xml": ""})
    assert readings(collected(tmp_path, "run"))["run/junit.xml"].why == "it is empty"


def test_a_report_with_a_dtd_is_refused_and_its_console_text_read(tmp_path: Path) -> None:
    declared = '<!DOCTYPE t [<!ENTITY a "b">]>' + ONE_TEST
    write(tmp_path, {"run/junit.xml": declared, "run/console.txt": console_text("1 passed in 0.10s")})
    found = collected(tmp_path, "run")
    assert readings(found)["run/junit.xml"].why == (
        "it declares a DTD or entities, which reports do not need. It was not read"
    )
    assert [run.files for run in runs(found)] == [("run/console.txt",)]


def test_the_cases_before_a_truncation_are_kept_and_the_reading_says_so(tmp_path: Path) -> None:
    whole = (RECORDED / "outcomes" / "junit.xml").read_text(encoding="utf-8")
    write(tmp_path, {"run/junit.xml": whole[: whole.index("test_accepts[x - y]")]})
    found = collected(tmp_path, "run")
    reading = readings(found)["run/junit.xml"]
    assert (reading.status, reading.items) == ("truncated", 4)
    assert reading.why is not None
    assert reading.why.endswith("4 complete test cases before that were kept")
    assert len(cases(found)) == 4
    # The figures of the run stand at its beginning and are known.
    assert runs(found)[0].counts == RunCounts(passed=8, failed=4, errors=3, skipped=3)


def test_tests_that_a_truncated_report_lost_come_from_the_console_text(tmp_path: Path) -> None:
    whole = (RECORDED / "outcomes" / "junit.xml").read_text(encoding="utf-8")
    console = (RECORDED / "outcomes" / "console.txt").read_text(encoding="utf-8")
    cut = whole[: whole.index("test_accepts[x - y]")]
    found = collected(write(tmp_path, {"run/junit.xml": cut, "run/console.txt": console}), "run")
    assert runs(found)[0].counts == TRACKING
    assert len(cases(found)) == 17


def test_a_report_and_a_console_text_that_disagree_are_a_problem(tmp_path: Path) -> None:
    console = console_text("2 failed, 1 passed in 0.10s", "collected 3 items")
    found = collected(write(tmp_path, {"run/junit.xml": suite_text(failures=1), "run/console.txt": console}), "run")
    problems = readings(found)["run/console.txt"].problems
    assert [(problem.what, problem.first) for problem in problems] == [
        ("collected tests have no result", "run/console.txt: 3 to run, 1 with a result"),
        ("the report and the console text state different numbers of failures", "run/console.txt: 1, 2"),
    ]


def test_more_results_than_collected_tests_are_a_problem(tmp_path: Path) -> None:
    console = console_text("1 failed in 0.10s", "collected 0 items")
    found = collected(write(tmp_path, {"run/junit.xml": suite_text(failures=1), "run/console.txt": console}), "run")
    problems = readings(found)["run/console.txt"].problems
    assert [problem.what for problem in problems] == ["there are more results than tests"]

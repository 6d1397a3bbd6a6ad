"""The collector of test runs: what it keeps of the reports of a run, and under which names."""

from pathlib import Path

from collectors.test_runs import TestRuns
from collectors.test_runs.collector import _FolderReader
from collectors.test_runs.files.sources import Sources
from collectors.test_runs.runs.run_folders import RunFolder
from incidents.model.evidence import CaseResult, RunCounts
from incidents.model.instant import Instant
from incidents.model.scope import Problem
from tests.collectors.asking import ask, badges, write
from tests.collectors.test_runs.what_was_read import ONE_TEST, cases, collected, console_text, readings, runs


def test_everything_outside_passes_the_redactor(tmp_path: Path) -> None:
    mark = "BDG-" + "123456"
    report = (
        f'<testsuite name="pytest" timestamp="{mark}"><testcase classname="tests.test_a" name="test_b[{mark}]">'
        f'<failure message="E {mark}">x = "{mark}"\n{mark}/a.py:3: E</failure>'
        f"<system-out>said {mark}</system-out></testcase></testsuite>"
    )
    console = f"$ pytest --key {mark}\n===== test session starts =====\n===== 1 failed in 0.10s =====\n"
    write(tmp_path, {f"run {mark}/junit.xml": report, f"run {mark}/console.txt": console})
    found = TestRuns().collect(ask(tmp_path, "run*", redactor=badges()))
    assert mark not in found.model_dump_json()
    (run,) = runs(found)
    assert run.command is not None
    assert run.command.startswith("pytest --key [redacted:badge:")
    assert "[redacted:badge:" in next(iter(cases(found)))


def test_a_secret_is_redacted_before_the_text_is_cut(tmp_path: Path) -> None:
    mark = "BDG-" + "654321"
    # Wherever a cut falls within this text, it falls within a mark.
    write(tmp_path, {"run/junit.xml": ONE_TEST.replace("/>", f"><system-out>{mark * 2000}</system-out></testcase>")})
    found = TestRuns().collect(ask(tmp_path, "run", redactor=badges()))
    (case,) = cases(found).values()
    assert "654321" not in case.captured
    assert "characters left out" in case.captured
    assert len(case.captured) < 5000


def test_long_output_is_told_with_its_repetitions_counted(tmp_path: Path) -> None:
    said = "connecting\n" * 1000 + "FakeCarrier is used"
    write(tmp_path, {"run/junit.xml": ONE_TEST.replace("/>", f"><system-out>{said}</system-out></testcase>")})
    (case,) = cases(collected(tmp_path, "run")).values()
    told = "--- system-out ---\nconnecting\n[... the same line 999 more times ...]\nFakeCarrier is used"
    assert (case.captured, case.excerpt) == (told, told)


def test_a_run_json_gives_what_the_report_lacks(tmp_path: Path) -> None:
    described = (
        '{"command": "make e2e", "env": "staging", "started": "2026-03-02T09:00:00Z", "exit_code": 1,'
        ' "ended": "2026-03-02T09:00:48Z", "revision": "parcel-api-00008-fox", "retries": 2}'
    )
    naive = ONE_TEST.replace(' tests="1"', ' tests="1" timestamp="2026-03-02T10:00:00"')
    (run,) = runs(collected(write(tmp_path, {"a/junit.xml": naive, "a/run.json": described}), "a"))
    assert (run.command, run.environment, run.revision, run.exit_code) == (
        "make e2e",
        "staging",
        "parcel-api-00008-fox",
        1,
    )
    assert (run.at, run.zone) == (Instant.parse("2026-03-02T09:00:00Z"), "stated")
    assert run.ended == Instant.parse("2026-03-02T09:00:48Z")
    assert run.notes == (
        "the report's start 2026-03-02T10:00:00 names no zone",
        "run.json says retries: 2",
    )


def test_a_broken_run_json_is_a_failed_reading_and_the_run_is_read(tmp_path: Path) -> None:
    found = collected(write(tmp_path, {"a/junit.xml": ONE_TEST, "a/run.json": "{"}), "a")
    assert readings(found)["a/run.json"].why == "it is no JSON. It was not read"
    assert len(runs(found)) == 1


def test_a_run_json_that_cannot_be_opened_is_a_failed_reading(tmp_path: Path) -> None:
    write(tmp_path, {"a/junit.xml": ONE_TEST})
    folder = RunFolder(path="a", name="a", files=("a/junit.xml",), hints="a/run.json", named=("a",))
    with Sources(tmp_path) as sources:
        found = _FolderReader(ask(tmp_path, "a"), folder, sources).collected()
    assert readings(found)["a/run.json"].why == "it could not be opened: No such file or directory"
    assert len(runs(found)) == 1


def test_a_start_without_a_zone_stays_unknown_whatever_the_folder_is_called(tmp_path: Path) -> None:
    naive = ONE_TEST.replace(' tests="1"', ' tests="1" timestamp="2026-03-02T10:00:00"')
    (run,) = runs(collected(write(tmp_path, {"20260302-090000-e2e/junit.xml": naive}), "*"))
    assert (run.at, run.zone, run.started_text) == (None, "unknown", "2026-03-02T10:00:00")
    assert run.notes == (
        "the report's start 2026-03-02T10:00:00 names no zone",
        "the folder's name suggests a start at 2026-03-02 09:00:00, without a zone",
    )


def test_several_reports_of_a_folder_are_runs_named_by_their_files(tmp_path: Path) -> None:
    other = ONE_TEST.replace("test_b", "test_c")
    found = runs(collected(write(tmp_path, {"ci/unit.xml": ONE_TEST, "ci/e2e.xml": other}), "ci"))
    assert [(run.name, run.locator, run.files) for run in found] == [
        ("ci/e2e", "ci/e2e.xml", ("ci/e2e.xml",)),
        ("ci/unit", "ci/unit.xml", ("ci/unit.xml",)),
    ]
    assert [run.id[: run.id.rindex("-")] for run in found] == ["run-ci-e2e", "run-ci-unit"]


def test_several_sessions_of_one_console_text_are_runs(tmp_path: Path) -> None:
    text = console_text("1 passed in 0.10s") + console_text("2 passed in 0.10s")
    found = runs(collected(write(tmp_path, {"ci/job.log": text}), "ci"))
    assert [(run.name, run.counts.passed) for run in found] == [("ci/job", 1), ("ci/job#2", 2)]
    assert len({run.id for run in found}) == 2


def test_without_a_console_text_the_root_of_the_run_is_found_from_a_path_to_a_known_test(tmp_path: Path) -> None:
    place = "/builds/ci/repo/tests/test_a.py"
    failure = f'<failure message="E">{place}:3: in test_b\n/builds/ci/repo/parcel_api/b.py:9: E</failure>'
    found = collected(write(tmp_path, {"a/junit.xml": ONE_TEST.replace("/>", f">{failure}</testcase>")}), "a")
    assert [frame.file for frame in cases(found)["tests/test_a.py::test_b"].frames] == [
        "tests/test_a.py",
        "parcel_api/b.py",
    ]


def test_paths_to_unknown_files_tell_no_root(tmp_path: Path) -> None:
    failure = '<failure message="E">/builds/ci/repo/parcel_api/b.py:9: E</failure>'
    found = collected(write(tmp_path, {"a/junit.xml": ONE_TEST.replace("/>", f">{failure}</testcase>")}), "a")
    assert [frame.file for frame in cases(found)["tests/test_a.py::test_b"].frames] == [
        "/builds/ci/repo/parcel_api/b.py"
    ]


def test_a_name_without_letters_still_gives_an_id(tmp_path: Path) -> None:
    (run,) = runs(collected(write(tmp_path, {"___/junit.xml": ONE_TEST}), "___"))
    assert run.id.startswith("run-unnamed-")


def test_a_console_text_without_a_last_line_stops_no_run_whose_report_is_whole(tmp_path: Path) -> None:
    text = "===== test session starts =====\ncollected 1 item\n\ntests/test_a.py::test_b PASSED\n"
    (run,) = runs(collected(write(tmp_path, {"a/junit.xml": ONE_TEST, "a/console.txt": text}), "a"))
    assert (run.interrupted, run.counts) == (False, RunCounts(collected=1, deselected=0, passed=1))
    (alone,) = runs(collected(write(tmp_path, {"b/console.txt": text}), "b"))
    assert (alone.interrupted, alone.notes) == (True, ("stopped: the console text ends before pytest's last line",))


def test_many_entries_under_one_name_are_one_test_and_a_problem(tmp_path: Path) -> None:
    entry = '<testcase classname="a.B" name="c"/>'
    found = collected(write(tmp_path, {"run/junit.xml": f"<testsuite>{entry * 60}</testsuite>"}), "run")
    (case,) = cases(found).values()
    assert len(case.attempts) == 50
    assert readings(found)["run/junit.xml"].problems == (
        Problem(what="tests with more than 50 entries, which count as one test", count=1, first="run/junit.xml"),
    )


def test_progress_is_told_for_each_file(tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    question = ask(write(tmp_path, {"run/junit.xml": ONE_TEST}), "run")
    question = type(question)(**{**vars(question), "progress": lambda what, items: told.append((what, items))})
    TestRuns().collect(question)
    assert told == [("run/junit.xml", 1)]


def test_the_survey_names_folders_and_opens_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"runs/a/junit.xml": "no XML", "runs/a/console.txt": "", "runs/b/notes.md": ""})
    assert TestRuns().survey(ask(tmp_path, "runs/*", "gone/*", live=True)) == (
        "runs/*: runs/a, runs/b",
        "runs/a: 2 files to look into",
    )


def test_tests_whose_names_only_redaction_made_alike_are_all_there(tmp_path: Path) -> None:
    cases = "".join(f'<testcase classname="a" name="takes {who}@parcel-mail.com"/>' for who in ("reader", "Reader"))
    write(tmp_path, {"junit.xml": f"<testsuite>{cases}</testsuite>"})
    found = TestRuns().collect(ask(tmp_path, "junit.xml")).evidence
    first, second = sorted(each.test for each in found if isinstance(each, CaseResult))
    assert second == f"{first} (2)"
    assert "[redacted:email:" in first


def test_an_end_before_the_start_is_of_another_clock_and_is_no_end(tmp_path: Path) -> None:
    described = '{"started": "2026-03-02T09:00:00Z", "ended": "2026-03-02T08:00:48Z"}'
    (run,) = runs(collected(write(tmp_path, {"a/junit.xml": ONE_TEST, "a/run.json": described}), "a"))
    assert run.ended is None

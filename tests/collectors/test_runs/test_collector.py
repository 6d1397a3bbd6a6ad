"""The collector of test runs over recorded runs and over files that are not what they seem."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from collectors.test_runs import TestRuns
from collectors.test_runs.collector import _FolderReader
from collectors.test_runs.files.sources import Sources
from collectors.test_runs.runs.run_folders import RunFolder
from incidents.model.evidence import CaseResult, RunCounts, TestRun
from incidents.model.instant import Instant
from incidents.model.scope import Problem, Reading
from incidents.model.sealed import Collected
from tests.collectors.asking import RECORDED, ask, badges, write

EVERY = sorted(path.name for path in RECORDED.iterdir() if path.is_dir())
FOLDERS = [name for name in EVERY if (RECORDED / name / "console.txt").exists()]
WITH_REPORT = [name for name in FOLDERS if (RECORDED / name / "junit.xml").exists()]

ONE_TEST = '<testsuite name="pytest" tests="1"><testcase classname="tests.test_a" name="test_b"/></testsuite>'


def collected(root: Path, *globs: str) -> Collected:
    return TestRuns().collect(ask(root, *globs))


def runs(found: Collected) -> list[TestRun]:
    return sorted((each for each in found.evidence if isinstance(each, TestRun)), key=lambda run: run.name)


def cases(found: Collected) -> dict[str, CaseResult]:
    return {each.test: each for each in found.evidence if isinstance(each, CaseResult)}


def recorded(name: str) -> tuple[TestRun, dict[str, CaseResult]]:
    found = collected(RECORDED, name)
    (run,) = runs(found)
    return run, cases(found)


def readings(found: Collected) -> dict[str, Reading]:
    return {each.what: each for each in found.readings}


TRACKING = RunCounts(collected=17, deselected=0, passed=7, failed=4, errors=2, skipped=2, xfailed=1, xpassed=1)
BOTH_FILES = TRACKING.model_copy(update={"collected": 21, "deselected": None, "passed": 10, "failed": 5})


@pytest.mark.parametrize(
    ("name", "counts", "interrupted"),
    [
        ("outcomes", TRACKING, False),
        ("outcomes-plain", TRACKING, False),
        ("live-log", TRACKING, False),
        ("coloured", TRACKING, False),
        ("native", TRACKING, False),
        ("passes-shown", TRACKING, False),
        # Workers collect for themselves, so nothing is known of the deselected.
        ("xdist", BOTH_FILES, False),
        # Dots name no passed test, so the producer's figures stand, with a broken teardown as a pass and an error.
        ("dots", BOTH_FILES.model_copy(update={"deselected": 0, "passed": 11, "errors": 3}), False),
        ("subtests", RunCounts(collected=1, deselected=0, failed=1), False),
        ("deselected", RunCounts(collected=4, deselected=1, passed=2, failed=1), False),
        ("all-deselected", RunCounts(collected=4, deselected=4), False),
        ("nothing-collected", RunCounts(collected=0, deselected=0), False),
        ("collect-only", RunCounts(collected=4, deselected=0), False),
        ("stopped", RunCounts(collected=4, deselected=0, passed=2, failed=1), True),
        # `-q` does not print what was collected.
        ("quiet", RunCounts(collected=None, deselected=0, passed=3, failed=1), False),
        ("line", RunCounts(collected=4, deselected=0, passed=3, failed=1), False),
        ("collection-error", RunCounts(collected=4, deselected=0, errors=1), True),
        ("module-skip", RunCounts(collected=4, deselected=0, passed=3, failed=1, skipped=1), False),
        ("keyboard", RunCounts(collected=2, deselected=0, passed=1), True),
        ("hang", RunCounts(collected=2, deselected=0, passed=1, errors=1), True),
        ("timeout", RunCounts(collected=2, deselected=0, passed=1, failed=1), False),
        ("reruns", RunCounts(collected=3, deselected=0, passed=2, failed=1), False),
        ("inherited", RunCounts(collected=2, deselected=0, passed=1, failed=1), False),
    ],
)
def test_a_recorded_run_is_counted(name: str, counts: RunCounts, interrupted: bool) -> None:
    run, _ = recorded(name)
    assert (run.counts, run.interrupted) == (counts, interrupted)


@pytest.mark.parametrize("name", WITH_REPORT)
def test_the_counts_of_a_recorded_run_are_the_producers(name: str) -> None:
    run, found = recorded(name)
    suite = ET.parse(RECORDED / name / "junit.xml").getroot().find("testsuite")
    assert suite is not None
    broken_later = sum(
        len((each.message or "").splitlines()) > 1 and each.outcome == "failed" for each in found.values()
    )
    counts = run.counts
    if name != "subtests":  # pytest counts each failing subtest
        assert counts.failed == int(suite.attrib["failures"])
        assert counts.errors + broken_later == int(suite.attrib["errors"])
    assert counts.skipped + counts.xfailed == int(suite.attrib["skipped"])


@pytest.mark.parametrize("name", FOLDERS)
def test_the_last_line_of_a_recorded_run_agrees_with_its_counts(name: str) -> None:
    run, _ = recorded(name)
    line = (RECORDED / name / "console.txt").read_text(encoding="utf-8").rstrip().splitlines()[-1]
    printed = {word: int(number) for number, word in re.findall(r"(\d+) (skipped|xfailed|xpassed|deselected)\b", line)}
    counts = run.counts
    told = {"skipped": counts.skipped, "xfailed": counts.xfailed, "xpassed": counts.xpassed}
    told["deselected"] = counts.deselected or 0
    assert {word: number for word, number in told.items() if number} == printed


@pytest.mark.parametrize("name", FOLDERS)
def test_a_recorded_run_has_no_problem_but_the_known_one(name: str) -> None:
    problems = [problem for each in collected(RECORDED, name).readings for problem in each.problems]
    unlisted = Problem(
        what="the report states another number of tests than it lists", count=1, first="pytest: 5 stated, 1 listed"
    )
    assert problems == ([unlisted] if name == "subtests" else [])


@pytest.mark.parametrize("name", ["outcomes", "outcomes-plain", "live-log", "coloured", "native", "passes-shown"])
def test_every_way_of_printing_gives_the_same_results(name: str) -> None:
    _, found = recorded(name)
    in_class = "tests/test_tracking.py::TestTracking"
    assert {test: (case.outcome, case.message, case.error_type) for test, case in found.items()} == {
        "tests/test_tracking.py::test_passes_on_a_fallback": ("passed", None, None),
        "tests/test_tracking.py::test_fails_in_a_helper": (
            "failed",
            "parcel_api.client.ParcelError: no weight for parcel -4",
            "parcel_api.client.ParcelError",
        ),
        f"{in_class}::test_compares": (
            "failed",
            "AssertionError: assert {'number': 7} == {'number': 8}",
            "AssertionError",
        ),
        f"{in_class}::test_accepts[a b]": ("passed", None, None),
        f"{in_class}::test_accepts[x - y]": ("passed", None, None),
        f"{in_class}::test_accepts[[z]]": ("passed", None, None),
        f"{in_class}::test_accepts[::]": ("passed", None, None),
        f"{in_class}::test_accepts[\\x1b[31mred]": ("passed", None, None),
        f"{in_class}::TestNested::test_inner": ("passed", None, None),
        f"{in_class}::test_needs_the_carrier": (
            "error",
            "TimeoutError: carrier did not answer in 5 s",
            "TimeoutError",
        ),
        f"{in_class}::test_passes_then_breaks_in_teardown": ("error", "OSError: ledger is locked", "OSError"),
        f"{in_class}::test_fails_and_breaks_in_teardown": (
            "failed",
            "assert [] == [1]\nOSError: ledger is locked",
            "AssertionError",
        ),
        "tests/test_tracking.py::test_skipped": ("skipped", "the carrier's sandbox is closed at night", None),
        "tests/test_tracking.py::test_skips_after_output": ("skipped", "staging is not reachable", None),
        "tests/test_tracking.py::test_expected_to_fail": ("xfailed", "rounding is known to be wrong", None),
        "tests/test_tracking.py::test_passes_unexpectedly": ("xpassed", "rounding is known to be wrong", None),
        "tests/test_tracking.py::test_passes_against_a_strict_mark": (
            "failed",
            "[XPASS(strict)] must be fixed first",
            None,
        ),
    }


@pytest.mark.parametrize("name", ["outcomes", "live-log", "passes-shown", "xdist"])
def test_the_output_of_a_passed_test_is_kept(name: str) -> None:
    _, found = recorded(name)
    captured = found["tests/test_tracking.py::test_passes_on_a_fallback"].captured
    assert "FakeCarrier is used: carrier did not answer" in captured
    assert "asking the carrier" in captured


def test_the_output_of_a_skipped_test_is_kept() -> None:
    _, found = recorded("outcomes")
    assert "FakeCarrier is used" in found["tests/test_tracking.py::test_skips_after_output"].captured


def test_a_native_traceback_of_a_console_text_alone_says_the_exception(tmp_path: Path) -> None:
    text = (RECORDED / "native" / "console.txt").read_text(encoding="utf-8")
    found = cases(collected(write(tmp_path, {"a/console.txt": text}), "a"))
    assert found["tests/test_tracking.py::test_fails_in_a_helper"].message == (
        "parcel_api.client.ParcelError: no weight for parcel -4"
    )


def test_frames_are_relative_to_the_root_of_the_run() -> None:
    _, found = recorded("coloured")
    frames = found["tests/test_tracking.py::TestTracking::test_needs_the_carrier"].frames
    assert [(frame.file, frame.line, frame.function) for frame in frames] == [
        ("tests/test_tracking.py", 8, "carrier"),
        ("parcel_api/client.py", 28, "connect"),
    ]


def test_reruns_are_attempts_of_one_case() -> None:
    _, found = recorded("reruns")
    attempts = {test.rpartition("::")[2]: [each.outcome for each in case.attempts] for test, case in found.items()}
    assert attempts == {
        "test_steady": ["passed"],
        "test_recovers": ["failed", "failed", "passed"],
        "test_never_recovers": ["failed", "failed", "failed"],
    }


def test_a_module_that_cannot_be_collected_is_a_case_and_named_by_the_run() -> None:
    run, found = recorded("collection-error")
    case = found["tests/test_labels.py"]
    assert run.collection_errors == ("tests/test_labels.py",)
    assert (case.outcome, case.message) == ("error", "ModuleNotFoundError: No module named 'parcel_api.labels'")


def test_a_test_that_was_started_and_not_finished_is_noted_and_no_pass() -> None:
    run, found = recorded("keyboard")
    assert list(found) == ["tests/test_keyboard.py::test_first"]
    assert "stopped: KeyboardInterrupt" in run.notes
    assert "started and without a result: tests/test_keyboard.py::test_second" in run.notes


def test_a_test_whose_timeout_ended_the_run_is_an_error() -> None:
    _, found = recorded("hang")
    case = found["tests/test_hang.py::test_hangs"]
    assert (case.outcome, case.message) == ("error", "Timeout: the run was ended while this test ran")


def test_a_run_says_where_it_is_from() -> None:
    run, found = recorded("deselected")
    assert run.id.startswith("run-deselected-")
    assert (run.name, run.locator) == ("deselected", "deselected")
    assert run.files == ("deselected/console.txt", "deselected/junit.xml")
    assert run.command == "python -m pytest tests -v -m not login --junitxml=junit.xml"
    assert run.zone == "stated"
    assert run.at is not None
    assert {case.run for case in found.values()} == {run.id}
    assert {case.at for case in found.values()} == {run.at}
    assert found["tests/test_small.py::test_three"].locator == "deselected/junit.xml#tests/test_small.py::test_three"
    assert run.excerpt.endswith("1 failed, 2 passed, 1 deselected in 0.03s")


def test_the_same_files_in_another_order_give_the_same_bytes() -> None:
    forward = collected(RECORDED, *EVERY)
    backward = collected(RECORDED, *reversed(EVERY))
    assert forward.model_dump_json() == backward.model_dump_json()


def test_all_of_a_folder_of_runs_is_read_under_the_folders_own_names() -> None:
    one_by_one = collected(RECORDED.parent, *(f"test_runs/{name}" for name in EVERY))
    at_once = collected(RECORDED.parent, "test_runs")
    assert [run.name for run in runs(at_once)] == [run.name for run in runs(one_by_one)]
    assert {run.id for run in runs(at_once)} == {run.id for run in runs(one_by_one)}


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
    write(tmp_path, {"run/junit.xml": declared, "run/console.txt": _console("1 passed in 0.10s")})
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
    console = _console("2 failed, 1 passed in 0.10s", "collected 3 items")
    found = collected(write(tmp_path, {"run/junit.xml": _suite(failures=1), "run/console.txt": console}), "run")
    problems = readings(found)["run/console.txt"].problems
    assert [(problem.what, problem.first) for problem in problems] == [
        ("collected tests have no result", "run/console.txt: 3 to run, 1 with a result"),
        ("the report and the console text state different numbers of failures", "run/console.txt: 1, 2"),
    ]


def test_more_results_than_collected_tests_are_a_problem(tmp_path: Path) -> None:
    console = _console("1 failed in 0.10s", "collected 0 items")
    found = collected(write(tmp_path, {"run/junit.xml": _suite(failures=1), "run/console.txt": console}), "run")
    problems = readings(found)["run/console.txt"].problems
    assert [problem.what for problem in problems] == ["there are more results than tests"]


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
    text = _console("1 passed in 0.10s") + _console("2 passed in 0.10s")
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


def _console(last: str, collected_line: str = "collected 1 item") -> str:
    return f"===== test session starts =====\nrootdir: /app\n{collected_line}\n\n===== {last} =====\n"


def _suite(failures: int) -> str:
    return (
        f'<testsuite name="pytest" tests="1" failures="{failures}" errors="0" skipped="0">'
        '<testcase classname="tests.test_a" name="test_b"><failure message="assert 0"/></testcase></testsuite>'
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

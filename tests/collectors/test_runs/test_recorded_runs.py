"""The collector of test runs over runs that were recorded."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from incidents.model.evidence import RunCounts
from incidents.model.scope import Problem
from tests.collectors.asking import RECORDED, write
from tests.collectors.test_runs.what_was_read import (
    TRACKING,
    cases,
    collected,
    recorded,
    runs,
)

EVERY = sorted(path.name for path in RECORDED.iterdir() if path.is_dir())
FOLDERS = [name for name in EVERY if (RECORDED / name / "console.txt").exists()]
WITH_REPORT = [name for name in FOLDERS if (RECORDED / name / "junit.xml").exists()]

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

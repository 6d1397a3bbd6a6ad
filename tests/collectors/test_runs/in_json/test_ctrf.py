"""CTRF of several runners' plugins."""

import json
from collections import Counter
from pathlib import Path

import pytest

from collectors.test_runs.as_reported.report import ReportedCase, RunReport, UnusableReportError
from collectors.test_runs.in_json.ctrf import Ctrf
from tests.collectors.asking import RECORDED

EPOCH_MS = 1_700_000_000_000


def read(folder: Path, *tests: object, tool: str = "vitest", **summary: object) -> RunReport:
    results = {"tool": {"name": tool}, "summary": summary, "tests": tests}
    (folder / "ctrf.json").write_text(json.dumps({"results": results}), encoding="utf-8")
    (report,) = Ctrf().read(folder / "ctrf.json")
    return report


def one(case: ReportedCase) -> tuple[str, str | None]:
    last = case.executions[-1]
    return last.outcome, last.mishaps[0].message if last.mishaps else None


def test_a_plugin_of_pytest_gives_pytests_own_names_and_outcomes() -> None:
    (report,) = Ctrf().read(RECORDED / "reportlog" / "ctrf.json")
    assert report.pytest
    assert Counter(case.executions[-1].outcome for case in report.cases) == {
        "passed": 9,
        "failed": 4,
        "error": 2,
        "skipped": 2,
        "xfailed": 1,
    }
    phases = [each.phase for case in report.cases for each in case.executions[-1].mishaps if each.outcome == "error"]
    assert phases == ["setup", "teardown"]
    assert {len(case.executions) for case in report.cases if "recovers" in case.address.name} == {2}


@pytest.mark.parametrize("name", ["jest", "playwright"])
def test_a_plugin_of_another_runner_names_files_and_titles(name: str) -> None:
    (report,) = Ctrf().read(RECORDED / name / "ctrf.json")
    addresses = [case.address for case in report.cases]
    assert not report.pytest
    assert any(address.name in ("fees > adds the surcharge", "fees adds the surcharge") for address in addresses)
    assert {address.suite for address in addresses} == ({"night", "day"} if name == "playwright" else {""})
    assert len({address.suite_index for address in addresses}) == (2 if name == "playwright" else 1)


def test_the_counts_of_the_jest_plugin_are_its_own() -> None:
    (report,) = Ctrf().read(RECORDED / "jest" / "ctrf.json")
    found = Counter(case.executions[-1].outcome for case in report.cases)
    assert (found["passed"], found["failed"], found["skipped"]) == (4, 2, 2)
    assert (report.stated.passed, report.stated.failed, report.stated.skipped) == (4, 2, 2)


def test_figures_that_contradict_the_list_are_told(tmp_path: Path) -> None:
    report = read(tmp_path, {"name": "a", "status": "passed"}, 7, tests=3, passed=1)
    assert [(problem.what, problem.first) for problem in report.problems] == [
        ("tests that are no JSON objects", "tests"),
        ("the report's figures and its tests do not agree", "tests: 3 stated, 1 listed"),
    ]


@pytest.mark.parametrize(
    ("test", "outcome"),
    [
        ({"status": "pending"}, ("skipped", "reported as pending")),
        ({"status": "other", "rawStatus": "todo"}, ("skipped", "reported as todo")),
        ({"status": "other", "rawStatus": "timedOut", "message": "30 s"}, ("failed", "30 s")),
        ({"status": "other", "rawStatus": "odd"}, ("skipped", "reported as odd")),
        ({"status": "failed", "rawStatus": "setup_failed", "message": "no"}, ("error", "no")),
        ({"status": "passed", "rawStatus": "xpassed"}, ("xpassed", "reported as xpassed")),
    ],
)
def test_the_runners_own_word_decides_where_it_is_known(
    test: dict[str, str], outcome: tuple[str, str], tmp_path: Path
) -> None:
    report = read(tmp_path, {"name": "a", **test})
    assert one(report.cases[0]) == outcome
    assert bool(report.problems) == (test.get("rawStatus") == "odd")


def test_retries_are_attempts_even_where_they_are_only_counted(tmp_path: Path) -> None:
    tried = {"status": "failed", "message": "no"}
    report = read(
        tmp_path,
        {"name": "counted", "status": "passed", "retries": 2},
        {"name": "listed", "status": "passed", "retries": 1, "retryAttempts": [tried]},
        {"name": "all listed", "status": "passed", "retries": 1, "retryAttempts": [tried, {"status": "passed"}]},
        {"name": "absurd", "status": "passed", "retries": 10**8},
    )
    found = [[each.outcome for each in case.executions] for case in report.cases]
    assert found[:3] == [["failed", "failed", "passed"], ["failed", "passed"], ["failed", "passed"]]
    assert len(found[3]) == 51


@pytest.mark.parametrize(
    ("durations", "wall_ms", "seconds"),
    [
        ([400, 500], 1000, [0.4, 0.5]),
        ([4, 5], 2000, [0.004, 0.005]),  # a slow start and whole milliseconds
        ([0.41, 1.5], 2000, [0.41, 1.5]),  # as milliseconds next to nothing
        ([2.91, 5.12], 200, [0.00291, 0.00512]),  # as seconds longer than the run
        ([1.5], 0, [0.0015]),  # no run to compare with
    ],
)
def test_durations_are_milliseconds_unless_the_run_shows_seconds(
    durations: list[float], wall_ms: int, seconds: list[float], tmp_path: Path
) -> None:
    tests = [{"name": str(each), "status": "passed", "duration": each} for each in durations]
    report = read(tmp_path, *tests, start=EPOCH_MS, stop=EPOCH_MS + wall_ms)
    assert [case.executions[0].duration_s for case in report.cases] == pytest.approx(seconds)
    assert bool(report.notes) == (durations == [0.41, 1.5])


@pytest.mark.parametrize(("duration", "seconds"), [(2000, 2.0), (2, 2.0)])
def test_a_tests_own_stamps_tell_the_unit(duration: int, seconds: float, tmp_path: Path) -> None:
    test = {"name": "a", "status": "passed", "duration": duration, "start": EPOCH_MS, "stop": EPOCH_MS + 2000}
    report = read(tmp_path, test)
    assert (report.cases[0].executions[0].duration_s, report.duration_s) == (seconds, seconds)


def test_output_is_kept(tmp_path: Path) -> None:
    report = read(tmp_path, {"name": "a", "status": "passed", "stdout": ["one\n", "two"], "stderr": "three"})
    assert report.cases[0].executions[0].captured == "--- stdout ---\none\ntwo\n--- stderr ---\nthree"


def test_what_is_only_like_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ctrf.json"
    path.write_text('{"results": {"tool": {}, "summary": {}, "more": {"tests": []}}}', encoding="utf-8")
    assert Ctrf().recognises(path)
    with pytest.raises(UnusableReportError, match="no list of tests"):
        Ctrf().read(path)

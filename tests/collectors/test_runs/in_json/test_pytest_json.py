"""The JSON of pytest-json-report."""

import json
from pathlib import Path

from collectors.test_runs.as_reported.report import RunReport
from collectors.test_runs.in_json.pytest_json import PytestJson
from tests.collectors.asking import RECORDED


def read(folder: Path, **more: object) -> RunReport:
    found = {"created": 1795842943.5, "duration": 0.5, "exitcode": 0, "root": "/app", "summary": {}, **more}
    (folder / "report.json").write_text(json.dumps(found), encoding="utf-8")
    assert PytestJson().recognises(folder / "report.json")
    (report,) = PytestJson().read(folder / "report.json")
    return report


def test_each_test_has_its_outcome_by_its_phases() -> None:
    (report,) = PytestJson().read(RECORDED / "pytest-json-report" / "report.json")
    found = {case.address.name.split("::")[-1]: case.executions[0] for case in report.cases}
    assert {
        name: execution.outcome for name, execution in found.items() if not name.startswith(("test_accepts", "]"))
    } == {
        "tests/test_labels.py": "error",
        "tests/test_printer.py": "skipped",
        "test_passes_on_a_fallback": "passed",
        "test_fails_in_a_helper": "failed",
        "test_compares": "failed",
        "test_inner": "passed",
        "test_needs_the_carrier": "error",
        "test_passes_then_breaks_in_teardown": "error",
        "test_fails_and_breaks_in_teardown": "failed",
        "test_skipped": "skipped",
        "test_skips_after_output": "skipped",
        "test_expected_to_fail": "xfailed",
        "test_passes_unexpectedly": "xpassed",
        "test_passes_against_a_strict_mark": "failed",
    }
    assert found["test_skipped"].mishaps[0].message == "the carrier's sandbox is closed at night"
    assert [mishap.phase for mishap in found["test_fails_and_breaks_in_teardown"].mishaps] == ["call", "teardown"]
    assert "asking the carrier" in found["test_passes_on_a_fallback"].captured
    assert (report.pytest, report.rootdir, report.problems) == (True, "/app", ())


def test_the_report_is_written_at_the_end_of_the_run(tmp_path: Path) -> None:
    assert read(tmp_path).starts == ("2026-11-28T05:15:43.000Z",)


def test_a_report_without_its_tests_has_the_summarys_figures(tmp_path: Path) -> None:
    report = read(tmp_path, summary={"passed": 3, "error": 1, "total": 4})
    assert (report.stated.passed, report.stated.failed, report.stated.errors) == (3, 0, 1)
    assert report.problems == ()


def test_figures_that_the_tests_do_not_bear_out_are_told(tmp_path: Path) -> None:
    test = {"nodeid": "a.py::b", "outcome": "passed"}
    report = read(tmp_path, tests=[test], summary={"passed": 2, "total": 3})
    assert [(problem.first, problem.count) for problem in report.problems] == [("passed: 2 stated, 1 listed", 2)]


def test_a_word_of_a_plugin_is_no_disagreement(tmp_path: Path) -> None:
    test = {"nodeid": "a.py::b", "outcome": "subtests passed", "call": {"outcome": "passed"}}
    report = read(tmp_path, tests=[test], summary={"subtests passed": 1, "total": 1})
    assert (report.problems, report.cases[0].executions[0].outcome) == ((), "passed")


def test_a_run_that_was_interrupted_did_not_come_to_its_end(tmp_path: Path) -> None:
    assert read(tmp_path, exitcode=2, tests=[]).stops == ("pytest was interrupted",)

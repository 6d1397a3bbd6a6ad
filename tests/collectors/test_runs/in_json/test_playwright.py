"""Playwright's JSON report."""

import json
from pathlib import Path

import pytest

from collectors.test_runs.as_reported.report import ReportedCase, RunReport, UnusableReportError
from collectors.test_runs.in_json.playwright import PlaywrightJson
from tests.collectors.asking import RECORDED


def recorded(name: str = "playwright") -> RunReport:
    (report,) = PlaywrightJson().read(RECORDED / name / "playwright.json")
    return report


def outcomes(title: str) -> list[tuple[str, list[str]]]:
    found = [case for case in recorded().cases if case.address.name == title]
    return [(case.address.suite, [each.outcome for each in case.executions]) for case in found]


def one(folder: Path, test: object, **more: object) -> tuple[ReportedCase, RunReport]:
    specs = [{"title": "a", "file": "a.spec.ts", "tests": [test]}]
    found = {"config": {"rootDir": "/app"}, "suites": [{"title": "a.spec.ts", "specs": specs}], **more}
    (folder / "report.json").write_text(json.dumps(found), encoding="utf-8")
    (report,) = PlaywrightJson().read(folder / "report.json")
    return report.cases[0], report


@pytest.mark.parametrize(
    ("title", "tries"),
    [
        ("fees > adds the surcharge", ["passed"]),
        ("fees > nested > keeps [brackets] :: and spaces", ["passed"]),
        ("fees > refuses a negative weight", ["failed", "failed"]),
        ("fees > prints the label", ["skipped"]),
        ("passes at the second try", ["failed", "passed"]),
        ("is expected to fail", ["xfailed"]),
        ("passes against a mark", ["failed", "failed"]),
        ("takes too long", ["failed", "failed"]),
    ],
)
def test_each_test_is_a_case_for_each_project_with_its_tries(title: str, tries: list[str]) -> None:
    assert outcomes(title) == [("night", tries), ("day", tries)]


def test_the_figures_are_the_producers() -> None:
    report = recorded()
    assert (report.stated.passed, report.stated.failed, report.stated.skipped) == (8, 8, 2)
    assert report.summary == "expected 6 unexpected 8 flaky 2 skipped 2"
    assert (len(report.cases), report.problems, report.rootdir) == (18, (), "/app/playwright")


def test_a_failure_has_its_message_without_colours_its_stack_and_its_output() -> None:
    (case, *_) = [each for each in recorded().cases if each.address.name == "fees > parses the answer"]
    (mishap,) = case.executions[0].mishaps
    assert mishap.message == "TypeError: Cannot read properties of undefined (reading 'weight')"
    assert "at parse (/app/playwright/fees.js:3:" in mishap.text
    (flaky, *_) = [each for each in recorded().cases if each.address.name == "passes at the second try"]
    assert "try 0" in flaky.executions[0].captured


def test_a_file_that_cannot_be_loaded_is_an_error_of_collection() -> None:
    report = recorded("playwright-broken")
    (case,) = report.cases
    assert (case.address.name, case.executions[0].mishaps[0].phase) == ("broken.spec.js", "collection")
    assert "the runner's own error: Error: No tests found" in report.notes


def test_a_test_without_a_result_did_not_run(tmp_path: Path) -> None:
    case, report = one(tmp_path, {"results": [], "annotations": [{"type": "fixme", "description": "slow"}]})
    assert [(each.outcome, each.message) for each in case.executions[0].mishaps] == [("skipped", "slow")]
    assert (report.starts, report.duration_s) == ((), None)


def test_interrupted_tests_are_failures_and_stop_the_run(tmp_path: Path) -> None:
    result = {"status": "interrupted", "startTime": "2026-01-02T03:04:05Z"}
    case, report = one(tmp_path, {"results": [result]}, stats={"unexpected": 4})
    assert [each.message for each in case.executions[0].mishaps] == ["it was interrupted"]
    assert report.stops == ("tests were interrupted",)
    assert report.starts == ("2026-01-02T03:04:05Z",)
    assert [problem.first for problem in report.problems] == ["unexpected: 4 stated, 0 listed"]


def test_errors_without_a_stack_are_placed_by_their_location(tmp_path: Path) -> None:
    error = {"message": "no", "location": {"file": "/app/a.spec.ts", "line": 4, "column": 2}}
    case, _ = one(tmp_path, {"results": [{"status": "failed", "errors": [error], "duration": 1500}]})
    execution = case.executions[0]
    assert (execution.duration_s, execution.mishaps[0].text) == (1.5, "no\n    at /app/a.spec.ts:4:2")


def test_what_is_only_like_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text('{"config": {"rootDir": "/app", "suites": []}}', encoding="utf-8")
    assert PlaywrightJson().recognises(path)
    with pytest.raises(UnusableReportError, match="no list of suites"):
        PlaywrightJson().read(path)


def test_older_reports_have_one_error_and_marks_may_have_no_words(tmp_path: Path) -> None:
    error = {"message": "no", "stack": "no\n    at /app/a.spec.ts:4:2"}
    case, _ = one(tmp_path, {"results": [{"status": "timedOut", "error": error}, {"status": "timedOut"}]})
    assert [each.mishaps[0].message for each in case.executions] == ["no", "it timed out"]
    marked = {"expectedStatus": "failed", "annotations": [{"type": "issue"}], "results": [{"status": "failed"}]}
    case, _ = one(tmp_path, marked)
    assert [each.outcome for each in case.executions] == ["xfailed"]


def test_a_failure_keeps_all_its_errors(tmp_path: Path) -> None:
    errors = [{"message": "one"}, {"message": "two"}]
    case, _ = one(tmp_path, {"results": [{"status": "failed", "errors": errors, "error": {"message": "one"}}]})
    assert [each.message for each in case.executions[0].mishaps] == ["one", "two"]

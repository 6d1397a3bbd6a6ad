"""pytest-reportlog, against the JUnit report of the same run and by its lines."""

import json
from pathlib import Path

import pytest

from collectors.redaction import Redactor
from collectors.test_runs.as_reported.report import RunReport
from collectors.test_runs.failures.failure_text import describe
from collectors.test_runs.in_json import reportlog as subject
from collectors.test_runs.in_json.reportlog import Reportlog
from collectors.test_runs.in_xml.junit import JUnit
from collectors.test_runs.runs.joining import joined
from collectors.test_runs.runs.one_run import FileReport
from collectors.test_runs.runs.run_cases import Case, run_cases
from tests.collectors.asking import RECORDED

START = {"pytest_version": "9.2.0", "$report_type": "SessionStart"}
FINISH = {"exitstatus": 0, "$report_type": "SessionFinish"}


def phase(when: str, outcome: str = "passed", node_id: str = "tests/test_a.py::test_b", **more: object) -> object:
    return {"nodeid": node_id, "outcome": outcome, "when": when, "$report_type": "TestReport", **more}


def read(folder: Path, *lines: object) -> RunReport:
    path = folder / "report.jsonl"
    path.write_text("".join(line if isinstance(line, str) else f"{json.dumps(line)}\n" for line in lines))
    (report,) = Reportlog().read(path)
    return report


def recorded(name: str, file: str) -> tuple[Case, ...]:
    reader = Reportlog() if file.endswith(".jsonl") else JUnit()
    (report,) = reader.read(RECORDED / name / file)
    (run,) = joined([FileReport(file, 1, report)])
    return run_cases(run)


def described(case: Case) -> object:
    found = [describe(mishap, "/app") for mishap in case.executions[-1].mishaps]
    return case.test, case.outcome, [(each.message, each.error_type, each.frames) for each in found]


def test_the_failures_are_those_of_the_junit_report_of_the_same_run() -> None:
    def failures(file: str) -> list[object]:
        return [described(case) for case in recorded("reportlog", file) if case.outcome in ("failed", "error")]

    assert failures("report.jsonl") == failures("junit.xml")
    assert len(failures("report.jsonl")) == 6


def test_expected_failures_unexpected_passes_and_reruns_are_told_apart() -> None:
    found = {case.test.rpartition("::")[2]: case for case in recorded("reportlog", "report.jsonl")}
    assert [found[name].outcome for name in ("test_expected_to_fail", "test_passes_unexpectedly", "test_skipped")] == [
        "xfailed",
        "xpassed",
        "skipped",
    ]
    recovers = found["test_recovers"]
    assert (recovers.outcome, [each.outcome for each in recovers.executions]) == ("passed", ["failed", "passed"])


def test_a_module_that_could_not_be_collected_is_a_case_and_the_stop_is_told() -> None:
    (report,) = Reportlog().read(RECORDED / "reportlog-collection" / "report.jsonl")
    assert [case.address.node_id for case in report.cases] == ["tests/test_labels.py", "tests/test_printer.py"]
    assert [case.executions[0].outcome for case in report.cases] == ["error", "skipped"]
    assert report.stops == ("pytest was interrupted (exit status 2)",)
    assert report.cases[1].executions[0].mishaps[0].message == "needs a printer"


def test_subtests_that_fail_are_mishaps_of_their_test_and_short_tracebacks_have_their_frames() -> None:
    found = {case.test: case for case in recorded("reportlog-short", "report.jsonl")}
    case = found["tests/test_weights.py::test_weights"]
    (execution,) = case.executions
    assert case.outcome == "failed"
    assert [mishap.message for mishap in execution.mishaps] == [
        "assert -2 > 0",
        "assert -4 > 0",
        "contains 2 failed subtests",
    ]
    frames = describe(execution.mishaps[0], "/app").frames
    assert [(frame.file, frame.line, frame.function) for frame in frames] == [
        ("tests/test_weights.py", 5, "test_weights")
    ]


def test_a_report_without_its_end_was_stopped(tmp_path: Path) -> None:
    report = read(tmp_path, START, phase("setup"), phase("call"))
    assert report.stops == ("a test was started and not finished", "the report ends before the session's end")
    assert report.cut is None


def test_a_file_that_ends_within_a_line_is_cut(tmp_path: Path) -> None:
    report = read(tmp_path, START, phase("setup"), phase("call"), phase("teardown"), '{"nodeid": "tes')
    assert report.cut == "the file ends within line 5; 1 tests before that were kept"


def test_lines_that_cannot_be_used_are_counted(tmp_path: Path) -> None:
    lines = [
        "no JSON\n",
        "\n",
        "[1]\n",
        {"$report_type": "Surprise"},
        phase("call", "exploded"),
        phase("dinner"),
        FINISH,
    ]
    found = read(tmp_path, START, *lines)
    assert [(problem.what, problem.count, problem.first) for problem in found.problems] == [
        ("lines of a kind that is not known", 1, "line 5: Surprise"),
        ("lines that are no JSON objects", 2, "line 2"),
        ("reports of tests without a name or an outcome that is known", 2, "line 6"),
    ]


def test_a_line_too_long_is_counted_and_the_rest_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "LONGEST_LINE", 200)
    report = read(tmp_path, START, phase("call", more="x" * 1000), phase("teardown"), FINISH)
    assert [problem.first for problem in report.problems] == ["line 2"]
    assert len(report.cases) == 1


def test_a_file_too_large_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "LARGEST_FILE", 100)
    report = read(tmp_path, START, phase("call"), phase("teardown"), FINISH)
    assert report.cut is not None
    assert report.cut.startswith("only the first")


def test_phases_of_parallel_tests_may_be_mixed(tmp_path: Path) -> None:
    one, two = "tests/test_a.py::test_one", "tests/test_a.py::test_two"
    report = read(
        tmp_path,
        *(phase("setup", node_id=each, duration=1.0) for each in (one, two)),
        phase("call", "failed", node_id=one, duration=2.0, longrepr="E   no"),
        phase("call", node_id=two, duration=0.5, sections=[["Captured stdout call", "words"], "odd"]),
        *(phase("teardown", node_id=each, duration=0.25, start=1.7e9, stop=1.7e9 + 3) for each in (one, two)),
        FINISH,
    )
    found = [(each.executions[0].outcome, each.executions[0].duration_s) for each in report.cases]
    assert found == [("failed", 3.25), ("passed", 1.75)]
    assert report.cases[1].executions[0].captured == "--- Captured stdout call ---\nwords"
    assert (report.starts, report.duration_s) == (("2023-11-14T22:13:20.000Z",), 3.0)


def test_a_secret_rule_has_the_whole_text_before_it(tmp_path: Path) -> None:
    mark = "BDG-" + "123456"
    report = read(tmp_path, phase("call", "failed", longrepr=f"key {mark} refused"), FINISH)
    text = report.cases[0].executions[0].mishaps[0].text
    assert mark not in Redactor([("badge", "BDG-[0-9]{6}")]).redact(text)

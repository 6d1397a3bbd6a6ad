"""TRX, the format of Visual Studio's test runner."""

from pathlib import Path

import pytest

from collectors.test_runs.as_reported.report import RunReport
from collectors.test_runs.in_xml.trx import Trx
from tests.collectors.asking import RECORDED

HEAD = '<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">'
INFO = "<ErrorInfo><Message>no depot</Message><StackTrace>{}</StackTrace></ErrorInfo>"
ERROR = f"<Output><StdOut>asking</StdOut>{INFO}</Output>"
STACK = "   at Depot.Find(String name) in C:\\src\\Depot.cs:line 12"


def read(folder: Path, inner: str, end: str = "</TestRun>") -> RunReport:
    (folder / "run.trx").write_text(f"{HEAD}{inner}{end}", encoding="utf-8")
    assert Trx().recognises(folder / "run.trx")
    (report,) = Trx().read(folder / "run.trx")
    return report


def result(outcome: str, inner: str = "", name: str = "Depot.FeesTest.Adds(1)", test: str = "t1") -> str:
    attributes = (
        f'testId="{test}" testName="{name}" duration="00:01:02.5000000" outcome="{outcome}" computerName="agent"'
    )
    return f"<UnitTestResult {attributes}>{inner}</UnitTestResult>"


def test_a_result_has_its_class_duration_output_and_failure(tmp_path: Path) -> None:
    definition = (
        '<UnitTest id="t1"><TestMethod className="Depot.FeesTest, Depot, Version=1.0" name="Adds" /></UnitTest>'
    )
    report = read(tmp_path, f"<Results>{result('Failed', ERROR.format(STACK))}</Results>{definition}")
    (case,) = report.cases
    assert (case.address.classname, case.address.name, case.address.host) == ("Depot.FeesTest", "Adds(1)", "agent")
    (execution,) = case.executions
    assert (execution.outcome, execution.duration_s) == ("failed", 62.5)
    assert (execution.mishaps[0].message, execution.mishaps[0].text) == ("no depot", STACK)
    assert "asking" in execution.captured


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("Passed", "passed"),
        ("Warning", "passed"),
        ("Timeout", "failed"),
        ("Aborted", "failed"),
        ("Error", "error"),
        ("NotExecuted", "skipped"),
        ("Inconclusive", "skipped"),
        ("NotRunnable", "skipped"),
    ],
)
def test_each_outcome_has_its_meaning(word: str, outcome: str, tmp_path: Path) -> None:
    report = read(tmp_path, result(word))
    assert report.cases[0].executions[0].outcome == outcome
    assert report.problems == ()


def test_an_outcome_that_is_not_known_is_told_and_no_pass(tmp_path: Path) -> None:
    report = read(tmp_path, result("Wonderful"))
    assert report.cases[0].executions[0].outcome == "skipped"
    assert [problem.what for problem in report.problems] == [
        "results with an outcome that is not known, taken as not run"
    ]


@pytest.mark.parametrize("total", [2, 3, 1])
def test_rows_of_data_are_cases_however_their_parent_is_counted(total: int, tmp_path: Path) -> None:
    rows = f"<InnerResults>{result('Passed', name='Adds (1)')}{result('Failed', name='Adds (0)')}</InnerResults>"
    report = read(tmp_path, f'<Counters total="{total}" />{result("Failed", rows)}')
    assert [(case.address.name, case.executions[0].outcome) for case in report.cases] == [
        ("Adds (1)", "passed"),
        ("Adds (0)", "failed"),
    ]
    assert report.problems == ()


def test_figures_that_its_results_do_not_bear_out_are_told(tmp_path: Path) -> None:
    report = read(tmp_path, f'<Counters total="5" executed="4" passed="4" />{result("Passed")}')
    assert [(problem.count, problem.first) for problem in report.problems] == [(2, "total: 5 stated, 1 listed")]


def test_a_run_that_was_aborted_did_not_come_to_its_end(tmp_path: Path) -> None:
    info = '<RunInfo outcome="Error"><Text>The active test run\nwas aborted.</Text></RunInfo>'
    report = read(tmp_path, f'<ResultSummary outcome="Aborted"><RunInfos>{info}</RunInfos></ResultSummary>')
    assert report.stops == ("the run was aborted",)
    assert report.notes == ("the runner says: The active test run was aborted.",)


def test_a_start_keeps_its_zone_and_the_run_lasts_until_its_finish(tmp_path: Path) -> None:
    report = read(tmp_path, '<Times start="2026-03-02T10:00:00+10:00" finish="2026-03-02T10:00:01.5+10:00" />')
    assert (report.starts, report.duration_s) == (("2026-03-02T10:00:00+10:00",), 1.5)


def test_results_before_a_cut_are_kept(tmp_path: Path) -> None:
    report = read(tmp_path, f"{result('Passed')}<UnitTestResult", end="")
    assert len(report.cases) == 1
    assert report.cut is not None
    assert "1 complete results before that were kept" in report.cut


def test_a_duration_that_is_none_is_told(tmp_path: Path) -> None:
    report = read(tmp_path, result("Passed").replace("00:01:02.5000000", "soon"))
    assert report.cases[0].executions[0].duration_s is None
    assert [problem.what for problem in report.problems] == ["durations that are no time span"]


def test_what_mocha_writes_is_read_like_the_original() -> None:
    (report,) = Trx().read(RECORDED / "mocha" / "mocha.trx")
    assert (report.stated.passed, report.stated.failed, report.stated.skipped) == (2, 3, 1)

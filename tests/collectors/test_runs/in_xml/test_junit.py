"""JUnit reports in the dialects of several runners."""

from pathlib import Path

import pytest

from collectors.test_runs.as_reported.report import Address, Execution, Mishap, ReportedCase, RunReport, Stated
from collectors.test_runs.in_xml.junit import JUnit
from incidents.model.scope import Problem


def read(tmp_path: Path, text: str) -> RunReport:
    path = tmp_path / "junit.xml"
    path.write_text(text, encoding="utf-8")
    (report,) = JUnit().read(path)
    return report


def one(tmp_path: Path, case: str, suite: str = 'name="pytest"') -> ReportedCase:
    (found,) = read(tmp_path, f"<testsuites><testsuite {suite}>{case}</testsuite></testsuites>").cases
    return found


def outcomes(report: RunReport) -> list[list[str]]:
    return [[execution.outcome for execution in case.executions] for case in report.cases]


@pytest.mark.parametrize(
    ("content", "is_junit"),
    [
        (b"<testsuite/>", True),
        (b"<testsuites></testsuites>", True),
        (b"<x:testsuites xmlns:x='y'/>", True),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?>\n<!-- <other> -->\n<?style x?>\n<testsuite>", True),
        ("<testsuite/>".encode("utf-16"), True),
        # What hides the first element is for reading to refuse.
        (b"<?xml version='1.0'?><!DOCTYPE testsuite>", True),
        (b"<testsuitesque/>", False),
        (b"<project/>", False),
        (b"<coverage><testsuite/></coverage>", False),
        (b"<testsuite", False),
        (b"text about <testsuite>", False),
        (b"", False),
    ],
)
def test_the_first_element_tells(tmp_path: Path, content: bytes, is_junit: bool) -> None:
    path = tmp_path / "file.xml"
    path.write_bytes(content)
    assert JUnit().recognises(path) is is_junit


def test_a_case_is_read_with_all_that_its_suite_says(tmp_path: Path) -> None:
    case = one(
        tmp_path,
        '<testcase classname="a.B" name=" c " file="a.py" time="0.25"><failure type="x.Y" message="m">t</failure>'
        "<system-out>o</system-out><system-err>e</system-err></testcase>",
        'name="pytest" hostname="h"',
    )
    assert case == ReportedCase(
        Address(name="c", classname="a.B", file="a.py", suite="pytest", suite_index=1, host="h"),
        (
            Execution(
                "failed",
                0.25,
                (Mishap("failed", "m", "x.Y", "t"),),
                "--- system-out ---\no\n--- system-err ---\ne",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("inner", "outcome", "mishap"),
    [
        ("", "passed", None),
        ("<properties/>", "passed", None),
        ("<skipped/>", "skipped", Mishap("skipped")),
        ('<skipped type="pytest.skip" message="why"/>', "skipped", Mishap("skipped", "why")),
        ('<skipped type="pytest.xfail" message="why"/>', "xfailed", Mishap("xfailed", "why")),
        # pytest before version 5
        (
            '<skipped message="expected test failure">t</skipped>',
            "xfailed",
            Mishap("xfailed", "expected test failure", None, "t"),
        ),
        (
            '<skipped message="xfail-marked test passes unexpectedly"/>',
            "xpassed",
            Mishap("xpassed", "xfail-marked test passes unexpectedly"),
        ),
        (
            '<error message="failed on setup with &quot;E&quot;"/>',
            "error",
            Mishap("error", 'failed on setup with "E"', phase="setup"),
        ),
        (
            '<error message="failed on teardown with &quot;E&quot;"/>',
            "error",
            Mishap("error", 'failed on teardown with "E"', phase="teardown"),
        ),
        # pytest before version 6
        ('<error message="test setup failure"/>', "error", Mishap("error", "test setup failure", phase="setup")),
        (
            '<error message="test teardown failure"/>',
            "error",
            Mishap("error", "test teardown failure", phase="teardown"),
        ),
        ('<error message="collection failure"/>', "error", Mishap("error", "collection failure", phase="collection")),
        ("<error/>", "error", Mishap("error")),
        ('<failure message="[XPASS(strict)] r"/>', "failed", Mishap("failed", "[XPASS(strict)] r")),
        ("<failure><stackTrace>deep</stackTrace></failure>", "failed", Mishap("failed", "", None, "deep")),
    ],
)
def test_what_stands_in_a_case_makes_its_outcome(
    tmp_path: Path, inner: str, outcome: str, mishap: Mishap | None
) -> None:
    (execution,) = one(tmp_path, f'<testcase classname="a" name="b">{inner}</testcase>').executions
    assert (execution.outcome, execution.mishaps) == (outcome, (mishap,) if mishap else ())


@pytest.mark.parametrize(
    ("inner", "outcome"),
    [
        ("<skipped/><failure/><error/>", "failed"),
        ("<error/><failure/>", "failed"),
        ("<skipped/><error/>", "error"),
    ],
)
def test_of_several_things_in_one_case_the_worst_makes_the_outcome(tmp_path: Path, inner: str, outcome: str) -> None:
    assert one(tmp_path, f'<testcase name="b">{inner}</testcase>').executions[0].outcome == outcome


@pytest.mark.parametrize("mark", ['status="disabled"', 'status="notrun"', 'status="run" result="skipped"'])
def test_a_case_that_is_reported_as_not_run_is_skipped(tmp_path: Path, mark: str) -> None:
    (execution,) = one(tmp_path, f'<testcase name="b" {mark}/>').executions
    assert execution.outcome == "skipped"


def test_a_failure_outweighs_a_mark_of_not_run(tmp_path: Path) -> None:
    (execution,) = one(tmp_path, '<testcase name="b" status="disabled"><failure/></testcase>').executions
    assert execution.outcome == "failed"


def test_surefires_flaky_and_rerun_elements_are_attempts(tmp_path: Path) -> None:
    report = read(
        tmp_path,
        '<testsuite tests="2" failures="1"><testcase name="a"><flakyFailure message="m" type="T">'
        "<stackTrace>t</stackTrace><system-out>o</system-out></flakyFailure><flakyError/></testcase>"
        '<testcase name="b"><failure/><rerunFailure/><rerunError/></testcase></testsuite>',
    )
    assert outcomes(report) == [["failed", "error", "passed"], ["failed", "failed", "error"]]
    assert report.cases[0].executions[0].mishaps == (Mishap("failed", "m", "T", "t"),)
    assert report.cases[0].executions[0].captured == "--- system-out ---\no"
    assert report.problems == ()


def test_pytests_own_output_sections_are_taken_apart_and_said_once(tmp_path: Path) -> None:
    log = "---- Captured Log ----\nWARNING a\n---- Captured Out ----\n\n"
    case = one(
        tmp_path,
        f'<testcase name="b"><system-out>{log}</system-out><system-err>---- Captured Err ----\n\n</system-err>'
        f"<system-out>{log}</system-out></testcase>",
    )
    assert case.executions[0].captured == "--- Captured Log ---\nWARNING a"


def test_nested_suites_are_read_to_their_cases(tmp_path: Path) -> None:
    report = read(
        tmp_path,
        '<testsuites tests="3" time="1.5"><testsuite name="a" tests="3"><testsuite name="b" tests="2">'
        '<testcase name="x"/><testcase name="y"/></testsuite><testcase name="z"/></testsuite></testsuites>',
    )
    assert [(case.address.name, case.address.suite) for case in report.cases] == [("x", "b"), ("y", "b"), ("z", "a")]
    assert (report.problems, report.duration_s, report.stated.passed) == ((), 1.5, 3)


def test_a_suite_that_counts_only_its_own_cases_agrees(tmp_path: Path) -> None:
    text = '<testsuite tests="1"><testcase name="a"/><testsuite tests="1"><testcase name="b"/></testsuite></testsuite>'
    assert read(tmp_path, text).problems == ()


def test_missing_attributes_are_no_reason_to_fail(tmp_path: Path) -> None:
    report = read(tmp_path, "<testsuites><testsuite><testcase/></testsuite></testsuites>")
    assert report.cases == (ReportedCase(Address(suite_index=1), (Execution("passed"),)),)
    assert report.problems == (Problem(what="test cases without a name", count=1, first="testcase"),)
    assert (report.stated, report.duration_s, report.starts) == (Stated(), None, ())


@pytest.mark.parametrize(
    ("attributes", "first"),
    [
        ('tests="2"', "s: 2 stated, 1 listed"),
        ('failures="1"', "s: 1 stated, 0 listed"),
        ('errors="1"', "s: 1 stated, 0 listed"),
        ('skipped="1"', "s: 1 stated, 0 listed"),
    ],
)
def test_a_figure_that_is_not_what_is_listed_is_a_problem(tmp_path: Path, attributes: str, first: str) -> None:
    report = read(tmp_path, f'<testsuite name="s" {attributes}><testcase name="a"/></testsuite>')
    word = attributes.partition("=")[0]
    what = f"the report states another number of {word} than it lists"
    assert report.problems == (Problem(what=what, count=1, first=first),)


def test_figures_that_are_no_counts_are_problems(tmp_path: Path) -> None:
    report = read(
        tmp_path,
        '<testsuite tests="-1" failures="NaN" time="Infinity"><testcase name="a" time="1e309"/>'
        '<testcase name="b" time="-5"/><testcase name="c" time="1,234.5"/></testsuite>',
    )
    assert [case.executions[0].duration_s for case in report.cases] == [None, None, 1234.5]
    assert [(problem.what, problem.count) for problem in report.problems] == [
        ("durations that are no number of seconds", 3),
        ("the count of failures is no number", 1),
        ("the count of tests is no number", 1),
    ]
    assert report.stated == Stated()


@pytest.mark.parametrize(
    ("suite", "inner"),
    [
        # A rerun is listed again and counted once.
        ('name="pytest" tests="1"', '<testcase classname="a" name="b"/>' * 2),
        # A failing teardown after a pass is one entry, and two for pytest before version 9.
        (
            'name="pytest" tests="2" errors="1"',
            '<testcase name="b"><error message="failed on teardown with"/></testcase>',
        ),
        # A test that was not finished is listed without a name.
        ('name="pytest" tests="1"', '<testcase classname="a" name="b"/><testcase time="0.1"/>'),
        # Two failures of one case may be counted as one or as two.
        ('name="x" tests="1" failures="2"', '<testcase name="b"><failure/><failure/></testcase>'),
        ('name="x" tests="1" failures="1"', '<testcase name="b"><failure/><failure/></testcase>'),
    ],
)
def test_customary_ways_of_counting_are_no_problem(tmp_path: Path, suite: str, inner: str) -> None:
    assert read(tmp_path, f"<testsuite {suite}>{inner}</testsuite>").problems == ()


def test_a_started_test_of_pytest_is_a_stop_and_no_case(tmp_path: Path) -> None:
    report = read(tmp_path, '<testsuite name="pytest" tests="0"><testcase time="0.1"/></testsuite>')
    assert (report.cases, report.stops) == ((), ("a test was started and not finished",))


def test_an_internal_error_of_pytest_is_a_stop_and_no_case(tmp_path: Path) -> None:
    report = read(
        tmp_path,
        '<testsuite name="pytest" tests="3" errors="2"><testcase classname="a" name="b"/>'
        '<testcase classname="pytest" name="internal"><error message="internal error">Traceback\nKeyError: 1\n</error>'
        '<error message="internal error">other</error></testcase></testsuite>',
    )
    assert [case.address.name for case in report.cases] == ["b"]
    assert report.stops == ("pytest met an internal error",)
    assert report.notes == ("pytest's internal error: KeyError: 1", "pytest's internal error: other")
    assert (report.problems, report.stated.errors) == ((), 0)


@pytest.mark.parametrize(
    ("suites", "duration_s"),
    [
        ('<testsuites><testsuite time="1.5"/><testsuite time="2"/></testsuites>', 3.5),
        ('<testsuites time="9"><testsuite time="1.5"/></testsuites>', 9.0),
        ('<testsuite time="4"/>', 4.0),
        # a sum of some is no sum
        ('<testsuites><testsuite time="1.5"/><testsuite/></testsuites>', None),
        ('<testsuites><testsuite time="1.5"/><testsuite time="x"/></testsuites>', None),
        ("<testsuites/>", None),
        ("<testsuite/>", None),
    ],
)
def test_the_duration_is_the_roots_or_the_sum_of_its_suites(
    tmp_path: Path, suites: str, duration_s: float | None
) -> None:
    assert read(tmp_path, suites).duration_s == duration_s


def test_all_starts_of_suites_are_kept_as_written(tmp_path: Path) -> None:
    text = (
        '<testsuites><testsuite timestamp="2026-03-02T09:00:00"/><testsuite timestamp=" x "/><testsuite/></testsuites>'
    )
    assert read(tmp_path, text).starts == ("2026-03-02T09:00:00", "x")


@pytest.mark.parametrize(
    ("text", "pytest_wrote_it"),
    [
        ('<testsuite name="pytest"/>', True),
        ('<testsuites name="pytest tests"><testsuite name="own"/></testsuites>', True),
        ('<testsuite name="own"><testcase name="a" file="tests/test_a.py"/></testsuite>', True),
        ('<testsuite name="own"><testcase classname="tests.test_a.TestB" name="test_c"/></testsuite>', True),
        ('<testsuite name="own"><testcase classname="a_test" name="test_c"/><testcase name="x"/></testsuite>', True),
        ('<testsuite name="own"><testcase classname="tests.test_a" name="loads"/></testsuite>', False),
        ('<testsuite name="own"><testcase classname="com.acme.Test_A" name="test_c"/></testsuite>', False),
        ('<testsuite name="com.acme.FooTest"><testcase name="a"/></testsuite>', False),
    ],
)
def test_pytests_reports_are_told_from_others(tmp_path: Path, text: str, pytest_wrote_it: bool) -> None:
    assert read(tmp_path, text).pytest is pytest_wrote_it


def test_of_a_cut_report_of_others_only_the_roots_figures_are_the_runs(tmp_path: Path) -> None:
    inner = '<testsuites{}><testsuite tests="1"><testcase name="a"/></testsuite><testsuite te'
    assert read(tmp_path, inner.format("")).stated == Stated()
    assert read(tmp_path, inner.format(' tests="5"')).stated == Stated(passed=5)


def test_the_summary_is_what_the_first_counting_suite_states(tmp_path: Path) -> None:
    text = '<testsuites><testsuite name="a" tests="0" errors="0" time="0.1" hostname="h"/></testsuites>'
    assert read(tmp_path, text).summary == 'tests="0" errors="0" time="0.1"'


def test_a_file_without_suites_and_a_case_without_a_suite_are_reports_too(tmp_path: Path) -> None:
    assert read(tmp_path, "<other/>") == RunReport(format="junit", pytest=False)
    assert outcomes(read(tmp_path, '<other><testcase name="a"/></other>')) == [["passed"]]


def test_an_error_of_a_suite_is_an_entry_of_its_own_and_no_test(tmp_path: Path) -> None:
    path = tmp_path / "junit.xml"
    path.write_text(
        '<testsuites><testsuite name="t/fees.t" tests="1" errors="1"><testcase name="adds"/>'
        '<error message="the file died"/></testsuite></testsuites>',
        encoding="utf-8",
    )
    (report,) = JUnit().read(path)
    assert [(case.address.name, case.executions[0].outcome) for case in report.cases] == [
        ("adds", "passed"),
        ("t/fees.t", "error"),
    ]
    assert report.cases[1].executions[0].mishaps[0].phase == "collection"
    assert report.problems == ()


def test_a_class_that_could_not_start_is_an_entry_that_ant_counts_as_no_test(tmp_path: Path) -> None:
    path = tmp_path / "junit.xml"
    entry = '<testcase classname="junit.framework.TestSuite" name="a.B"><error message="m"/></testcase>'
    path.write_text(f'<testsuite tests="0" errors="1">{entry}</testsuite>', encoding="utf-8")
    (report,) = JUnit().read(path)
    assert report.problems == ()
    path.write_text(
        f'<testsuite tests="0" errors="1">{entry.replace("junit.framework", "x")}</testsuite>', encoding="utf-8"
    )
    (report,) = JUnit().read(path)
    assert [problem.count for problem in report.problems] == [1]

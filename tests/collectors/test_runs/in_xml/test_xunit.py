"""The XML of xUnit.net."""

from pathlib import Path

from collectors.test_runs.as_reported.report import RunReport
from collectors.test_runs.in_xml.xunit import XUnit

TESTS = """
<collection name="c">
  <test name="Depot.FeesTest.Adds(weight: 1)" type="Depot.FeesTest" method="Adds" time="0.25" result="Pass">
    <output>asking</output></test>
  <test name="Depot.FeesTest.Finds" type="Depot.FeesTest" method="Finds" time="0.5" result="Fail">
    <failure exception-type="System.InvalidOperationException"><message>no depot</message>
    <stack-trace>   at Depot.Find() in /src/Depot.cs:line 3</stack-trace></failure></test>
  <test name="prints the label" type="Depot.FeesTest" method="Prints" result="Skip">
    <reason>the printer is off</reason></test>
</collection>
"""


def read(folder: Path, text: str) -> RunReport:
    (folder / "xunit.xml").write_text(text, encoding="utf-8")
    assert XUnit().recognises(folder / "xunit.xml")
    (report,) = XUnit().read(folder / "xunit.xml")
    return report


def assembly(inner: str, more: str = 'total="3" passed="1" failed="1" skipped="1"') -> str:
    head = 'name="C:\\src\\Depot.dll" run-date="2026-03-02" run-time="10:00:00" time="0.75"'
    return f"<assembly {head} {more}>{inner}</assembly>"


def test_tests_have_their_class_outcome_output_and_failure(tmp_path: Path) -> None:
    report = read(tmp_path, f"<assemblies>{assembly(TESTS)}</assemblies>")
    assert [(each.address.classname, each.address.name, each.executions[0].outcome) for each in report.cases] == [
        ("Depot.FeesTest", "Adds(weight: 1)", "passed"),
        ("Depot.FeesTest", "Finds", "failed"),
        ("Depot.FeesTest", "prints the label", "skipped"),
    ]
    mishap = report.cases[1].executions[0].mishaps[0]
    assert (mishap.error_type, mishap.text.strip()) == (
        "System.InvalidOperationException",
        "at Depot.Find() in /src/Depot.cs:line 3",
    )
    assert report.cases[2].executions[0].mishaps[0].message == "the printer is off"
    assert "asking" in report.cases[0].executions[0].captured
    assert (report.starts, report.duration_s, report.problems) == (("2026-03-02T10:00:00",), 0.75, ())


def test_the_older_form_has_one_assembly_with_classes(tmp_path: Path) -> None:
    report = read(tmp_path, assembly(TESTS.replace("collection", "class")))
    assert (report.stated.passed, report.stated.failed, report.stated.skipped) == (1, 1, 1)
    assert report.problems == ()


def test_what_breaks_around_the_tests_is_an_error_beside_them(tmp_path: Path) -> None:
    failure = "<failure><message>m</message></failure>"
    error = f'<errors><error type="test-class-cleanup" name="Depot.FeesTest">{failure}</error></errors>'
    report = read(tmp_path, assembly(error, 'total="0" errors="1"'))
    (case,) = report.cases
    assert (case.address.name, case.executions[0].outcome) == ("test-class-cleanup: Depot.FeesTest", "error")
    assert report.problems == ()


def test_figures_of_one_of_several_assemblies_are_held_against_its_own_list(tmp_path: Path) -> None:
    both = assembly(TESTS) + assembly(TESTS, 'total="4" passed="1" failed="1" skipped="1"')
    report = read(tmp_path, f"<assemblies>{both}</assemblies>")
    assert [problem.first for problem in report.problems] == ["C:\\src\\Depot.dll: total: 4 stated, 3 listed"]


def test_a_result_that_is_not_known_is_told_and_no_pass(tmp_path: Path) -> None:
    report = read(tmp_path, assembly('<test name="a" result="Maybe" />', ""))
    assert report.cases[0].executions[0].outcome == "skipped"
    assert [problem.what for problem in report.problems] == ["tests with a result that is not known, taken as skipped"]


def test_tests_before_a_cut_are_kept(tmp_path: Path) -> None:
    report = read(tmp_path, f"<assemblies>{assembly(TESTS)}<assembly")
    assert len(report.cases) == 3
    assert report.cut is not None

"""NUnit's own XML, of version 3 and of version 2."""

from pathlib import Path

import pytest

from collectors.test_runs.as_reported.report import RunReport, UnusableReportError
from collectors.test_runs.in_xml.nunit import NUnit
from tests.collectors.asking import RECORDED


def read(folder: Path, text: str) -> RunReport:
    (folder / "nunit.xml").write_text(text, encoding="utf-8")
    assert NUnit().recognises(folder / "nunit.xml")
    (report,) = NUnit().read(folder / "nunit.xml")
    return report


def run(inner: str, figures: str = "") -> str:
    return f'<test-run start-time="2026-03-02 10:00:00Z" duration="1.5" {figures}>{inner}</test-run>'


def case(result: str, more: str = "", inner: str = "") -> str:
    place = 'name="Adds" fullname="Depot.FeesTest.Adds" classname="Depot.FeesTest"'
    return f'<test-case {place} result="{result}" {more}>{inner}</test-case>'


FAILURE = (
    "<failure><message>no depot</message><stack-trace>at Depot.Find() in /src/Depot.cs:line 3</stack-trace></failure>"
)


@pytest.mark.parametrize(
    ("written", "outcome", "phase"),
    [
        (case("Passed"), "passed", None),
        (case("Warning"), "passed", None),
        (case("Failed", inner=FAILURE), "failed", "call"),
        (case("Failed", 'label="Error" site="TearDown"', FAILURE), "failed", "teardown"),
        # The body of these never ran.
        (case("Failed", 'site="Parent"', FAILURE), "error", "setup"),
        (case("Failed", 'label="Invalid"', FAILURE), "error", "call"),
        (case("Skipped", 'label="Ignored"', "<reason><message>off</message></reason>"), "skipped", "call"),
        (case("Inconclusive"), "skipped", "call"),
    ],
)
def test_each_result_of_version_3_has_its_meaning(
    written: str, outcome: str, phase: str | None, tmp_path: Path
) -> None:
    report = read(tmp_path, run(written))
    (execution,) = report.cases[0].executions
    assert execution.outcome == outcome
    assert [mishap.phase for mishap in execution.mishaps] == ([phase] if phase else [])
    assert (report.cases[0].address.classname, report.cases[0].address.name) == ("Depot.FeesTest", "Adds")
    assert (report.starts, report.duration_s, report.problems) == (("2026-03-02 10:00:00Z",), 1.5, ())


def test_the_producers_figures_are_held_against_the_list(tmp_path: Path) -> None:
    report = read(tmp_path, run(case("Passed"), 'total="2" passed="2" failed="0"'))
    assert [(problem.count, problem.first) for problem in report.problems] == [(2, "total: 2 stated, 1 listed")]


def test_what_breaks_after_all_tests_of_a_suite_is_an_error_that_no_figure_counts(tmp_path: Path) -> None:
    suite = f'<test-suite fullname="Depot.FeesTest" site="TearDown">{FAILURE}{case("Passed")}</test-suite>'
    report = read(tmp_path, run(suite, 'total="1" passed="1"'))
    assert [each.executions[0].outcome for each in report.cases] == ["passed", "error"]
    assert report.problems == ()


def test_a_list_of_tests_that_did_not_run_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(UnusableReportError, match="without results"):
        read(tmp_path, run('<test-case name="Adds" />'))


def test_version_2_says_what_ran_and_how_it_ended() -> None:
    (report,) = NUnit().read(RECORDED / "nunit2" / "nunit.xml")
    found = {each.address.name: each.executions[0].outcome for each in report.cases}
    assert found == {
        "Accepts(1)": "passed",
        "Accepts(0)": "failed",
        "AddsTheSurcharge": "passed",
        "FindsTheDepot": "error",
        "NeedsACarrier": "skipped",
        "PrintsTheLabel": "skipped",
        "RefusesANegativeWeight": "failed",
    }
    assert (report.stated.passed, report.stated.failed, report.stated.errors, report.stated.skipped) == (2, 2, 1, 2)
    assert report.problems == ()


@pytest.mark.parametrize(
    ("attributes", "inner", "outcome"),
    [
        ('executed="True" success="True"', "", "passed"),
        ('executed="True" success="False"', FAILURE, "failed"),
        ('executed="False"', "", "skipped"),
        ('executed="True"', FAILURE, "failed"),
        ('executed="True" success="perhaps"', "", "skipped"),
    ],
)
def test_the_oldest_form_has_no_result(attributes: str, inner: str, outcome: str, tmp_path: Path) -> None:
    written = f'<test-results><test-case name="a.B.c" {attributes}>{inner}</test-case></test-results>'
    (found,) = read(tmp_path, written).cases
    assert (found.address.classname, found.address.name, found.executions[0].outcome) == ("a.B", "c", outcome)


def test_pytests_names_stay_pytests() -> None:
    (report,) = NUnit().read(RECORDED / "pytest-nunit" / "nunit.xml")
    assert report.pytest
    assert all("::" in (each.address.node_id or "") for each in report.cases)

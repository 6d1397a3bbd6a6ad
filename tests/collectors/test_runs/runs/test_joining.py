"""Reports and console texts of one folder."""

import pytest

from collectors.test_runs.as_reported.report import Address, Execution, ReportedCase, RunReport, Stated
from collectors.test_runs.runs.joining import joined
from collectors.test_runs.runs.one_run import FileReport

PASSED = (Execution("passed"),)


def listing(file: str, *tests: str, duration_s: float | None = None, failed: int | None = 0) -> FileReport:
    cases = tuple(ReportedCase(Address(name=test, classname="tests.test_a"), PASSED) for test in tests)
    stated = Stated(failed=failed, errors=0)
    return FileReport(file, 1, RunReport("junit", True, cases, stated, duration_s=duration_s))


def console(
    file: str,
    *tests: str,
    duration_s: float | None = None,
    written: str | None = None,
    failed: int | None = 0,
    number: int = 1,
) -> FileReport:
    names = [f"tests/test_a.py::{test}" for test in tests]
    cases = tuple(ReportedCase(Address(name=name, node_id=name), PASSED) for name in names)
    stated = Stated(failed=failed, errors=0)
    return FileReport(
        file, number, RunReport("pytest-console", True, cases, stated, duration_s=duration_s, report_file=written)
    )


def pairs(*reports: FileReport) -> list[tuple[tuple[str, ...], str | None]]:
    return [
        (tuple(each.file for each in run.listings), run.console.file if run.console else None)
        for run in joined(reports)
    ]


def test_a_report_and_a_console_text_that_lie_together_are_one_run() -> None:
    assert pairs(listing("a/junit.xml"), console("a/console.txt")) == [(("a/junit.xml",), "a/console.txt")]


def test_a_report_and_a_console_text_of_other_tests_are_two_runs() -> None:
    found = pairs(listing("a/junit.xml", "test_b"), console("a/console.txt", "test_c"))
    assert found == [((), "a/console.txt"), (("a/junit.xml",), None)]


def test_a_console_text_alone_is_a_run() -> None:
    assert pairs(console("a/console.txt")) == [((), "a/console.txt")]


def test_the_report_that_a_console_text_says_it_wrote_is_its_own() -> None:
    found = pairs(
        listing("a/e2e.xml", "test_b"),
        listing("a/unit.xml", "test_b"),
        console("a/first.log", "test_b", written="/app/unit.xml"),
        console("a/second.log", "test_b", written="/app/e2e.xml"),
    )
    assert found == [(("a/e2e.xml",), "a/second.log"), (("a/unit.xml",), "a/first.log")]


def test_files_of_one_stem_belong_together() -> None:
    found = pairs(listing("a/e2e.xml"), listing("a/unit.xml"), console("a/unit.log"), console("a/e2e.log"))
    assert found == [(("a/e2e.xml",), "a/e2e.log"), (("a/unit.xml",), "a/unit.log")]


def test_of_runs_of_the_same_tests_the_durations_tell() -> None:
    found = pairs(
        listing("a/one.xml", "test_b", duration_s=4.0),
        listing("a/two.xml", "test_b", duration_s=90.0),
        console("a/x.txt", "test_b", duration_s=90.2),
        console("a/y.txt", "test_b", duration_s=4.1),
    )
    assert found == [(("a/one.xml",), "a/y.txt"), (("a/two.xml",), "a/x.txt")]


def test_a_console_text_with_other_figures_stays_alone_among_several() -> None:
    found = pairs(
        listing("a/one.xml", duration_s=4.0, failed=3),
        listing("a/two.xml", duration_s=90.0),
        console("a/x.txt", duration_s=4.0, failed=0, written="/app/other.xml"),
    )
    assert found == [(("a/one.xml",), None), (("a/two.xml",), None), ((), "a/x.txt")]


def test_the_classes_of_one_surefire_run_are_one_run() -> None:
    found = pairs(listing("a/TEST-org.acme.B.xml"), listing("a/TEST-org.acme.A.xml"), listing("b/TEST-org.acme.A.xml"))
    assert found == [
        (("a/TEST-org.acme.B.xml", "a/TEST-org.acme.A.xml"), None),
        (("b/TEST-org.acme.A.xml",), None),
    ]


def test_ants_report_of_all_classes_stands_for_them() -> None:
    found = pairs(listing("a/TEST-A.xml"), listing("a/TEST-B.xml"), listing("a/TESTS-TestSuites.xml"))
    assert found == [(("a/TESTS-TestSuites.xml",), None)]


@pytest.mark.parametrize("order", [1, -1])
def test_sessions_of_one_text_are_runs_in_their_order(order: int) -> None:
    reports = [console("a/console.txt", number=1), console("a/console.txt", number=2)][::order]
    assert [run.console.number for run in joined(reports) if run.console] == [1, 2]


def test_a_console_text_of_pytest_is_never_that_of_another_runner() -> None:
    jest = FileReport("a/jest.json", 1, RunReport("jest-json", False))
    assert pairs(jest, console("a/console.txt")) == [((), "a/console.txt"), (("a/jest.json",), None)]

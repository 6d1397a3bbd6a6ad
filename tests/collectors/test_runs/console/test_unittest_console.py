"""The console text of unittest: as the real runner prints it here, and as others do."""

import subprocess
import sys
from pathlib import Path

import pytest

from collectors.test_runs.as_reported.report import ReportedCase, RunReport, Stated
from collectors.test_runs.console import stored_text as console_text
from collectors.test_runs.console.unittest_console import UnittestConsole
from collectors.test_runs.formats import format_of

FEES = """\
import unittest


class Fees(unittest.TestCase):
    def test_adds(self):
        '''The first line of the description stands for the name.'''

    def test_breaks(self):
        self.assertEqual(1, 2, "the sum")

    def test_raises(self):
        {}["depot"]

    @unittest.skip("no printer")
    def test_prints(self):
        pass

    @unittest.expectedFailure
    def test_known(self):
        self.fail()

    def test_loud(self):
        print("hello")

    def test_parts(self):
        for n in range(3):
            with self.subTest(n=n):
                self.assertEqual(n, 1)


class Broken(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise RuntimeError("no database")

    def test_never(self):
        pass
"""
DJANGO = """\
$ python manage.py test
Found 2 test(s).
System check identified no issues (0 silenced).
..
----------------------------------------------------------------------
Ran 2 tests in 0.004s

OK
"""


def read(file: Path) -> RunReport:
    assert UnittestConsole().recognises(file)
    (report,) = UnittestConsole().read(file)
    return report


def outcomes(report: RunReport) -> dict[str, str]:
    return {each.address.name: each.executions[0].outcome for each in report.cases}


@pytest.fixture(scope="module", params=["", "-v"], ids=["quiet", "verbose"])
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> RunReport:
    folder = tmp_path_factory.mktemp("unittest")
    (folder / "test_fees.py").write_text(FEES)
    (folder / "test_gone.py").write_text("import nothing_of_this_name\n")
    command = [sys.executable, "-m", "unittest", *request.param.split(), "test_fees", "test_gone"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    (folder / "console.txt").write_text(done.stdout + done.stderr)
    return read(folder / "console.txt")


def test_figures_add_up_though_parts_of_tests_and_classes_are_counted_too(printed: RunReport) -> None:
    assert printed.stated == Stated(
        collected=8, deselected=0, passed=2, failed=2, errors=3, skipped=1, xfailed=1, xpassed=0
    )
    assert "Ran 8 tests in " in printed.summary
    assert "FAILED (failures=3, errors=3, skipped=1, expected failures=1)" in printed.summary


def test_each_failure_is_there_in_full(printed: RunReport) -> None:
    found = outcomes(printed)
    failed = {name: found[name] for name in ("test_breaks", "test_parts", "test_raises", "setUpClass", "test_gone")}
    assert failed == {
        "test_breaks": "failed",
        "test_parts": "failed",
        "test_raises": "error",
        "setUpClass": "error",
        "test_gone": "error",
    }
    cases = {each.address.name: each for each in printed.cases}
    assert cases["test_breaks"].address.classname == "test_fees.Fees"
    assert "AssertionError: 1 != 2 : the sum" in _text(cases["test_breaks"])
    assert len(cases["test_parts"].executions[0].mishaps) == 2
    phases = [cases[name].executions[0].mishaps[0].phase for name in ("test_raises", "setUpClass", "test_gone")]
    assert phases == ["call", "setup", "collection"]


@pytest.mark.parametrize("printed", ["-v"], indirect=True)
def test_a_verbose_run_names_what_passed_and_why_tests_were_skipped(printed: RunReport) -> None:
    found = outcomes(printed)
    assert (found["test_adds"], found["test_loud"], found["test_known"]) == ("passed", "passed", "xfailed")
    (skipped,) = [each for each in printed.cases if each.address.name == "test_prints"]
    assert skipped.executions[0].mishaps[0].message == "no printer"


def test_a_runner_that_names_nothing_gives_figures_and_its_command(tmp_path: Path) -> None:
    (tmp_path / "console.txt").write_text(DJANGO)
    report = read(tmp_path / "console.txt")
    assert (report.cases, report.stated.passed, report.duration_s) == ((), 2, 0.004)
    assert report.command == "python manage.py test"


def test_several_runs_in_one_text_are_several_reports(tmp_path: Path) -> None:
    (tmp_path / "console.txt").write_text(
        DJANGO + DJANGO.replace("2 tests", "1 test").replace("OK", "FAILED (errors=1)")
    )
    reports = UnittestConsole().read(tmp_path / "console.txt")
    assert [(each.stated.passed, each.stated.errors) for each in reports] == [(2, 0), (0, 1)]


@pytest.mark.parametrize("before", ["", "x" * 20_000, "x" * 20_001], ids=["short", "even", "odd"])
def test_a_text_in_utf_16_is_read(tmp_path: Path, before: str) -> None:
    (tmp_path / "console.txt").write_bytes(f"{before}\n{DJANGO}".encode("utf-16"))
    assert read(tmp_path / "console.txt").stated.passed == 2


def test_a_text_beyond_the_largest_size_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console_text, "LARGEST_FILE", len(DJANGO))
    (tmp_path / "console.txt").write_text(DJANGO + "x" * 100)
    assert read(tmp_path / "console.txt").cut == "only the first 0 MB were read"


@pytest.mark.parametrize("figures", ["Ran {} tests in 0.1s\n\nOK", "Ran 1 test in 0.1s\n\nFAILED (failures={})"])
def test_a_figure_of_thousands_of_digits_is_no_figure(tmp_path: Path, figures: str) -> None:
    (tmp_path / "console.txt").write_text(figures.format("9" * 5000))
    assert format_of(tmp_path / "console.txt") is None


def test_a_time_that_no_run_takes_is_not_known(tmp_path: Path) -> None:
    (tmp_path / "console.txt").write_text(DJANGO.replace("0.004", f"{'9' * 400}.0"))
    assert read(tmp_path / "console.txt").duration_s is None


@pytest.mark.parametrize("text", ["Ran 2 tests in a minute\n\nOK\n", "Ran 2 tests in 0.1s\n", "OK\n", ""])
def test_other_texts_are_not_taken_for_it(tmp_path: Path, text: str) -> None:
    (tmp_path / "console.txt").write_text(text)
    assert format_of(tmp_path / "console.txt") is None


def _text(case: ReportedCase) -> str:
    return case.executions[0].mishaps[0].text

"""Whole console texts of pytest."""

from dataclasses import replace
from pathlib import Path

import pytest

from collectors.test_runs.as_reported.report import Execution, Mishap, RunReport, Stated, UnusableReportError
from collectors.test_runs.console import stored_text as console_text
from collectors.test_runs.console.pytest_console import PytestConsole

HEADER = "===== test session starts =====\nplatform linux -- Python 3.11.7\nrootdir: /app, configfile: pytest.ini\n"


def read(tmp_path: Path, text: str | bytes) -> tuple[RunReport, ...]:
    path = tmp_path / "console.txt"
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return PytestConsole().read(path)


def one(tmp_path: Path, text: str) -> RunReport:
    (report,) = read(tmp_path, text)
    return report


def executions(report: RunReport) -> dict[str, tuple[Execution, ...]]:
    return {case.address.name: case.executions for case in report.cases}


@pytest.mark.parametrize(
    ("content", "is_console"),
    [
        (HEADER.encode("utf-8"), True),
        (HEADER.encode("utf-16"), True),
        (b"x" * 1024 * 1024 + b"= test session starts", True),
        # The header lies across two pieces that are read.
        (b"x" * (1024 * 1024 - 5) + b"= test session starts", True),
        (b"..F.\n1 failed, 3 passed in 0.02s\n", True),
        (b"3 apples in 2s", False),
        (b"1 failed in 0.1s\n" + b"x" * 100_000, False),
        (b"", False),
    ],
)
def test_a_header_or_the_last_line_tells(tmp_path: Path, content: bytes, is_console: bool) -> None:
    path = tmp_path / "console.txt"
    path.write_bytes(content)
    assert PytestConsole().recognises(path) is is_console


def test_a_text_that_names_pytest_and_holds_no_session_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableReportError, match="holds no session"):
        read(tmp_path, "see = test session starts in the log")


def test_a_session_is_read_with_its_header_and_last_line(tmp_path: Path) -> None:
    report = one(
        tmp_path,
        f"$ make deps\n$ E2E=1 python -m pytest tests -q\n{HEADER}collecting ... collected 3 items / 1 deselected\n\n"
        "tests/test_a.py::test_b PASSED [ 50%]\ntests/test_a.py::test_c SKIPPED (no) [100%]\n\n"
        "---- generated xml file: /app/out/junit.xml ----\n"
        "===== 1 passed, 1 skipped, 1 deselected in 61.50s (0:01:01) =====\n",
    )
    assert replace(report, cases=()) == RunReport(
        format="pytest-console",
        pytest=True,
        stated=Stated(collected=3, deselected=1, passed=1, failed=0, errors=0, skipped=1, xfailed=0, xpassed=0),
        duration_s=61.5,
        command="E2E=1 python -m pytest tests -q",
        rootdir="/app",
        report_file="/app/out/junit.xml",
        summary="1 passed, 1 skipped, 1 deselected in 61.50s (0:01:01)",
    )
    assert executions(report) == {
        "tests/test_a.py::test_b": (Execution("passed"),),
        "tests/test_a.py::test_c": (Execution("skipped", None, (Mishap("skipped", "no"),)),),
    }


@pytest.mark.parametrize(
    ("before", "command"),
    [
        ("$ pytest tests", "pytest tests"),
        ("+ python -m pytest", "python -m pytest"),
        ("##[group]Run pytest -x", "pytest -x"),
        ("[command]/usr/bin/pytest", "/usr/bin/pytest"),
        ("$ pytest first\n$ echo done", "pytest first"),
        ("$ make e2e", None),
        ("pytest tests", None),
    ],
)
def test_the_command_is_the_nearest_echoed_one_that_names_pytest(
    tmp_path: Path, before: str, command: str | None
) -> None:
    assert one(tmp_path, f"{before}\n{HEADER}===== 1 passed in 0.1s =====\n").command == command


@pytest.mark.parametrize(
    ("lines", "stops"),
    [
        (
            "!!!! Interrupted: 1 error during collection !!!!\n==== 1 error in 0.1s ====",
            ("Interrupted: 1 error during collection",),
        ),
        ("!!!! stopping after 2 failures !!!!\n==== 2 failed in 0.1s ====", ("stopping after 2 failures",)),
        (
            "!!!! xdist.dsession.Interrupted: stopping after 1 failures !!!!\n==== 1 failed in 0.1s ====",
            ("xdist.dsession.Interrupted: stopping after 1 failures",),
        ),
        (
            "!!!! _pytest.outcomes.Exit: no staging !!!!\n==== no tests ran in 0.1s ====",
            ("_pytest.outcomes.Exit: no staging",),
        ),
        ("tests/test_a.py::test_b PASSED", ("the console text ends before pytest's last line",)),
        ("==== 1 passed in 0.1s ====", ()),
    ],
)
def test_what_stopped_a_session_is_told(tmp_path: Path, lines: str, stops: tuple[str, ...]) -> None:
    assert one(tmp_path, f"{HEADER}{lines}\n").stops == stops


def test_an_exclamation_that_a_test_printed_stops_nothing(tmp_path: Path) -> None:
    report = one(
        tmp_path,
        f"{HEADER}==== FAILURES ====\n__ test_b __\n---- Captured stdout call ----\n!!!! careful !!!!\n"
        "==== short test summary info ====\nFAILED tests/test_a.py::test_b\n==== 1 failed in 0.1s ====\n",
    )
    assert report.stops == ()
    assert (
        executions(report)["tests/test_a.py::test_b"][0].captured == "--- Captured stdout call ---\n!!!! careful !!!!"
    )


def test_a_session_that_a_test_printed_is_no_session(tmp_path: Path) -> None:
    report = one(
        tmp_path,
        f"{HEADER}tests/test_a.py::test_b FAILED\n==== FAILURES ====\n__ test_b __\n---- Captured stdout call ----\n"
        f"{HEADER}tests/test_inner.py::test_x PASSED\n==== short test summary info ====\n"
        "FAILED tests/test_a.py::test_b - assert 0\n==== 1 failed in 0.1s ====\n",
    )
    assert list(executions(report)) == ["tests/test_a.py::test_b"]


def test_each_session_of_a_text_is_a_report(tmp_path: Path) -> None:
    reports = read(
        tmp_path,
        f"$ pytest one\n{HEADER}==== 1 passed in 0.1s ====\n$ pytest two\n{HEADER}==== 2 passed in 0.1s ====\n",
    )
    assert [(each.command, each.stated.passed) for each in reports] == [("pytest one", 1), ("pytest two", 2)]


def test_the_stamp_of_the_header_is_the_start(tmp_path: Path) -> None:
    stamp = "2026-03-02T09:00:00.1234567Z"
    text = "".join(f"{stamp} {line}\n" for line in f"{HEADER}==== 1 passed in 0.1s ====".splitlines())
    assert one(tmp_path, text).starts == (stamp,)


@pytest.mark.parametrize(
    ("collected", "last", "stated"),
    [
        ("2 workers [5 items]", "5 passed", (5, None)),
        ("gw0 [5] / gw1 [5]", "5 passed", (5, None)),
        ("2 workers [5 items]", "5 passed, 3 deselected", (8, 3)),
        ("collected 5 items", "5 passed", (5, 0)),
        ("collected 5 items / 2 deselected / 3 selected", "3 passed, 2 deselected", (5, 2)),
        ("", "3 passed, 2 deselected", (None, 2)),
    ],
)
def test_what_was_collected_and_deselected(
    tmp_path: Path, collected: str, last: str, stated: tuple[int | None, int | None]
) -> None:
    found = one(tmp_path, f"{HEADER}{collected}\n==== {last} in 0.1s ====\n").stated
    assert (found.collected, found.deselected) == stated


def test_without_a_last_line_only_the_collected_are_known(tmp_path: Path) -> None:
    assert one(tmp_path, f"{HEADER}collected 5 items\n").stated == Stated(collected=5, deselected=0)


def test_usage_errors_and_internal_errors_are_noted(tmp_path: Path) -> None:
    report = one(
        tmp_path,
        f"{HEADER}INTERNALERROR> Traceback (most recent call last):\nINTERNALERROR> KeyError: 1\n"
        "ERROR: file or directory not found: tests/gone\n\n==== no tests ran in 0.1s ====\n",
    )
    assert report.notes == (
        "pytest said: file or directory not found: tests/gone",
        "pytest's internal error: KeyError: 1",
    )
    assert report.stops == ("pytest met an internal error",)


def test_a_heading_that_fits_two_tests_goes_to_the_one_whose_file_is_in_the_traceback(tmp_path: Path) -> None:
    report = one(
        tmp_path,
        f"{HEADER}==== FAILURES ====\n__ test_x __\nE   second\n\ntests/test_b.py:3: KeyError\n"
        "__ test_x __\nE   first\n\ntests/test_a.py:3: KeyError\n==== short test summary info ====\n"
        "FAILED tests/test_a.py::test_x\nFAILED tests/test_b.py::test_x\n==== 2 failed in 0.1s ====\n",
    )
    texts = {test: found[-1].mishaps[0].text.splitlines()[0] for test, found in executions(report).items()}
    assert texts == {"tests/test_a.py::test_x": "E   first", "tests/test_b.py::test_x": "E   second"}


def test_headings_that_nothing_tells_apart_go_by_order(tmp_path: Path) -> None:
    report = one(
        tmp_path,
        f"{HEADER}==== FAILURES ====\n__ test_x __\nE   first\n__ test_x __\nE   second\n"
        "==== short test summary info ====\nFAILED tests/test_a.py::test_x\nFAILED tests/test_b.py::test_x\n"
        "==== 2 failed in 0.1s ====\n",
    )
    texts = {test: found[-1].mishaps[0].text for test, found in executions(report).items()}
    assert texts == {"tests/test_a.py::test_x": "E   first", "tests/test_b.py::test_x": "E   second"}


def test_without_a_summary_the_traceback_names_the_file(tmp_path: Path) -> None:
    report = one(
        tmp_path,
        f"{HEADER}==== FAILURES ====\n__ TestA.test_x[a.b] __\ntests/test_a.py:3: in test_x\nE   KeyError: 1\n"
        "__ test_y __\nno place\n==== 2 failed in 0.1s ====\n",
    )
    assert list(executions(report)) == ["tests/test_a.py::TestA::test_x[a.b]", "unknown file::test_y"]


def test_a_cut_reason_is_completed_from_the_summary(tmp_path: Path) -> None:
    report = one(
        tmp_path,
        f"{HEADER}tests/test_a.py::test_b SKIPPED (the carrier is...) [50%]\n"
        "tests/test_c.py::test_d SKIPPED (the...)\n"
        "==== short test summary info ====\nSKIPPED [1] tests/test_a.py:3: the carrier is closed\n"
        "==== 2 skipped in 0.1s ====\n",
    )
    reasons = {test: found[0].mishaps[0].message for test, found in executions(report).items()}
    assert reasons == {"tests/test_a.py::test_b": "the carrier is closed", "tests/test_c.py::test_d": "the..."}


def test_a_failure_without_a_traceback_has_the_summarys_message(tmp_path: Path) -> None:
    report = one(
        tmp_path,
        f"{HEADER}==== short test summary info ====\nFAILED tests/test_a.py::test_b - KeyError: 1\n"
        "ERROR tests/test_c.py - ImportError: gone\nERROR tests/test_a.py::test_e - OSError: x\n"
        "==== 1 failed in 0.1s ====\n",
    )
    assert executions(report) == {
        "tests/test_a.py::test_b": (Execution("failed", None, (Mishap("failed", "KeyError: 1"),)),),
        "tests/test_c.py": (Execution("error", None, (Mishap("error", "ImportError: gone", phase="collection"),)),),
        "tests/test_a.py::test_e": (Execution("error", None, (Mishap("error", "OSError: x"),)),),
    }


def test_a_test_that_was_only_rerun_has_failed(tmp_path: Path) -> None:
    report = one(tmp_path, f"{HEADER}tests/test_a.py::test_b RERUN [ 5%]\n")
    assert [each.outcome for each in executions(report)["tests/test_a.py::test_b"]] == ["failed", "failed"]


def test_a_duration_that_is_printed_is_kept(tmp_path: Path) -> None:
    report = one(
        tmp_path,
        f"{HEADER}tests/test_a.py::test_b PASSED\n==== slowest 3 durations ====\n1.25s call tests/test_a.py::test_b\n"
        "9.00s call tests/test_a.py::test_unknown\n==== 1 passed in 2.0s ====\n",
    )
    assert executions(report) == {"tests/test_a.py::test_b": (Execution("passed", 1.25),)}


def test_a_text_beyond_the_largest_size_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console_text, "LARGEST_FILE", len(HEADER) + 40)
    report = one(tmp_path, f"{HEADER}tests/test_a.py::test_b PASSED\n" + "x" * 100)
    assert report.cut == "only the first 0 MB were read"


@pytest.mark.parametrize(
    "text",
    [
        f"==== {'9' * 5000} passed in 0.1s ====\n",
        f"collected {'9' * 5000} items\n",
        f"==== slowest durations ====\n{'9' * 400}.0s call tests/test_a.py::test_b\n",
        f"==== 1 passed in {'9' * 400}.0s ====\n",
    ],
)
def test_a_figure_of_thousands_of_digits_is_no_figure(tmp_path: Path, text: str) -> None:
    report = one(tmp_path, f"{HEADER}tests/test_a.py::test_b PASSED\n{text}")
    assert report.duration_s is None
    assert [(each.outcome, each.duration_s) for (each,) in executions(report).values()] == [("passed", None)]


def test_a_text_in_utf_16_is_read(tmp_path: Path) -> None:
    (report,) = read(tmp_path, f"{HEADER}==== 1 passed in 0.1s ====\n".encode("utf-16"))
    assert report.stated.passed == 1


def test_failures_of_the_line_style_that_do_not_match_the_summary_are_left_alone(tmp_path: Path) -> None:
    report = one(
        tmp_path,
        f"{HEADER}==== FAILURES ====\n/app/a.py:3: KeyError: 1\n==== short test summary info ====\n"
        "FAILED tests/test_a.py::test_b - KeyError: 1\nFAILED tests/test_a.py::test_c - KeyError: 2\n"
        "==== 2 failed in 0.1s ====\n",
    )
    assert [found[0].mishaps[0].message for found in executions(report).values()] == ["KeyError: 1", "KeyError: 2"]

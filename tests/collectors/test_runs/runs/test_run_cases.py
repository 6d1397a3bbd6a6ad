"""Cases of a run out of its report and its console text."""

from collectors.test_runs.as_reported.report import Address, Execution, Mishap, ReportedCase, RunReport
from collectors.test_runs.runs.joining import RunFiles
from collectors.test_runs.runs.one_run import FileReport
from collectors.test_runs.runs.run_cases import Case, run_cases

NODE = "tests/test_a.py::test_b"


def listing(*executions: Execution, cut: str | None = None, pytest: bool = True) -> FileReport:
    address = Address(name="test_b", classname="tests.test_a")
    cases = tuple(ReportedCase(address, (each,)) for each in executions)
    return FileReport("junit.xml", 1, RunReport("junit", pytest, cases, cut=cut))


def console(*executions: Execution, rerun: bool = False, node_id: str = NODE) -> FileReport:
    case = ReportedCase(Address(name=node_id, node_id=node_id), executions, rerun)
    return FileReport("console.txt", 1, RunReport("pytest-console", True, (case,)))


def found(report: FileReport | None, text: FileReport | None) -> list[tuple[str, str, list[str], str]]:
    cases = run_cases(RunFiles((report,) if report else (), text))
    return [(case.test, case.outcome, [each.outcome for each in case.executions], case.file) for case in cases]


def test_an_unexpected_pass_is_known_from_the_console_text() -> None:
    unexpected = Execution("xpassed", None, (Mishap("xpassed", "why"),))
    (case,) = run_cases(RunFiles((listing(Execution("passed", 0.1)),), console(unexpected)))
    assert case == Case(NODE, "xpassed", (Execution("xpassed", 0.1, unexpected.mishaps),), "junit.xml")


def test_entries_that_the_console_text_calls_reruns_have_failed() -> None:
    passed = Execution("passed")
    printed = console(Execution("failed"), Execution("failed"), passed, rerun=True)
    assert found(listing(passed, passed, passed), printed) == [
        (NODE, "passed", ["failed", "failed", "passed"], "junit.xml")
    ]


def test_reruns_that_the_report_leaves_out_are_known_from_the_console_text() -> None:
    passed = Execution("passed")
    printed = console(Execution("failed"), passed, rerun=True)
    assert found(listing(passed), printed) == [(NODE, "passed", ["failed", "passed"], "junit.xml")]


def test_without_a_console_text_repeated_passes_stay_passes() -> None:
    passed = Execution("passed")
    assert found(listing(passed, passed), None) == [(NODE, "passed", ["passed", "passed"], "junit.xml")]


def test_output_that_only_the_console_text_shows_is_added() -> None:
    report, printed = Execution("passed", captured="a"), Execution("passed", captured="--- live log call ---\nb")
    (case,) = run_cases(RunFiles((listing(report),), console(printed)))
    assert case.executions[0].captured == "a\n--- live log call ---\nb"


def test_output_that_the_report_has_too_is_not_said_twice() -> None:
    report = Execution("passed", captured="--- Captured Log ---\na\nb")
    printed = Execution("passed", captured="--- live log call ---\nb")
    (case,) = run_cases(RunFiles((listing(report),), console(printed)))
    assert case.executions[0].captured == report.captured


def test_words_that_the_report_lacks_come_from_the_console_text() -> None:
    said = Mishap("failed", "assert 0")
    (case,) = run_cases(
        RunFiles(
            (listing(Execution("failed", None, (Mishap("failed"),))),), console(Execution("failed", None, (said,)))
        )
    )
    assert case.executions[0].mishaps == (said,)


def test_a_test_that_only_the_console_text_names_is_added_to_a_cut_report_alone() -> None:
    other = console(Execution("passed"), node_id="tests/test_c.py::test_d")
    whole, cut = listing(Execution("passed")), listing(Execution("passed"), cut="broken")
    assert [row[0] for row in found(whole, other)] == [NODE]
    assert [(row[0], row[3]) for row in found(cut, other)] == [
        (NODE, "junit.xml"),
        ("tests/test_c.py::test_d", "console.txt"),
    ]


def test_a_console_text_alone_gives_its_cases() -> None:
    assert found(None, console(Execution("skipped"))) == [(NODE, "skipped", ["skipped"], "console.txt")]


def test_outside_pytest_passes_of_one_name_are_tests_named_alike() -> None:
    report = listing(Execution("passed"), Execution("skipped"), pytest=False)
    assert [row[:2] for row in found(report, None)] == [
        ("tests.test_a::test_b", "passed"),
        ("tests.test_a::test_b (2)", "skipped"),
    ]


def test_outside_pytest_entries_of_one_name_with_a_failure_are_attempts() -> None:
    report = listing(Execution("failed"), Execution("passed"), pytest=False)
    assert found(report, None) == [("tests.test_a::test_b", "passed", ["failed", "passed"], "junit.xml")]


def test_a_module_is_told_from_a_test() -> None:
    skipped, broken = Execution("skipped"), Execution("error", None, (Mishap("error", phase="collection"),))
    assert Case("tests/test_a.py", "skipped", (skipped,), "f").of_collection
    assert Case("tests/test_a.py", "error", (broken,), "f").of_collection
    assert not Case(NODE, "skipped", (skipped,), "f").of_collection

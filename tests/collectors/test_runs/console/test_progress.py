"""Progress lines of pytest."""

import pytest

from collectors.test_runs.console.lines import Line
from collectors.test_runs.console.progress import Progress, node_id, output_of, progress

A = "tests/test_a.py::TestB::test_c"


def read(*lines: str) -> dict[str, Progress]:
    return progress([Line(line) for line in lines])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tests/test_a.py::test_b", "tests/test_a.py::test_b"),
        ("tests/test_a.py::TestB::test_c[x y - z]", "tests/test_a.py::TestB::test_c[x y - z]"),
        ("tests/test_a.py::test_c[[x]] ", "tests/test_a.py::test_c[[x]]"),
        ("docs/a.rst::a.rst", "docs/a.rst::a.rst"),
        ("tests/test_a.py", None),
        ("tests/test_a.py::test_b and more", None),
        ("parcel.client::connect", None),
        ("std::vector", None),
    ],
)
def test_a_node_id_is_a_file_and_names(text: str, name: str | None) -> None:
    assert node_id(text) == name


@pytest.mark.parametrize(
    ("line", "test", "words", "reason"),
    [
        (f"{A} PASSED    [  5%]", A, ["PASSED"], ""),
        (f"{A} FAILED", A, ["FAILED"], ""),
        (f"{A} ERROR  [1/25]", A, ["ERROR"], ""),
        (f"{A} PASSED   1.204ms", A, ["PASSED"], ""),
        (f"{A}[PASSED x] FAILED [ 5%]", f"{A}[PASSED x]", ["FAILED"], ""),
        (f"{A} SKIPPED (not (yet) here) [ 5%]", A, ["SKIPPED"], "not (yet) here"),
        (f"{A} SKIPPED (not y...) [100%]", A, ["SKIPPED"], "not y..."),
        (f"{A} XFAIL (known)", A, ["XFAIL"], "known"),
        (f"{A} <- tests/contracts.py PASSED [ 5%]", A, ["PASSED"], ""),
        (f"{A} SUBFAILED[weight] (weight=-2) [100%]", A, ["SUBFAILED"], ""),
        (f"[gw0] [  4%] FAILED {A} ", A, ["FAILED"], ""),
        (f"[gw11] PASSED {A}", A, ["PASSED"], ""),
    ],
)
def test_a_result_names_its_test(line: str, test: str, words: list[str], reason: str) -> None:
    found = read(line)
    assert list(found) == [test]
    assert (found[test].words, found[test].reason) == (words, reason)


def test_results_of_one_test_come_in_order() -> None:
    assert read(f"{A} RERUN [ 5%]", f"{A} PASSED [ 5%]", f"{A} ERROR [ 5%]")[A].words == ["RERUN", "PASSED", "ERROR"]


def test_what_is_logged_and_printed_before_the_result_is_the_tests_output() -> None:
    found = read(
        f"{A} printed at once",
        "printed later",
        "---- live log call ----",
        "WARNING a.py:1 logged",
        "PASSED                                [ 50%]",
        "---- live log teardown ----",
        "WARNING a.py:2 closed",
        "tests/test_a.py::test_next PASSED",
    )
    assert found[A].words == ["PASSED"]
    assert output_of(found[A]) == (
        "--- output ---\nprinted at once\nprinted later\n--- live log call ---\nWARNING a.py:1 logged\n"
        "--- live log teardown ---\nWARNING a.py:2 closed"
    )
    assert output_of(found["tests/test_a.py::test_next"]) == ""


def test_what_is_printed_on_the_line_of_the_result_is_output() -> None:
    found = read(f"{A} some words PASSED [ 5%]")[A]
    assert (found.words, output_of(found)) == (["PASSED"], "--- output ---\nsome words")


def test_a_test_that_was_only_started_has_no_result() -> None:
    assert read(f"{A} ", "") == {A: Progress()}


def test_a_timeout_within_a_test_is_noted() -> None:
    line = "+" * 30 + " Timeout " + "+" * 30
    assert read(f"{A} {line}")[A].timed_out
    assert read(f"{A} ", line)[A].timed_out


def test_lines_that_name_no_test_are_passed_over() -> None:
    assert read("tests/test_a.py ..F. [ 19%]", "collecting ...", "PASSED", "INFO parcel.client::connect PASSED") == {}


def test_endless_output_is_bounded() -> None:
    found = read(f"{A} ", *["x" * 1000] * 2000, "PASSED")
    assert found[A].words == ["PASSED"]
    assert len(output_of(found[A])) < 600_000

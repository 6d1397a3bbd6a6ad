"""Tracebacks and captured output of console text."""

import pytest

from collectors.test_runs.console.details import Detail, details, tail_of

TEST = "tests/test_a.py::TestB::test_c[x.y]"


@pytest.mark.parametrize(
    ("test", "tail"),
    [
        (TEST, "TestB.test_c[x.y]"),
        ("tests/test_a.py::test_d", "test_d"),
        ("tests/test_a.py::test_d[a::b]", "test_d[a::b]"),
        ("tests/test_a.py", ""),
    ],
)
def test_headings_leave_out_the_file(test: str, tail: str) -> None:
    assert tail_of(test) == tail


def test_each_heading_holds_a_traceback_and_captured_sections() -> None:
    lines = [
        "____ TestB.test_c[x.y] ____",
        "[gw1] linux -- Python 3.11.7 /usr/local/bin/python",
        "",
        ">       assert 0",
        "E       assert 0",
        "",
        "tests/test_a.py:3: AssertionError",
        "---- Captured stdout call ----",
        "printed",
        "---- Captured log call ----",
        "logged",
        "____ test_d ____",
        "E   other",
        "---- generated xml file: /app/junit.xml ----",
        "not of the test",
    ]
    assert details("FAILURES", lines, [TEST, "tests/test_a.py::test_d"]) == [
        Detail(
            "FAILURES",
            "call",
            "TestB.test_c[x.y]",
            ">       assert 0\nE       assert 0\n\ntests/test_a.py:3: AssertionError",
            "--- Captured stdout call ---\nprinted\n--- Captured log call ---\nlogged",
        ),
        Detail("FAILURES", "call", "test_d", "E   other", ""),
    ]


def test_errors_say_in_which_phase() -> None:
    lines = [
        "_ ERROR at setup of test_d _",
        "a",
        "_ ERROR at teardown of test_d _",
        "b",
        "_ ERROR collecting tests/x.py _",
        "c",
    ]
    assert [(each.phase, each.name, each.text) for each in details("ERRORS", lines, [])] == [
        ("setup", "test_d", "a"),
        ("teardown", "test_d", "b"),
        ("collection", "tests/x.py", "c"),
    ]


def test_what_a_test_prints_is_no_heading_where_names_are_known() -> None:
    lines = ["__ test_d __", "---- Captured stdout call ----", "__ a title __", "_ _ _ _", "===="]
    (detail,) = details("FAILURES", lines, ["tests/test_a.py::test_d"])
    assert detail.captured == "--- Captured stdout call ---\n__ a title __\n_ _ _ _\n===="


def test_without_known_names_every_heading_counts() -> None:
    assert [each.name for each in details("FAILURES", ["__ test_d __", "__ test_e __"], [])] == ["test_d", "test_e"]


def test_a_subtest_is_headed_by_its_tests_name() -> None:
    lines = ["__ test_d [weight] (weight=-2) __", "a", "__ test_d (weight=3) __", "b"]
    assert len(details("FAILURES", lines, ["tests/test_a.py::test_d"])) == 2


def test_lines_before_the_first_heading_belong_to_nobody() -> None:
    assert details("FAILURES", ["stray", "more"], []) == []

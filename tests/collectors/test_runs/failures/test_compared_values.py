import time

import pytest

from collectors.test_runs.failures.compared_values import compared_values


@pytest.mark.parametrize(
    "text",
    [
        "Error: expect(received).toBe(expected) // Object.is equality\n\nExpected: 1\nReceived: 2\n    at Object.toBe",
        "Error: expect(locator).toHaveText(expected)\n\nExpected string: 1\nReceived string: 2\nCall log:",
        "Error: deep equality\n\n- Expected  - 1\n+ Received  + 1\n\n  Object {\n-   1\n+   2\n  }",
        "AssertionError: not the same\n\n      + expected - actual\n\n      -2\n      +1\n\n at Context",
        "org.opentest4j.AssertionFailedError: \nexpected: 1\n but was: 2\n\tat",  # AssertJ
        "Expecting actual:\n  2\nto be equal to:\n  1\n",  # AssertJ, older
        "java.lang.AssertionError: \nExpected: 1\n     but: 2\n\tat",  # Hamcrest
        "\tError Trace:\tlabel_test.go:12\n\tError:      \tNot equal: \n\t            \texpected: 1\n\t\tactual  : 2",
        "label mismatch (-want +got):\n  Label{\n- \t1\n+ \t2\n  }",
        "  Expected: 1\n  But was:  2\n",  # NUnit
        "Assert.Equal() Failure: Values differ\nExpected: 1\nActual:   2",  # xUnit.net
        "assertion `left == right` failed\n  left: 1\n right: 2",  # Rust, which names no side; the first is expected
        "--- Expected\n+++ Actual\n@@ @@\n-1\n+2",  # PHPUnit
    ],
)
def test_both_sides_are_read_from_what_the_tools_print(text: str) -> None:
    assert compared_values(text, text.strip().splitlines()[0]) == ("Expected: 1", "Received: 2")


@pytest.mark.parametrize(
    "text",
    [
        "expected:<1> but was:<2>",  # the first line says it
        "AssertionError: expected 2 to equal 1\n\n  + expected - actual\n\n  -2\n  +1",
        "Expected: 1\nand nothing else",
        "got: 2\n1\n2\n3\n4\n5\nwant: 1",  # too far apart to be of one comparison
        "expected: 1\nexpected: 2",
    ],
)
def test_what_is_said_already_or_of_one_side_alone_is_left_out(text: str) -> None:
    assert compared_values(text, text.splitlines()[0]) == ()


def test_a_long_value_is_cut() -> None:
    expected, received = compared_values(f"Expected: {'x' * 500}\nReceived: 2", "")
    assert (len(expected), expected[-1], received) == (210, "…", "Received: 2")


@pytest.mark.parametrize("text", ["\n" * 20_000, "--- Expected" + "\n" * 20_000, "- Expected\n" * 2000, " " * 20_000])
def test_hostile_text_takes_linear_time(text: str) -> None:
    started = time.process_time()
    assert compared_values(text, "") == ()
    assert time.process_time() - started < 0.5


def test_the_space_that_go_prints_behind_a_sign_is_no_part_of_the_value() -> None:
    assert compared_values("(-want +got):\n-\u00a0\t1,\n+\u00a0\t2,", "") == ("Expected: 1,", "Received: 2,")

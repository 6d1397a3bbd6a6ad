"""Failures taken apart."""

import time

import pytest

from collectors.test_runs.as_reported.report import Mishap
from collectors.test_runs.failures.failure_text import Described, describe
from incidents.model.evidence import Frame

SPACE = " "  # pytest leaves one behind the place of a frame that raised nothing
LONG = f"""def test_a():
>       helper()

tests/test_a.py:2:{SPACE}
_ _ _ _ _

    def helper():
>       raise KeyError("k")
E       KeyError: 'k'

parcel_api/b.py:9: KeyError"""
LONG_FRAMES = (
    Frame(file="tests/test_a.py", line=2, function="test_a"),
    Frame(file="parcel_api/b.py", line=9, function="helper"),
)
COLLECTION = """ImportError while importing test module '/app/tests/test_a.py'.
Traceback:
tests/test_a.py:1: in <module>
    import gone
E   ModuleNotFoundError: No module named 'gone'"""
SYNTAX = """E     File "/app/tests/test_a.py", line 3
E       def test(:
E                ^
E   SyntaxError: invalid syntax"""
CHAINED = """tests/test_a.py:2: in test_a
    first()
E   OSError: first

During handling of the above exception, another exception occurred:
tests/test_a.py:4: in test_a
    second()
E   parcel_api.errors.Second: second
E   more of it"""

NATIVE = """Traceback (most recent call last):
  File "/app/parcel_api/b.py", line 9, in parse
    return answer["weight"]
           ~~~~~~^^^^^^^^^^
KeyError: 'weight'

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/app/tests/test_a.py", line 2, in test_a
    parse()
x.ParcelError: none
DETAIL: more"""


@pytest.mark.parametrize(
    ("mishap", "described"),
    [
        (Mishap("failed", "KeyError: 'k'", None, LONG), Described("KeyError: 'k'", "KeyError", LONG_FRAMES)),
        (Mishap("failed", "", None, LONG), Described("KeyError: 'k'", "KeyError", LONG_FRAMES)),
        (
            Mishap("error", "failed on setup with \"KeyError: 'k'\"", None, LONG),
            Described("KeyError: 'k'", "KeyError", LONG_FRAMES),
        ),
        (Mishap("error", "test setup failure", None, LONG), Described("KeyError: 'k'", "KeyError", LONG_FRAMES)),
        # pytest 9.2 cuts long messages and says so.
        (
            Mishap("failed", "KeyE...\n[truncated; full report in element text]", None, LONG),
            Described("KeyError: 'k'", "KeyError", LONG_FRAMES),
        ),
        (
            Mishap("error", "collection failure", None, COLLECTION),
            Described(
                "ModuleNotFoundError: No module named 'gone'",
                "ModuleNotFoundError",
                (Frame(file="tests/test_a.py", line=1, function="<module>"),),
            ),
        ),
        (
            Mishap("error", "collection failure", None, SYNTAX),
            Described(
                "SyntaxError: invalid syntax", "SyntaxError", (Frame(file="tests/test_a.py", line=3, function=""),)
            ),
        ),
        # The last exception is the one that went through; the frames of the one that caused it come before its own.
        (
            Mishap("failed", "", None, CHAINED),
            Described(
                "parcel_api.errors.Second: second",
                None,
                (
                    Frame(file="tests/test_a.py", line=2, function="test_a"),
                    Frame(file="tests/test_a.py", line=4, function="test_a"),
                ),
            ),
        ),
        # --tb=native; what follows the exception's line belongs to its message
        (
            Mishap("failed", "", None, NATIVE),
            Described(
                "x.ParcelError: none",
                "x.ParcelError",
                (
                    Frame(file="parcel_api/b.py", line=9, function="parse"),
                    Frame(file="tests/test_a.py", line=2, function="test_a"),
                ),
            ),
        ),
        (Mishap("failed", "assert 1 == 2\nmore", None, ""), Described("assert 1 == 2", "AssertionError", ())),
        (Mishap("failed", "Failed: Timeout (>1.0s)"), Described("Failed: Timeout (>1.0s)", "Failed", ())),
        # --tb=line
        (
            Mishap("failed", "", None, "/app/tests/test_a.py:15: x.ParcelError: none"),
            Described("x.ParcelError: none", "x.ParcelError", (Frame(file="tests/test_a.py", line=15, function=""),)),
        ),
        (
            Mishap("failed", "expected: <1>", "org.junit.ComparisonFailure", "org.junit.ComparisonFailure: expected"),
            Described("expected: <1>", "org.junit.ComparisonFailure", ()),
        ),
        # Not everything that stands where a type belongs is one.
        (Mishap("failed", "broken", "FAILURE", ""), Described("broken", None, ())),
        (Mishap("failed", "", None, "\n  just text\n"), Described("just text", None, ())),
        (Mishap("failed"), Described(None, None, ())),
        (Mishap("skipped", "why"), Described("why", None, ())),
        (Mishap("xfailed", "reason: why"), Described("why", None, ())),
        (Mishap("skipped"), Described(None, None, ())),
        (
            Mishap("skipped", "collection skipped", None, "('/app/tests/test_a.py', 3, 'Skipped: no printer')"),
            Described("no printer", None, ()),
        ),
        (Mishap("skipped", "collection skipped", None, "?"), Described("collection skipped", None, ())),
        (Mishap("failed", "\x1b[31mValueError: red\x1b[0m"), Described("ValueError: red", "ValueError", ())),
    ],
)
def test_a_failure_says_a_sentence_a_type_and_frames(mishap: Mishap, described: Described) -> None:
    assert describe(mishap, "/app") == described


def test_what_was_expected_and_received_follows_the_first_line() -> None:
    text = (
        "Error: expect(received).toBe(expected)\n\nExpected: 1\nReceived: 2\n    at Object.toBe (test/a.test.js:8:57)"
    )
    found = describe(Mishap("failed", text.splitlines()[0], None, text), None)
    assert found.message == "Error: expect(received).toBe(expected)\nExpected: 1\nReceived: 2"


def test_a_long_type_that_is_none_is_looked_through_once() -> None:
    began = time.process_time()
    described = describe(Mishap("failed", "no", "A" + "a" * 30_000 + "!"), None)
    assert (described.error_type, time.process_time() - began < 1) == (None, True)

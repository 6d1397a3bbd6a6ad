"""The short test summary and the slowest durations."""

from collectors.test_runs.console.summary import Mention, Skip, durations, mentions, skips


def test_a_line_names_a_test_and_a_message() -> None:
    assert mentions(
        [
            "FAILED tests/test_a.py::test_b - assert 0",
            "FAILED tests/test_a.py::test_b[x - y] - assert 1 - 1",
            "FAILED tests/test_a.py::test_b[x - y]",
            "  a further line of the message",
            "ERROR tests/test_c.py - ModuleNotFoundError: no",
            "ERROR tests/test_c.py",
            "XFAIL at setup of tests/test_a.py::test_d - known",
            "XPASS tests/test_a.py::test_e",
            "SUBFAILED[weight] (weight=-2) tests/test_a.py::test_f - assert -2 > 0",
            "RERUN tests/test_a.py::test_g",
            "SKIPPED [1] tests/test_a.py:9: not here",
            "FAILED",
        ]
    ) == [
        Mention("FAILED", "tests/test_a.py::test_b", "assert 0"),
        Mention("FAILED", "tests/test_a.py::test_b[x - y]", "assert 1 - 1"),
        Mention("FAILED", "tests/test_a.py::test_b[x - y]", ""),
        Mention("ERROR", "tests/test_c.py", "ModuleNotFoundError: no"),
        Mention("ERROR", "tests/test_c.py", ""),
        Mention("XFAIL", "tests/test_a.py::test_d", "known"),
        Mention("XPASS", "tests/test_a.py::test_e", ""),
        Mention("SUBFAILED", "tests/test_a.py::test_f", "assert -2 > 0"),
        Mention("RERUN", "tests/test_a.py::test_g", ""),
    ]


def test_a_line_of_endless_dashes_takes_no_time() -> None:
    (mention,) = mentions(["FAILED tests/test_a.py::test_b[" + " - " * 100_000])
    assert mention.word == "FAILED"


def test_reasons_of_skips_come_by_file() -> None:
    assert skips(
        ["SKIPPED [2] tests/test_a.py:9: closed: at night", "SKIPPED [1] tests/test_b.py: no", "SKIPPED x"]
    ) == [
        Skip("tests/test_a.py", "closed: at night"),
        Skip("tests/test_b.py", "no"),
    ]


def test_durations_are_those_of_the_bodies() -> None:
    lines = [
        "0.12s call     tests/test_a.py::test_b[x y]",
        "3.00s setup    tests/test_a.py::test_b[x y]",
        "(3 durations < 0.005s hidden.  Use -vv to show these durations.)",
    ]
    assert durations(lines) == {"tests/test_a.py::test_b[x y]": 0.12}

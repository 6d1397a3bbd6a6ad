import pytest

from collectors.logs.formats.text_unit import MOST_CHARACTERS, TextUnit
from collectors.logs.messages.stacks.python import CHAINED, HEADER

PYTHON = [HEADER, '  File "/app/a.py", line 1, in f', "    g()", "  | ^^^", "KeyError: 'depot'", "DETAIL: none", ""]
CHAIN = [*PYTHON, CHAINED[0], "", *PYTHON]
JAVA = ["java.lang.IllegalStateException: no depot", "\tat a.B.c(B.java:1)", "Caused by: a.D: x", "\t... 3 more"]


def taken(*lines: str, after: int | None = None, above: str = "ERROR load failed") -> list[bool]:
    """Which lines are taken; `after` so many nanoseconds each, or without a time."""
    unit = TextUnit(1000, above)
    return [unit.takes(line, None if after is None else 1000 + after * n) for n, line in enumerate(lines, start=1)]


@pytest.mark.parametrize("lines", [PYTHON, CHAIN, JAVA, ["{", '  "a": 1', "}"], ["more words", "", "and more"]])
def test_lines_without_a_time_go_on(lines: list[str]) -> None:
    assert all(taken(*lines))


@pytest.mark.parametrize(
    "line",
    ["INFO: ready", "ERROR again", '10.0.0.1:5 - "GET / HTTP/1.1" 200 OK', "[WARNING] x", '{"level": "x"}'],
)
def test_a_message_of_its_own_does_not_go_on(line: str) -> None:
    assert taken(line) == [line.startswith("{")]


def test_lines_with_a_time_go_on_inside_a_stack_trace_only() -> None:
    assert taken(*PYTHON[:5], "ready", after=9) == [True, True, True, True, True, False]
    assert taken("ready", "Error: x", "", after=9) == [False, False, False]
    frame = '  File "/app/a.py", line 1, in f'
    assert taken(HEADER, frame, "Error: no depot", "", after=9) == [True, True, True, True]
    assert taken(HEADER, frame, "INFO: ready", after=9) == [True, True, False]
    assert taken(frame, "KeyError: 1", after=9, above=HEADER) == [True, True]


def test_a_trace_with_a_time_belongs_to_a_complaint_just_before_it() -> None:
    assert taken(HEADER, after=250_000_000) == [True]
    assert taken(HEADER, after=250_000_001) == [False]
    assert taken(HEADER, after=9, above="INFO ready") == [False]
    chain = [*PYTHON[:5], "", CHAINED[0], "", *PYTHON[:5]]
    assert taken(*chain, after=9) == [True] * len(chain)


def test_two_traces_with_times_are_two() -> None:
    assert taken(*PYTHON[:5], *PYTHON[:5], after=9)[:6] == [True, True, True, True, True, False]


def test_lines_with_a_time_far_from_the_last_or_before_it_do_not_go_on() -> None:
    unit = TextUnit(1000, HEADER)
    frame = '  File "/app/a.py", line 1, in f'
    assert [unit.takes(frame, at) for at in (1000, 1_000_001_000, 2_000_001_001, 999)] == [True, True, False, False]


def test_the_text_is_what_was_taken_within_a_bound() -> None:
    unit = TextUnit(1, "a")
    assert [unit.takes(line, None) for line in ("b", "INFO: c", "d", "")] == [True, False, True, True]
    assert unit.text == "a\nb\nd"
    for _ in range(40):
        assert unit.takes(" " + "x" * 5000, None)
    assert len(unit.text) == MOST_CHARACTERS

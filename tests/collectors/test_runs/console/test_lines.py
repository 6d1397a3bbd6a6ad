"""Lines of console text."""

import pytest

from collectors.test_runs.console.lines import Line, final_counts, lines_of, section_title


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("=== 1 failed, 253 passed, 1 warning in 1.87s ===", {"failed": 1, "passed": 253, "warning": 1}),
        ("=== 25 failed in 636.18s (0:10:36) ===", {"failed": 25}),
        ("=== 2 passed in 90000.10s (1 day, 1:00:00) ===", {"passed": 2}),
        ("1 failed, 3 passed in 0.02s", {"failed": 1, "passed": 3}),
        (
            "=== 3 failed, 32 passed, 471 subtests passed in 1.36s ===",
            {"failed": 3, "passed": 32, "subtests passed": 471},
        ),
        ("=== 1 failed, 2 passed, 4 rerun in 0.03s ===", {"failed": 1, "passed": 2, "rerun": 4}),
        ("=== no tests ran in 0.06s ===", {}),
        ("=== 4 deselected in 0.01s ===", {"deselected": 4}),
        ("4 tests collected in 0.00s", {"tests": 4}),
        ("3/4 tests collected (1 deselected) in 0.00s", {"tests": 4, "deselected": 1}),
        ("no tests collected (4 deselected) in 0.00s", {"deselected": 4}),
        # pytest before version 5
        ("=== 2 passed, 1 warnings in 0.12 seconds ===", {"passed": 2, "warnings": 1}),
        ("3 apples in 2s", None),
        ("1 failed, 2 pears in 0.1s", None),
        ("=== FAILURES ===", None),
        ("ran in 0.1s", None),
    ],
)
def test_the_last_line_is_known_by_its_words(line: str, counts: dict[str, int] | None) -> None:
    assert final_counts(line) == counts


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("==== FAILURES ====", "FAILURES"),
        ("= ERRORS =", "ERRORS"),
        ("==== slowest 3 durations ====", "slowest 3 durations"),
        ("==== a test's own heading ====", None),
        ("FAILURES", None),
    ],
)
def test_only_pytests_own_sections_are_sections(line: str, title: str | None) -> None:
    assert section_title(line) == title


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\r\n\x1b[32mb\x1b[0m", [Line("a"), Line("b")]),
        (
            "2026-03-02T09:00:00.1234567Z a\n2026-03-02T09:00:01.0000000Z\nb",
            [Line("a", "2026-03-02T09:00:00.1234567Z"), Line("", "2026-03-02T09:00:01.0000000Z"), Line("b")],
        ),
        ("e2e\tRun tests\t\ufeff2026-03-02T09:00:00.1234567Z a", [Line("a", "2026-03-02T09:00:00.1234567Z")]),
        # A test may print a time of its own; it has another number of digits.
        ("2026-03-02T09:00:00.123Z a", [Line("2026-03-02T09:00:00.123Z a")]),
    ],
)
def test_stamps_of_the_jobs_log_are_taken_off(text: str, lines: list[Line]) -> None:
    assert lines_of(text) == lines

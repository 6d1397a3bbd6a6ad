"""Output of tests brought together."""

import pytest

from collectors.test_runs.as_reported.captured_output import joined


@pytest.mark.parametrize(
    ("blocks", "text"),
    [
        ([], ""),
        ([("system-out", "\n\n")], ""),
        ([("system-out", "a\n"), ("system-err", "b")], "--- system-out ---\na\n--- system-err ---\nb"),
        ([("", "a")], "a"),
        (
            [("system-out", "before\n--- Captured Log ---\nlog\n--- Captured Out ---\n\n")],
            "--- system-out ---\nbefore\n--- Captured Log ---\nlog",
        ),
        # What was joined once can be joined again.
        (
            [("", "--- Captured stdout call ---\na"), ("", "--- live log call ---\nb")],
            "--- Captured stdout call ---\na\n--- live log call ---\nb",
        ),
        ([("x", "a"), ("x", "a"), ("y", "a")], "--- x ---\na\n--- y ---\na"),
        ([("x", "\x1b[31mred")], "--- x ---\nred"),
    ],
)
def test_sections_are_headed_and_said_once(blocks: list[tuple[str, str]], text: str) -> None:
    assert joined(blocks) == text

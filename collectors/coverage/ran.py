"""What a coverage report says of one source file, whatever its format."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

MOST_LINES = 10_000_000
"""No source file is longer; what is numbered beyond it is no line."""

WhichTests = Callable[[str], AbstractSet[str]]
"""The failed tests that a report's own name for what ran a line means; none for every other one."""


class UnusableCoverageError(Exception):
    """A file that holds no coverage that could be read; the text says why, without the file's name."""


@dataclass(frozen=True)
class FileLines:
    """The lines of one source file that ran at all, or that one failed test ran."""

    path: str
    lines: AbstractSet[int]
    test: str | None = None


@dataclass(frozen=True)
class Report:
    """All that a report says. `tells_tests` is set where it names what ran a line; `cut` is why it ended early."""

    files: tuple[FileLines, ...]
    tells_tests: bool = False
    cut: str | None = None


def line_number(value: object) -> int | None:
    """A line as a report writes it; None for what is no number of a line."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= len(str(MOST_LINES)):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 < value <= MOST_LINES else None

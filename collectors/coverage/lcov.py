"""The tracefile of lcov, which most coverage tools can write: `TN` a test, `SF` a file, `DA` a line and its count."""

import re
from collections.abc import Iterable

from collectors.coverage.ran import FileLines, Report, UnusableCoverageError, WhichTests, line_number
from collectors.coverage.test_names import names_a_test
from collectors.problem_tally import ProblemTally

_START = re.compile(r"\A(?:TN|SF):")
_LINE = re.compile(r"(\d{1,9}),(-?\d{1,20})(?:,\S*)?")


def recognised(text: str) -> bool:
    return _START.match(text) is not None


def read(text: str, which: WhichTests, tally: ProblemTally) -> Report:
    """Raises UnusableCoverageError where no file is named."""
    ran: dict[tuple[str, str | None], set[int]] = {}
    path, tests, tells = None, frozenset[str](), False
    for number, line in enumerate(text.splitlines(), start=1):
        kind, _, value = line.partition(":")
        if kind == "TN":
            tests, tells = frozenset(which(value)), tells or names_a_test(value)
        elif kind == "SF":
            path = value.strip()
            ran.setdefault((path, None), set())
        elif kind == "end_of_record":
            path = None
        elif kind == "DA" and path is not None:
            kept = {each: ran.setdefault((path, each), set()) for each in (None, *tests)}
            _add(value, kept.values(), f"line {number}", tally)
    if not ran:
        raise UnusableCoverageError("it names no file. Nothing of it was kept")
    cut = "it ends within the lines of a file" if path is not None else None
    return Report(tuple(FileLines(path, lines, test) for (path, test), lines in ran.items()), tells, cut)


def _add(value: str, kept: Iterable[set[int]], place: str, tally: ProblemTally) -> None:
    said = _LINE.fullmatch(value.strip())
    number = line_number(said[1]) if said else None
    if said is None or number is None:
        tally.add("counts that cannot be read", place)
    elif int(said[2]) > 0:
        for each in kept:
            each.add(number)

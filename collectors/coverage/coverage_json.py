"""The JSON of coverage.py, with the tests that ran each line where it was written with its contexts; and a plain map.

The plain map is what is left when only the lines are kept: `{"parcel/api.py": [1, 2, 5]}`.
"""

import json
from collections.abc import Iterator, Mapping

from collectors.coverage.ran import FileLines, Report, UnusableCoverageError, WhichTests, line_number
from collectors.coverage.test_names import names_a_test
from collectors.problem_tally import ProblemTally


def recognised(text: str) -> bool:
    return text.startswith("{")


def read(text: str, which: WhichTests, tally: ProblemTally) -> Report:
    """Raises UnusableCoverageError for what is no JSON, or no coverage in it."""
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as broken:
        raise UnusableCoverageError("it is no whole JSON. It was not read") from broken
    of_files = held.get("files") if isinstance(held, dict) else None
    if isinstance(of_files, dict):
        told = {path: said for path, said in of_files.items() if isinstance(said, dict)}
        tally.add("files of which no lines are told", "files", len(of_files) - len(told))
        found = tuple(each for path, said in told.items() for each in _file(path, said, which, tally))
        return Report(found, tells_tests=any(_tests(said) for said in told.values()))
    return Report(tuple(_plain(held, tally)))


def _plain(held: object, tally: ProblemTally) -> Iterator[FileLines]:
    if not isinstance(held, dict) or not any(isinstance(lines, list) for lines in held.values()):
        raise UnusableCoverageError("it tells no lines that ran. Nothing of it was kept")
    for path, lines in held.items():
        if isinstance(lines, list):
            yield FileLines(path, _numbers(lines, path, tally))
        else:
            tally.add("files of which no lines are told", path)


def _file(path: str, said: Mapping[str, object], which: WhichTests, tally: ProblemTally) -> Iterator[FileLines]:
    lines = said.get("executed_lines")
    yield FileLines(path, _numbers(lines if isinstance(lines, list) else [], path, tally))
    by_test: dict[str, set[int]] = {}
    for number, names in _tests(said):
        for test in {test for name in names for test in which(name)}:
            by_test.setdefault(test, set()).add(number)
    yield from (FileLines(path, ran, test) for test, ran in by_test.items())


def _tests(said: Mapping[str, object]) -> list[tuple[int, list[str]]]:
    """For each line the tests that ran it; the empty context is what ran outside of every one."""
    contexts = said.get("contexts")
    if not isinstance(contexts, dict):
        return []
    found = []
    for line, names in contexts.items():
        number = line_number(line)
        told = (
            [name for name in names if isinstance(name, str) and names_a_test(name)] if isinstance(names, list) else []
        )
        if number is not None and told:
            found.append((number, told))
    return found


def _numbers(lines: list[object], path: str, tally: ProblemTally) -> set[int]:
    numbers = {number for line in lines if (number := line_number(line)) is not None}
    tally.add("lines that are no number of a line", path, sum(line_number(line) is None for line in lines))
    return numbers

"""The `short test summary info` and `slowest durations` sections of pytest's console text."""

import re
from dataclasses import dataclass
from itertools import islice

from collectors.test_runs.console.progress import node_id

_LINE = re.compile(
    r"^(?P<word>PASSED|FAILED|ERROR|XFAIL|XPASS|RERUN|SKIPPED|"
    r"SUB(?:FAILED|FAIL|PASSED|PASS|SKIPPED|XFAIL)\S*(?: \(.*?\))?)"
    r"(?: at \w+ of)? (?P<rest>\S.*)$"
)
_SKIPPED = re.compile(r"^SKIPPED \[(?P<number>\d+)\] (?P<file>[^:]+?)(?::(?P<line>\d+))?: (?P<reason>.*)$")
_DURATION = re.compile(r"^\s*(?P<seconds>\d{1,7}\.\d+)s (?P<phase>call|setup|teardown)\s+(?P<test>\S.*?)\s*$")
_MOST_DASHES = 20


@dataclass(frozen=True)
class Mention:
    """A test or a file that the summary names, with the word and the message; the message may end in dots."""

    word: str
    test: str
    message: str


@dataclass(frozen=True)
class Skip:
    """A reason for which tests of one file were skipped."""

    file: str
    reason: str


def mentions(lines: list[str]) -> list[Mention]:
    """The lines that name a test, in their order; the further lines of a message are left out."""
    found = []
    for line in lines:
        match = _LINE.match(line)
        if match and not _SKIPPED.match(line):
            test, message = _divided(match["rest"])
            found.append(Mention(re.split(r"[\[ ]", match["word"])[0], test, message))
    return found


def skips(lines: list[str]) -> list[Skip]:
    """The reasons of skips, in their order."""
    return [Skip(match["file"], match["reason"]) for line in lines if (match := _SKIPPED.match(line))]


def durations(lines: list[str]) -> dict[str, float]:
    """Seconds that the bodies of the slowest tests took."""
    found = [match for line in lines if (match := _DURATION.match(line))]
    return {match["test"]: float(match["seconds"]) for match in found if match["phase"] == "call"}


def _divided(rest: str) -> tuple[str, str]:
    """The test and the message behind " - "; parameters may hold " - " too, so their brackets must be closed."""
    places = [found.start() for found in islice(re.finditer(" - ", rest), _MOST_DASHES)]
    for place in places:
        if node_id(rest[:place]) is not None and rest[:place].count("[") <= rest[:place].count("]"):
            return rest[:place], rest[place + 3 :]
    if node_id(rest) is not None or not places:
        return rest, ""
    return rest[: places[0]], rest[places[0] + 3 :]

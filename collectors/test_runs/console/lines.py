"""The lines by which pytest's console text is found and divided."""

import re
from dataclasses import dataclass

from collectors.test_runs.as_reported.plain_text import plain

HEADER = re.compile(r"^=+ test session starts(?: \(.*\))? =+$")
TITLE = re.compile(r"^=+ (?P<title>\S.*?) =+$")
HEADING = re.compile(r"^_+ (?P<heading>[^_\s].*?|_[^_\s].*?) _+$")
BANG = re.compile(r"^!{3,} (?P<what>\S.*?) !{3,}$")
# A ruled line of pytest itself or of a plugin that closes the last traceback, as the report files' names do.
RULED = re.compile(r"^-{2,} ?(?P<what>\S.*?) ?-{2,}$")
REPORT_FILE = re.compile(r"^-+ generated (?:xml|report log) file: (?P<path>.+?) -+$")
FINAL = re.compile(
    r"^(?:=+ )?(?P<what>no tests (?:ran|collected)(?: \(\d{1,9} deselected\))?|"
    r"(?:\d{1,9}/)?\d{1,9} tests? collected(?: \(\d{1,9} deselected\))?|"
    r"\d{1,9} (?:subtests )?[a-z]+)(?P<more>(?:, \d{1,9} (?:subtests )?[a-z]+)*)"
    r" in (?P<seconds>\d+(?:\.\d+)?)(?:s| seconds)(?: \([\dadys, :]+\))?(?: =+)?$"
)
# GitHub Actions puts the moment before each line, to seven digits; `gh run view --log` puts job and step before that.
_STAMPED = re.compile(r"^(?:[^\t\n]*\t[^\t\n]*\t)?\ufeff?(?P<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z) ?")
_SECTIONS = {
    "ERRORS",
    "FAILURES",
    "XFAILURES",
    "PASSES",
    "XPASSES",
    "warnings summary",
    "warnings summary (final)",
    "short test summary info",
    "rerun test summary info",
    "tests coverage",
}
_WORDS = {"failed", "passed", "skipped", "deselected", "xfailed", "xpassed", "error", "errors", "warning", "warnings"}
_WORDS |= {"rerun", "test", "tests"}


@dataclass(frozen=True)
class Line:
    """One line without its stamp and terminal codes; `at` is the stamp."""

    text: str
    at: str | None = None


def lines_of(text: str) -> list[Line]:
    """The lines of a console text, each without what the runner of the job put before it."""
    found = []
    for raw in plain(text).split("\n"):
        stamp = _STAMPED.match(raw)
        found.append(Line(raw[stamp.end() :].rstrip("\n"), stamp["at"]) if stamp else Line(raw))
    return found


def section_title(text: str) -> str | None:
    """The title when the line opens one of pytest's own sections; what a test prints between rules opens none."""
    match = TITLE.match(text)
    if match is None:
        return None
    title = match["title"]
    return title if title in _SECTIONS or title.startswith(("slowest ", "coverage: ")) else None


def final_counts(text: str) -> dict[str, int] | None:
    """The words and numbers of pytest's last line; None for any other line."""
    match = FINAL.match(text)
    if match is None:
        return None
    counts: dict[str, int] = {}
    for number, word in re.findall(r"(\d+) ((?:subtests )?[a-z]+)", match["what"] + match["more"]):
        counts[word] = int(number)
    if any(word.removeprefix("subtests ") not in _WORDS | {"collected"} for word in counts):
        return None
    return counts

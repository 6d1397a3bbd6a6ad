"""The FAILURES, ERRORS and PASSES sections of pytest's console text: tracebacks and captured output under headings."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from collectors.test_runs.as_reported import captured_output
from collectors.test_runs.as_reported.report import Phase
from collectors.test_runs.console.lines import HEADING, RULED

_ERROR_AT = re.compile(r"^ERROR at (?P<phase>setup|teardown) of (?P<name>.+)$")
_ERROR_COLLECTING = re.compile(r"^ERROR collecting (?P<name>.+)$")
_CLOSING = ("generated ", "Generated ", "coverage: ", "benchmark", "snapshot report", "JSON report")
_WORKER = re.compile(r"^\[gw\d+\] \w+ -- Python ")


@dataclass(frozen=True)
class Detail:
    """What stands under one heading. `name` is the test without its file, its class and name joined by dots."""

    section: str
    phase: Phase
    name: str
    text: str
    captured: str


def tail_of(test: str) -> str:
    """A test's name as headings write it: `tests/test_a.py::TestB::test_c[x]` is headed `TestB.test_c[x]`."""
    names, bracket, parameters = test.partition("::")[2].partition("[")
    return names.replace("::", ".") + bracket + parameters


def details(section: str, lines: list[str], tests: Iterable[str]) -> list[Detail]:
    """Take one section apart.

    What a test printed may look like a heading; where the names of tests are known, only these are headings.
    """
    tails = {tail_of(test) for test in tests if "::" in test}
    found: list[Detail] = []
    start: int | None = None
    for number, line in enumerate([*lines, ""]):
        heading = HEADING.match(line)
        last = number == len(lines)
        if not last and not (heading and _is_heading(heading["heading"], tails)):
            continue
        if start is not None:
            found.append(_detail(section, lines[start], lines[start + 1 : number]))
        start = number
    return found


def _is_heading(text: str, tails: set[str]) -> bool:
    if _ERROR_AT.match(text) or _ERROR_COLLECTING.match(text) or not tails:
        return True
    # A subtest is headed by its test's name, its own name and its values.
    return text in tails or any(text.startswith((f"{tail} [", f"{tail} (", f"{tail} <")) for tail in tails)


def _detail(section: str, heading_line: str, lines: list[str]) -> Detail:
    match = HEADING.match(heading_line)
    name, phase = (match["heading"] if match else heading_line), _phase("call")
    if error := _ERROR_AT.match(name):
        name, phase = error["name"], _phase(error["phase"])
    elif error := _ERROR_COLLECTING.match(name):
        name, phase = error["name"], "collection"
    body, captured = _divided(lines)
    return Detail(section, phase, name, "\n".join(body).strip("\n").rstrip(), captured_output.joined(captured))


def _phase(word: str) -> Phase:
    known: dict[str, Phase] = {"setup": "setup", "teardown": "teardown"}
    return known.get(word, "call")


def _divided(lines: list[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """The traceback, and the captured sections after it; a plugin's ruled line ends both."""
    body: list[str] = []
    captured: list[tuple[str, list[str]]] = []
    for line in lines:
        ruled = RULED.match(line)
        if ruled and ruled["what"].startswith("Captured "):
            captured.append((ruled["what"], []))
        elif ruled and ruled["what"].startswith(_CLOSING):
            break
        elif captured:
            captured[-1][1].append(line)
        elif not _WORKER.match(line):
            body.append(line)
    return body, [(title, "\n".join(text)) for title, text in captured]

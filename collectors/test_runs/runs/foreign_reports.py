"""What runners of tests write in formats that are not read: what it is, and what they can write instead."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from collectors.test_runs.files.sources import ReportSource
from collectors.test_runs.in_json import json_report
from collectors.test_runs.in_xml.xml_root import root_tag


@dataclass(frozen=True)
class _Foreign:
    """`name` is what people call the format, `instead` what to do about it."""

    name: str
    instead: str
    recognises: Callable[[ReportSource], bool]


def foreign_report(source: ReportSource) -> str | None:
    """Why the file is not read though a runner of tests wrote it; None where it is unknown. OSError as elsewhere."""
    found = next((each for each in _FOREIGN if each.recognises(source)), None)
    return f"it is {found.name}, which is not read; {found.instead}" if found else None


def _rooted(*tags: str) -> Callable[[ReportSource], bool]:
    return lambda source: root_tag(source) in tags


def _keyed(*keys: bytes) -> Callable[[ReportSource], bool]:
    patterns = tuple(re.compile(key) for key in keys)
    return lambda source: json_report.has_keys(source, *patterns)


_FOREIGN = (
    _Foreign("Robot Framework's output", "let it write JUnit XML as well (robot --xunit)", _rooted("robot")),
    _Foreign("CTest's own XML", "let it write JUnit XML as well (ctest --output-junit)", _rooted("Site")),
    _Foreign("TestNG's own XML", "name the JUnit XML that lies beside it", _rooted("testng-results")),
    _Foreign(
        "a list of CTest's tests without results", "name the report of a run", _keyed(rb'"kind"\s*:\s*"ctestInfo"')
    ),
    _Foreign(
        "the events of Dart's test runner",
        "let a converter such as junitreport make JUnit XML of them",
        _keyed(rb'"protocolVersion"\s*:', rb'"runnerVersion"\s*:'),
    ),
    _Foreign(
        "mochawesome's JSON",
        "let Mocha or Cypress write JUnit XML as well (mocha-junit-reporter)",
        _keyed(rb'"stats"\s*:\s*\{', rb'"mochawesome"\s*:'),
    ),
)

"""What the producers of reports say of their runs, read without the collector: `Figures` of a file."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

_SUMMARY = re.compile(r"^=* ?((?:\d+ [a-z ]+(?:, )?)+) in [\d.]+s", re.MULTILINE)
_WORD = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed)\b")


@dataclass(frozen=True)
class Figures:
    """`failed` are failures and errors together: not all producers tell them apart. Expected failures are skipped."""

    passed: int
    failed: int
    skipped: int

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)


NOTHING = Figures(0, 0, 0)


def figures_of(path: Path) -> Figures | None:
    """The producer's own totals; where it states none, its entries counted here; None for what is no report."""
    content = path.read_bytes()
    if path.suffix == ".txt":
        return _of_console(content.decode("utf-8", "replace"))
    if path.suffix == ".jsonl" or content.startswith(b'{"pytest_version"'):
        return _of_reportlog(content.decode("utf-8"))
    if path.suffix == ".json":
        return _of_json(content)
    try:
        root = ET.fromstring(content)
    except (ET.ParseError, ValueError):
        return None
    for each in root.iter():
        each.tag = each.tag.rpartition("}")[2]
    reader = _BY_ROOT.get(root.tag)
    return reader(root) if reader else None


def _of_junit(root: ET.Element) -> Figures:
    suites = [root] if "tests" in root.attrib else [each for each in root if each.tag == "testsuite"]
    if suites and all("tests" in suite.attrib for suite in suites):
        return _sum(_of_junit_suite(suite) for suite in suites)
    return _sum(_of_junit_case(case) for case in root.iter("testcase"))


def _of_junit_suite(suite: ET.Element) -> Figures:
    tests, failed = _number(suite, "tests"), _number(suite, "failures") + _number(suite, "errors")
    stated = [_number(suite, word) for word in ("skipped", "disabled", "skips") if word in suite.attrib]
    # Some producers state no skips at the top, or nowhere.
    skipped = max(stated) if stated else _sum(_of_junit_case(case) for case in suite.iter("testcase")).skipped
    return Figures(tests - failed - skipped, failed, skipped)


def _of_junit_case(case: ET.Element) -> Figures:
    tags = {child.tag for child in case}
    if tags & {"failure", "error"}:
        return Figures(0, 1, 0)
    not_run = "skipped" in tags or case.get("status") in ("disabled", "notrun", "skipped")
    return Figures(0, 0, 1) if not_run else Figures(1, 0, 0)


def _of_nunit3(root: ET.Element) -> Figures | None:
    if "passed" not in root.attrib:
        return None
    passed = _number(root, "passed") + _number(root, "warnings")
    return Figures(passed, _number(root, "failed"), _number(root, "skipped") + _number(root, "inconclusive"))


def _of_nunit2(root: ET.Element) -> Figures:
    failed, undecided = _number(root, "failures") + _number(root, "errors"), _number(root, "inconclusive")
    return Figures(_number(root, "total") - failed - undecided, failed, _number(root, "not-run") + undecided)


def _of_trx(root: ET.Element) -> Figures:
    counters = next(root.iter("Counters"))
    failed = sum(_number(counters, word) for word in ("failed", "error", "timeout", "aborted"))
    return Figures(_number(counters, "passed"), failed, _number(counters, "total") - _number(counters, "executed"))


def _of_xunit(root: ET.Element) -> Figures:
    assemblies = [root] if root.tag == "assembly" else list(root.iter("assembly"))
    return _sum(
        Figures(_number(each, "passed"), _number(each, "failed") + _number(each, "errors"), _number(each, "skipped"))
        for each in assemblies
    )


_BY_ROOT: dict[str, Callable[[ET.Element], Figures | None]] = {
    "testsuites": _of_junit,
    "testsuite": _of_junit,
    "test-run": _of_nunit3,
    "test-suite": _of_nunit3,
    "test-results": _of_nunit2,
    "TestRun": _of_trx,
    "assemblies": _of_xunit,
    "assembly": _of_xunit,
}


def _of_json(content: bytes) -> Figures | None:
    try:
        found = json.loads(content)
    except ValueError:
        return None
    stats, summary = found.get("stats", {}), found.get("summary", found.get("results", {}).get("summary", {}))
    if "expected" in stats:
        return Figures(stats["expected"] + stats["flaky"], stats["unexpected"], stats["skipped"])
    if "passes" in stats:
        return Figures(stats["passes"], stats["failures"], stats["pending"])
    if "numTotalTests" in found:
        broken = found.get("numRuntimeErrorTestSuites", 0)
        not_run = found["numPendingTests"] + found["numTodoTests"]
        return Figures(found["numPassedTests"], found["numFailedTests"] + broken, not_run)
    if "total" in summary or "tests" in summary:
        total = summary.get("total", summary.get("tests", 0))
        failed = summary.get("failed", 0) + summary.get("error", 0)
        skipped = sum(summary.get(word, 0) for word in ("skipped", "pending", "other", "xfailed"))
        return Figures(total - failed - skipped, failed, skipped)
    return None


def _of_console(text: str) -> Figures | None:
    lines = _SUMMARY.findall(text)
    if not lines:
        return NOTHING if "no tests ran" in text else None
    words = Counter(
        {word.rstrip("s") if word.startswith("error") else word: int(n) for n, word in _WORD.findall(lines[-1])}
    )
    return Figures(
        words["passed"] + words["xpassed"], words["failed"] + words["error"], words["skipped"] + words["xfailed"]
    )


def _of_reportlog(text: str) -> Figures:
    """The worst phase of each test."""
    worst: dict[str, str] = {}
    for line in text.splitlines():
        report = json.loads(line)
        if report.get("$report_type") == "TestReport" and worst.get(report["nodeid"], "passed") == "passed":
            worst[report["nodeid"]] = report["outcome"]
    found = Counter(worst.values())
    return Figures(found["passed"], found["failed"], found["skipped"])


def _number(element: ET.Element, name: str) -> int:
    return int(element.get(name, "0") or "0")


def _sum(figures: Iterator[Figures]) -> Figures:
    return sum(figures, NOTHING)

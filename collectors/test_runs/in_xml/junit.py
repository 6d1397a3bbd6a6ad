"""JUnit XML: pytest's dialects and those of other runners."""

import re

from collectors.problem_tally import ProblemTally
from collectors.test_runs.as_reported import figures
from collectors.test_runs.as_reported.plain_text import one_line
from collectors.test_runs.as_reported.report import ReportedCase, RunReport
from collectors.test_runs.files.sources import ReportSource
from collectors.test_runs.in_xml import safe_xml
from collectors.test_runs.in_xml.junit_case import is_internal_error, reported_case, suite_error
from collectors.test_runs.in_xml.junit_totals import SuiteTotals, disagreements, stated
from collectors.test_runs.in_xml.safe_xml import Node
from collectors.test_runs.in_xml.xml_root import DOCUMENT_TYPE, root_tag

_PYTHON_CLASS = re.compile(r"(?:[a-z_]\w*\.)*(?:test_\w+|\w+_test)(?:\.\w+)*")


class JUnit:
    """The JUnit format."""

    name = "junit"

    def recognises(self, source: ReportSource) -> bool:
        """Tell by the first element; a document type before it hides it, and is for reading to refuse."""
        return root_tag(source) in ("testsuites", "testsuite", DOCUMENT_TYPE)

    def read(self, source: ReportSource) -> tuple[RunReport, ...]:
        """Read one file, which is one report."""
        heard = _Heard()
        cut = safe_xml.read(source, heard)
        return (heard.report(cut),)


class _Heard:
    """Collects suites and cases while the file is read."""

    def __init__(self) -> None:
        self._cases: list[ReportedCase] = []
        self._suites: list[SuiteTotals] = []
        self._open: list[SuiteTotals] = []
        self._internal_errors: list[str] = []
        self._tally = ProblemTally()

    def opens(self, tag: str, attributes: dict[str, str]) -> bool:
        if tag in ("testsuite", "testsuites"):
            suite = SuiteTotals(len(self._suites), len(self._open), tag, attributes)
            self._suites.append(suite)
            self._open.append(suite)
        return tag == "testcase" or (tag in ("error", "failure") and bool(self._open))

    def closes(self, tag: str) -> None:
        if tag in ("testsuite", "testsuites"):
            self._open.pop()

    def whole(self, node: Node) -> None:
        suite = self._open[-1] if self._open else SuiteTotals(0, 0, "testsuite", {})
        if node.tag != "testcase":
            self._cases.append(suite_error(node, suite))
            for each in self._open:
                each.add_own_error()
            return
        if is_internal_error(node):
            # pytest's own breakdown, one element for each time it is told; no test.
            self._internal_errors += [child.text for child in node.children if child.tag == "error"]
            return
        case = reported_case(node, suite, self._tally)
        for each in self._open:
            each.add(node, case, direct=each is suite)
        self._cases.append(case)

    def report(self, cut: str | None) -> RunReport:
        """Everything that was heard, as a report."""
        pytest = any(_is_pytest(suite) for suite in self._suites) or _of_python(self._cases)
        cases = [case for case in self._cases if case.address.name or case.address.classname or not pytest]
        unfinished = len(self._cases) - len(cases)
        nameless = sum(not case.address.name for case in cases)
        self._tally.add("test cases without a name", "testcase", nameless)
        if cut:
            cut = f"{cut}; {len(cases)} complete test cases before that were kept"
        else:
            for what, place in disagreements(self._suites, len(self._internal_errors), pytest=pytest):
                self._tally.add(what, place)
        return RunReport(
            format="junit",
            pytest=pytest,
            cases=tuple(cases),
            stated=stated(self._suites, len(self._internal_errors), whole=cut is None or pytest),
            starts=tuple(start for suite in self._suites if (start := suite.attributes.get("timestamp", "").strip())),
            duration_s=_duration(self._suites, self._tally),
            summary=_summary(self._suites),
            stops=self._stops(unfinished),
            notes=tuple(f"pytest's internal error: {_last_line(text)}" for text in self._internal_errors),
            problems=self._tally.problems(),
            cut=cut,
        )

    def _stops(self, unfinished: int) -> tuple[str, ...]:
        found = ["a test was started and not finished"] if unfinished else []
        return (*found, *(["pytest met an internal error"] if self._internal_errors else []))


def _last_line(text: str) -> str:
    """The last line that says something."""
    return next((one_line(line) for line in reversed(text.split("\n")) if line.strip()), "")


def _is_pytest(suite: SuiteTotals) -> bool:
    name = suite.attributes.get("name", "")
    return (suite.tag, name) in (("testsuite", "pytest"), ("testsuites", "pytest tests"))


def _of_python(cases: list[ReportedCase]) -> bool:
    """Whether files or class names are those of Python tests, where the suite bears a name of its own."""
    if any((case.address.file or "").endswith(".py") for case in cases):
        return True
    placed = [case.address for case in cases if case.address.classname]
    return bool(placed) and all(
        _PYTHON_CLASS.fullmatch(address.classname) and address.name.startswith("test") for address in placed
    )


def _duration(suites: list[SuiteTotals], tally: ProblemTally) -> float | None:
    """The root's own figure, or the sum of the outermost suites' figures where each has one."""
    if not suites:
        return None
    root = suites[0]
    outermost = [root] if "time" in root.attributes or root.tag == "testsuite" else suites[1:]
    texts = [suite.attributes.get("time", "") for suite in outermost if suite.depth <= 1]
    found = [figures.seconds(text) for text in texts]
    known = [each for each in found if each is not None]
    if len(known) < sum(text != "" for text in texts):
        tally.add("durations that are no number of seconds", "testsuite")
    return sum(known) if known and len(known) == len(found) else None


def _summary(suites: list[SuiteTotals]) -> str:
    """The figures of the first suite that states some, as they were written."""
    names = ("tests", "failures", "errors", "skipped", "time", "timestamp")
    for suite in suites:
        if "tests" in suite.attributes:
            return " ".join(f'{name}="{suite.attributes[name]}"' for name in names if name in suite.attributes)
    return ""

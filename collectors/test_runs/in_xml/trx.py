"""TRX, the format of Visual Studio's test runner and of `dotnet test`."""

from collections import Counter

from collectors.moments import moment
from collectors.problem_tally import ProblemTally
from collectors.test_runs.as_reported import own_figures
from collectors.test_runs.as_reported.plain_text import one_line
from collectors.test_runs.as_reported.report import RunReport, Stated
from collectors.test_runs.files.sources import ReportSource
from collectors.test_runs.in_xml.safe_xml import Node
from collectors.test_runs.in_xml.trx_case import reported_case, rows_of
from collectors.test_runs.in_xml.xml_elements import Elements, child, child_text, elements
from collectors.test_runs.in_xml.xml_root import root_tag

_RESULTS = frozenset(
    {"UnitTestResult", "GenericTestResult", "WebTestResult", "ManualTestResult", "TestResult", "TestResultAggregation"}
)
_CHOSEN = _RESULTS | {"UnitTest", "RunInfo"}
_FIGURES = ("total", "executed", "passed", "failed", "error", "timeout", "aborted", "notExecuted")
_WORDS = {"Passed": "passed", "Failed": "failed", "Error": "error", "Timeout": "timeout", "Aborted": "aborted"}
_WHOLE_RUN = {"Aborted": "the run was aborted", "Error": "the run ended with an error", "Timeout": "the run timed out"}


class Trx:
    """The TRX format."""

    name = "trx"

    def recognises(self, source: ReportSource) -> bool:
        """Tell by the first element."""
        return root_tag(source) == "TestRun"

    def read(self, source: ReportSource) -> tuple[RunReport, ...]:
        """Read one file, which is one report."""
        return (_report(elements(source, _CHOSEN)),)


def _report(found: Elements) -> RunReport:
    classes = _classes([kept.node for kept in found.kept if kept.node.tag == "UnitTest"])
    results = [kept.node for kept in found.kept if kept.node.tag in _RESULTS]
    rows = [row for result in results for row in rows_of(result)]
    tally = ProblemTally()
    cases = tuple(reported_case(row, classes, tally) for row in rows)
    counters, times = found.first("Counters"), found.first("Times")
    cut = f"{found.cut}; {len(cases)} complete results before that were kept" if found.cut else None
    if not cut:
        _weigh(counters, results, rows, tally)
    said = [_said(kept.node) for kept in found.kept if kept.node.tag == "RunInfo"]
    whole = found.first("ResultSummary").get("outcome", "")
    return RunReport(
        format=Trx.name,
        pytest=False,
        cases=cases,
        stated=_stated(counters),
        starts=(times["start"],) if times.get("start") else (),
        duration_s=_duration(times),
        summary=" ".join(f'{name}="{counters[name]}"' for name in _FIGURES if name in counters),
        stops=(_WHOLE_RUN[whole],) if whole in _WHOLE_RUN else (),
        notes=tuple(f"the runner says: {text}" for text in said if text),
        problems=tally.problems(),
        cut=cut,
    )


def _classes(tests: list[Node]) -> dict[str, str]:
    """The class of each test by its id; older runners write the assembly behind the class."""
    found = {}
    for test in tests:
        method = child(test, "TestMethod")
        if method is not None:
            found[test.attributes.get("id", "")] = method.attributes.get("className", "").partition(",")[0].strip()
    return found


def _said(info: Node) -> str:
    outcome = info.attributes.get("outcome", "")
    return one_line(child_text(info, "Text")) if outcome in ("Error", "Warning") else ""


def _stated(counters: dict[str, str]) -> Stated:
    """`dotnet test` leaves notExecuted at zero: what is in the total and was not executed did not run."""
    total, executed = own_figures.stated(counters, "total"), own_figures.stated(counters, "executed")
    return Stated(
        passed=own_figures.stated(counters, "passed"),
        failed=own_figures.stated(counters, "failed", "timeout", "aborted"),
        errors=own_figures.stated(counters, "error"),
        skipped=total - executed if total is not None and executed is not None and executed <= total else None,
    )


def _duration(times: dict[str, str]) -> float | None:
    start, finish = moment(times.get("start", "")), moment(times.get("finish", ""))
    if start is None or finish is None:
        return None
    lasted = start.seconds_until(finish)
    return round(lasted, 6) if lasted >= 0 else None


def _weigh(counters: dict[str, str], results: list[Node], rows: list[Node], tally: ProblemTally) -> None:
    """A test with rows of data is counted with them by some runners, without them or in their place by others."""
    known = {id(row) for row in rows}
    parents = [result for result in results if id(result) not in known]
    ways = [_kinds(rows), _kinds(results), _kinds([*rows, *parents])]
    for name in ("total", *_WORDS.values()):
        stated = own_figures.stated(counters, name)
        if stated is not None and stated not in {way[name] for way in ways}:
            own_figures.weigh(counters, {name: ways[0][name]}, "", tally)


def _kinds(nodes: list[Node]) -> Counter[str]:
    outcomes = Counter(node.attributes.get("outcome", "") for node in nodes)
    return Counter({"total": len(nodes), **{name: outcomes[word] for word, name in _WORDS.items()}})

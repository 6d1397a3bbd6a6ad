"""Jest's `--json`, which Vitest's json reporter writes as well: test files with their assertions."""

import re
from collections import Counter

from collectors.problem_tally import ProblemTally
from collectors.test_runs.as_reported.report import RunReport, Stated, UnusableReportError
from collectors.test_runs.files.sources import ReportSource
from collectors.test_runs.in_json import json_report
from collectors.test_runs.in_json.jest_suite import project_root, suite_cases
from collectors.test_runs.in_json.json_report import JsonObject, objects, words

_KEYS = (re.compile(rb'"numTotalTests"\s*:\s*\d'), re.compile(rb'"testResults"\s*:\s*\['))
_FIGURES = ("numTotalTests", "numPassedTests", "numFailedTests", "numPendingTests", "numTodoTests")
_PENDING = ("pending", "skipped", "disabled")


class JestJson:
    """The format of Jest's and Vitest's JSON."""

    name = "jest-json"

    def recognises(self, source: ReportSource) -> bool:
        """Tell by the keys that both write."""
        return json_report.has_keys(source, *_KEYS)

    def read(self, source: ReportSource) -> tuple[RunReport, ...]:
        """Read one file, which is one report."""
        found = json_report.read_object(source)
        if not isinstance(found.get("testResults"), list):
            raise UnusableReportError("it is like Jest's report and has no list of results. It was not read")
        return (_report(found),)


def _report(found: JsonObject) -> RunReport:
    suites = objects(found.get("testResults"))
    rootdir = project_root(suites)
    start = json_report.epoch_seconds(found.get("startTime"))
    ends = [each for suite in suites if (each := _end(suite)) is not None]
    tally = ProblemTally()
    _weigh(found, suites, tally)
    interrupted = found.get("wasInterrupted") is True
    return RunReport(
        format=JestJson.name,
        pytest=False,
        cases=tuple(case for number, suite in enumerate(suites) for case in suite_cases(suite, number, rootdir)),
        stated=_stated(found),
        starts=(json_report.written_moment(start),) if start is not None else (),
        duration_s=round(max(ends) - start, 3) if start is not None and ends and max(ends) >= start else None,
        rootdir=rootdir,
        summary=" ".join(f"{word} {words(found[word])}" for word in _FIGURES if word in found),
        stops=("the run was interrupted",) if interrupted else (),
        problems=tally.problems(),
    )


def _end(suite: JsonObject) -> float | None:
    """The end of one file; Jest's own format within other tools has it among `perfStats`."""
    stats = suite.get("perfStats")
    held = suite if "endTime" in suite or not isinstance(stats, dict) else {"endTime": stats.get("end")}
    return json_report.epoch_seconds(held.get("endTime"))


def _stated(found: JsonObject) -> Stated:
    _, passed, failed, pending, todo = (json_report.count(found.get(word)) for word in _FIGURES)
    return Stated(
        passed=passed,
        failed=failed,
        skipped=pending + (todo or 0) if pending is not None else None,
    )


def _weigh(found: JsonObject, suites: list[JsonObject], tally: ProblemTally) -> None:
    """Compare the producer's figures with its own list."""
    statuses = Counter(words(each.get("status")) for suite in suites for each in objects(suite.get("assertionResults")))
    listed = {
        "numTotalTests": statuses.total(),
        "numPassedTests": statuses["passed"],
        "numFailedTests": statuses["failed"],
        "numPendingTests": sum(statuses[word] for word in _PENDING),
        "numTodoTests": statuses["todo"],
    }
    json_report.weigh(found, listed, tally)

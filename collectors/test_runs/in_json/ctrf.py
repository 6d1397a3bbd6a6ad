"""CTRF, the common JSON format of test reports that many runners' plugins write."""

import re
from collections import Counter

from collectors.problem_tally import ProblemTally
from collectors.test_runs.as_reported.report import ReportedCase, RunReport, Stated, UnusableReportError
from collectors.test_runs.files.sources import ReportSource
from collectors.test_runs.in_json import json_report
from collectors.test_runs.in_json.ctrf_case import CtrfCase, in_seconds
from collectors.test_runs.in_json.json_report import JsonObject, an_object, objects, words

_KEYS = (
    re.compile(rb'"results"\s*:\s*\{'),
    re.compile(rb'"tool"\s*:\s*\{'),
    re.compile(rb'"summary"\s*:\s*\{'),
    re.compile(rb'"tests"\s*:\s*\['),
)
_WORDS = ("tests", "passed", "failed", "skipped", "pending", "other")
_NOT_RUN = ("skipped", "pending", "other")


class Ctrf:
    """The CTRF format."""

    name = "ctrf"

    def recognises(self, source: ReportSource) -> bool:
        """Tell by the keys that the format requires."""
        return json_report.has_keys(source, *_KEYS)

    def read(self, source: ReportSource) -> tuple[RunReport, ...]:
        """Read one file, which is one report."""
        results = an_object(json_report.read_object(source).get("results"))
        if not isinstance(results.get("tests"), list):
            raise UnusableReportError("it is like CTRF and has no list of tests. It was not read")
        return (_report(results),)


def _report(results: JsonObject) -> RunReport:
    tool, summary = words(an_object(results.get("tool")).get("name")), an_object(results.get("summary"))
    tests, tally = objects(results.get("tests")), ProblemTally()
    tally.add("tests that are no JSON objects", "tests", len(_listed(results)) - len(tests))
    # pytest's own names begin with a file; a plugin that writes others is read like any other runner's.
    pytest = "pytest" in tool.lower() and all(".py::" in words(test.get("name")) for test in tests)
    start, stop = json_report.epoch_seconds(summary.get("start")), json_report.epoch_seconds(summary.get("stop"))
    wall_s = stop - start if start is not None and stop is not None and stop >= start else None
    seconds = in_seconds(tests, wall_s)
    reader = CtrfCase(pytest=pytest, per_second=1 if seconds else 1000, tally=tally)
    cases = tuple(reader.case(test) for test in tests)
    _weigh(summary, tests, tally)
    note = "durations were taken for seconds, for as milliseconds they would be far too short for the run"
    return RunReport(
        format=Ctrf.name,
        pytest=pytest,
        cases=cases,
        stated=Stated() if pytest and cases else _stated(summary),
        starts=(json_report.written_moment(start),) if start is not None else (),
        duration_s=round(wall_s, 3) if wall_s is not None else _sum(cases),
        summary=" ".join(f"{word} {words(summary[word])}" for word in _WORDS if word in summary),
        notes=(note,) if seconds else (),
        problems=tally.problems(),
    )


def _listed(results: JsonObject) -> list[object]:
    tests = results.get("tests")
    return tests if isinstance(tests, list) else []


def _sum(cases: tuple[ReportedCase, ...]) -> float | None:
    """The sum of all executions where no start and stop are stated."""
    found = [execution.duration_s for case in cases for execution in case.executions]
    return round(sum(each or 0 for each in found), 3) if any(each is not None for each in found) else None


def _stated(summary: JsonObject) -> Stated:
    """The producer's figures; CTRF has no errors beside failures."""
    not_run = [json_report.count(summary.get(word)) for word in _NOT_RUN]
    return Stated(
        passed=json_report.count(summary.get("passed")),
        failed=json_report.count(summary.get("failed")),
        skipped=sum(each or 0 for each in not_run) if any(each is not None for each in not_run) else None,
    )


def _weigh(summary: JsonObject, tests: list[JsonObject], tally: ProblemTally) -> None:
    """Compare the producer's figures with its own list."""
    statuses = Counter(words(test.get("status")) for test in tests)
    listed = {word: len(tests) if word == "tests" else statuses[word] for word in _WORDS}
    json_report.weigh(summary, listed, tally)

"""The JSON of Mocha's own reporter: lists of passes, failures and tests that did not run."""

import re
from collections.abc import Iterator

from collectors.problem_tally import ProblemTally
from collectors.test_runs.as_reported.attempts import MOST_ATTEMPTS
from collectors.test_runs.as_reported.plain_text import one_line, plain
from collectors.test_runs.as_reported.report import (
    Address,
    Execution,
    Mishap,
    Phase,
    ReportedCase,
    RunReport,
    Stated,
    UnusableReportError,
)
from collectors.test_runs.failures.stack_frames import relative
from collectors.test_runs.files.sources import ReportSource
from collectors.test_runs.in_json import json_report
from collectors.test_runs.in_json.jest_suite import project_root
from collectors.test_runs.in_json.json_report import JsonObject, an_object, objects, words

_KEYS = (
    re.compile(rb'"stats"\s*:\s*\{'),
    re.compile(rb'"passes"\s*:\s*\d'),
    re.compile(rb'"passes"\s*:\s*\['),
    re.compile(rb'"failures"\s*:\s*\['),
)
_FIGURES = ("suites", "tests", "passes", "pending", "failures")
# A hook that failed stands among the failures under its own title; the tests after it did not run.
_HOOK = re.compile(r'"(?P<when>before|after)(?: each| all)" hook\b')
_PHASES: dict[str, Phase] = {"before": "setup", "after": "teardown"}


class MochaJson:
    """The format of Mocha's json reporter, without what is built on it."""

    name = "mocha-json"

    def recognises(self, source: ReportSource) -> bool:
        """Tell by the figures and the lists that it always writes."""
        return json_report.has_keys(source, *_KEYS)

    def read(self, source: ReportSource) -> tuple[RunReport, ...]:
        """Read one file, which is one report."""
        found = json_report.read_object(source)
        if not all(isinstance(found.get(word), list) for word in ("passes", "failures")):
            raise UnusableReportError("it is like Mocha's report and lists no passes and failures. It was not read")
        return (_report(found),)


def _report(found: JsonObject) -> RunReport:
    stats, tally = an_object(found.get("stats")), ProblemTally()
    listed = {word: objects(found.get(word)) for word in ("passes", "failures", "pending")}
    json_report.weigh(stats, {word: len(tests) for word, tests in listed.items()}, tally)
    rootdir = _rootdir([test for tests in listed.values() for test in tests])
    start, duration = words(stats.get("start")), json_report.number(stats.get("duration"))
    return RunReport(
        format=MochaJson.name,
        pytest=False,
        cases=tuple(_cases(listed, rootdir)),
        stated=_stated(stats),
        starts=(start,) if start else (),
        duration_s=round(duration / 1000, 6) if duration is not None else None,
        rootdir=rootdir,
        summary=" ".join(f"{word} {words(stats[word])}" for word in _FIGURES if word in stats),
        problems=tally.problems(),
    )


def _rootdir(tests: list[JsonObject]) -> str | None:
    """The project's folder, as the paths of the files and the stacks show it."""
    return project_root(
        [{"name": words(test.get("file")), "message": words(an_object(test.get("err")).get("stack"))} for test in tests]
    )


def _cases(listed: dict[str, list[JsonObject]], rootdir: str | None) -> Iterator[ReportedCase]:
    for test in listed["passes"]:
        yield _case(test, Execution("passed", _seconds(test)), rootdir)
    for test in listed["failures"]:
        yield _case(test, Execution("failed", _seconds(test), (_failure(test),)), rootdir)
    for test in listed["pending"]:
        yield _case(test, Execution("skipped", None, (Mishap("skipped", "pending"),)), rootdir)


def _case(test: JsonObject, last: Execution, rootdir: str | None) -> ReportedCase:
    """The test with a failure for each try before the last, of which the report keeps no more than the number."""
    file = relative(words(test.get("file")), rootdir)
    hook = _HOOK.match(words(test.get("title")))
    if hook and last.outcome == "failed":
        mishaps = tuple(Mishap("error", each.message, None, each.text, _PHASES[hook["when"]]) for each in last.mishaps)
        last = Execution("error", last.duration_s, mishaps)
    retries = min(json_report.count(test.get("currentRetry")) or 0, MOST_ATTEMPTS)
    earlier = (Execution("failed"),) * retries
    name = words(test.get("fullTitle")) or words(test.get("title"))
    return ReportedCase(Address(name=name, classname=file, file=file or None), (*earlier, last), rerun=retries > 0)


def _failure(test: JsonObject) -> Mishap:
    error = an_object(test.get("err"))
    message, stack = plain(words(error.get("message"))), plain(words(error.get("stack")))
    first = next((one_line(line) for line in message.split("\n") if line.strip()), "")
    return Mishap("failed", first, None, stack if message in stack else f"{message}\n{stack}".strip("\n"))


def _seconds(test: JsonObject) -> float | None:
    duration = json_report.number(test.get("duration"))
    return round(duration / 1000, 6) if duration is not None else None


def _stated(stats: JsonObject) -> Stated:
    return Stated(
        passed=json_report.count(stats.get("passes")),
        failed=json_report.count(stats.get("failures")),
        skipped=json_report.count(stats.get("pending")),
    )

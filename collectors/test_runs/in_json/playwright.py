"""Playwright's JSON report: suites within suites, and each test once for each project."""

import re
from collections import Counter
from collections.abc import Iterator

from collectors.problem_tally import ProblemTally
from collectors.test_runs.as_reported.report import (
    Address,
    Execution,
    Mishap,
    ReportedCase,
    RunReport,
    Stated,
    UnusableReportError,
)
from collectors.test_runs.failures.stack_frames import relative
from collectors.test_runs.files.sources import ReportSource
from collectors.test_runs.in_json import json_report
from collectors.test_runs.in_json.json_report import JsonObject, an_object, objects, words
from collectors.test_runs.in_json.playwright_case import failure, reported_case

_KEYS = (
    re.compile(rb'"config"\s*:\s*\{'),
    re.compile(rb'"rootDir"\s*:\s*"'),
    re.compile(rb'"suites"\s*:\s*\['),
)
_FIGURES = ("expected", "unexpected", "flaky", "skipped")


class PlaywrightJson:
    """The format of Playwright's json reporter."""

    name = "playwright-json"

    def recognises(self, source: ReportSource) -> bool:
        """Tell by the keys that the reporter always writes."""
        return json_report.has_keys(source, *_KEYS)

    def read(self, source: ReportSource) -> tuple[RunReport, ...]:
        """Read one file, which is one report."""
        found = json_report.read_object(source)
        if not isinstance(found.get("suites"), list):
            raise UnusableReportError("it is like Playwright's report and has no list of suites. It was not read")
        return (_report(found),)


def _report(found: JsonObject) -> RunReport:
    config, stats = an_object(found.get("config")), an_object(found.get("stats"))
    rootdir = words(config.get("rootDir")) or None
    numbers = {
        words(project.get("name")): number for number, project in enumerate(objects(config.get("projects")), start=1)
    }
    tests = [each for suite in objects(found.get("suites")) for each in _tests(suite, ())]
    cases = tuple(reported_case(spec, test, titles, numbers) for spec, test, titles in tests)
    errors = objects(found.get("errors"))
    starts = [words(stats.get("startTime"))] if stats.get("startTime") else _starts([test for _, test, _ in tests])
    duration = json_report.number(stats.get("duration"))
    tally = ProblemTally()
    _weigh(stats, [test for _, test, _ in tests], tally)
    return RunReport(
        format=PlaywrightJson.name,
        pytest=False,
        cases=(*cases, *(_broken_file(error, rootdir) for error in errors if error.get("location"))),
        stated=_stated(stats),
        starts=tuple(starts),
        duration_s=round(duration / 1000, 6) if duration is not None else None,
        rootdir=rootdir,
        summary=" ".join(f"{word} {words(stats[word])}" for word in _FIGURES if word in stats),
        stops=_stops([test for _, test, _ in tests]),
        notes=tuple(f"the runner's own error: {failure(error).message}" for error in errors),
        problems=tally.problems(),
    )


def _tests(suite: JsonObject, titles: tuple[str, ...]) -> Iterator[tuple[JsonObject, JsonObject, tuple[str, ...]]]:
    """Specs and their tests below one suite with the titles around them; the outermost suite is the file."""
    for spec in objects(suite.get("specs")):
        for test in objects(spec.get("tests")):
            yield spec, test, titles
    for inner in objects(suite.get("suites")):
        title = words(inner.get("title"))
        yield from _tests(inner, (*titles, title) if title else titles)


def _broken_file(error: JsonObject, rootdir: str | None) -> ReportedCase:
    """A file that could not be loaded; none of its tests is in the report."""
    place = relative(words(an_object(error.get("location")).get("file")), rootdir) or "(unknown file)"
    said = failure(error)
    mishap = Mishap("error", said.message, None, said.text, "collection")
    return ReportedCase(Address(name=place), (Execution("error", None, (mishap,)),))


def _starts(tests: list[JsonObject]) -> list[str]:
    """The first result's start, for reports of older versions that state none."""
    found = [words(result.get("startTime")) for test in tests for result in objects(test.get("results"))]
    return [min(each for each in found if each)] if any(found) else []


def _stops(tests: list[JsonObject]) -> tuple[str, ...]:
    statuses = {words(result.get("status")) for test in tests for result in objects(test.get("results"))}
    return ("tests were interrupted",) if "interrupted" in statuses else ()


def _stated(stats: JsonObject) -> Stated:
    """Expected results are passes, and failures of tests that are marked to fail; a flaky test passed in the end."""
    expected, unexpected, flaky, skipped = (json_report.count(stats.get(word)) for word in _FIGURES)
    return Stated(
        passed=expected + (flaky or 0) if expected is not None else None,
        failed=unexpected,
        skipped=skipped,
    )


def _weigh(stats: JsonObject, tests: list[JsonObject], tally: ProblemTally) -> None:
    listed = Counter(words(test.get("status")) for test in tests)
    json_report.weigh(stats, {word: listed[word] for word in _FIGURES}, tally)

"""The JSON of pytest-json-report: tests with their phases, and what could not be collected."""

import re
from collections import Counter

from collectors.problem_tally import ProblemTally
from collectors.test_runs.as_reported import captured_output, own_figures
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
from collectors.test_runs.files.sources import ReportSource
from collectors.test_runs.in_json import json_report
from collectors.test_runs.in_json.json_report import JsonObject, an_object, objects, words
from collectors.test_runs.in_xml.junit_case import outcome_of
from incidents.model.evidence import Outcome

_KEYS = (
    re.compile(rb'"exitcode"\s*:\s*-?\d'),
    re.compile(rb'"summary"\s*:\s*\{'),
    re.compile(rb'"created"\s*:\s*\d'),
    re.compile(rb'"root"\s*:\s*"'),
)
_FIGURES = ("passed", "failed", "error", "skipped", "xfailed", "xpassed", "total", "collected", "deselected")
_OTHER_FIGURES = {"total", "collected", "deselected"}
_PHASES: tuple[Phase, ...] = ("setup", "call", "teardown")
_SKIPPED = re.compile(r"""['"]Skipped: (?P<reason>.*)['"]\)\s*$""", re.DOTALL)
_INTERRUPTED = 2


class PytestJson:
    """The format of pytest-json-report."""

    name = "pytest-json"

    def recognises(self, source: ReportSource) -> bool:
        """Tell by the keys that the plugin always writes."""
        return json_report.has_keys(source, *_KEYS)

    def read(self, source: ReportSource) -> tuple[RunReport, ...]:
        """Read one file, which is one report."""
        found = json_report.read_object(source)
        if not isinstance(found.get("summary"), dict):
            raise UnusableReportError("it is like pytest-json-report and has no summary. It was not read")
        return (_report(found),)


def _report(found: JsonObject) -> RunReport:
    summary, tests = an_object(found.get("summary")), objects(found.get("tests"))
    created, duration = json_report.epoch_seconds(found.get("created")), json_report.number(found.get("duration"))
    tally = ProblemTally()
    if isinstance(found.get("tests"), list):
        _weigh(summary, tests, tally)
    # The report is written at the end of the run.
    start = created - duration if created is not None and duration is not None else None
    stopped = json_report.count(found.get("exitcode")) == _INTERRUPTED
    return RunReport(
        format=PytestJson.name,
        pytest=True,
        cases=(*_uncollected(objects(found.get("collectors"))), *(_case(test) for test in tests)),
        stated=Stated() if tests else _stated(summary),
        starts=(json_report.written_moment(start),) if start is not None else (),
        duration_s=round(duration, 6) if duration is not None else None,
        rootdir=words(found.get("root")) or None,
        summary=" ".join(f"{word} {words(summary[word])}" for word in _FIGURES if word in summary),
        stops=("pytest was interrupted",) if stopped else (),
        problems=tally.problems(),
    )


def _uncollected(collectors: list[JsonObject]) -> list[ReportedCase]:
    """Files that could not be collected, or were skipped as a whole."""
    found = []
    for each in collectors:
        outcome, name, said = words(each.get("outcome")), words(each.get("nodeid")), words(each.get("longrepr"))
        if outcome == "failed":
            mishap = Mishap("error", "collection failure", None, said, "collection")
        elif outcome == "skipped":
            mishap = Mishap("skipped", _skip_reason(said), None, "", "collection")
        else:
            continue
        address = Address(name=name or "(session)", node_id=name or "(session)")
        found.append(ReportedCase(address, (Execution(mishap.outcome, None, (mishap,)),)))
    return found


def _case(test: JsonObject) -> ReportedCase:
    name, phases = words(test.get("nodeid")), [(phase, an_object(test.get(phase))) for phase in _PHASES]
    outcome = words(test.get("outcome"))
    mishaps = tuple(mishap for phase, held in phases if (mishap := _mishap(held, phase, outcome)) is not None)
    durations = [each for _, held in phases if (each := json_report.number(held.get("duration"))) is not None]
    sections = [
        (f"Captured {key} {phase}", words(held.get(key))) for phase, held in phases for key in ("stdout", "stderr")
    ]
    execution = Execution(
        outcome_of(mishaps),
        round(sum(durations), 6) if durations else None,
        mishaps,
        captured_output.joined(sections),
    )
    return ReportedCase(Address(name=name, node_id=name), (execution,))


def _mishap(held: JsonObject, phase: Phase, whole: str) -> Mishap | None:
    """What one phase has to say; an expected failure is reported as skipped, an unexpected pass as passed."""
    outcome, text = words(held.get("outcome")), words(held.get("longrepr"))
    if outcome == "failed":
        failed: Outcome = "failed" if phase == "call" else "error"
        return Mishap(failed, words(an_object(held.get("crash")).get("message")), None, text, phase)
    if outcome == "skipped" and whole == "xfailed":
        return Mishap("xfailed", "", None, text, phase)
    if outcome == "skipped":
        return Mishap("skipped", _skip_reason(text), None, "", phase)
    return Mishap("xpassed", phase=phase) if outcome == "passed" and whole == "xpassed" and phase == "call" else None


def _skip_reason(text: str) -> str:
    """Where a skip and its reason are written as a printed tuple."""
    match = _SKIPPED.search(text)
    return match["reason"] if match else text


def _stated(summary: JsonObject) -> Stated:
    """For reports whose tests were left out on demand; figures that are zero are left out always."""
    passed, failed, errors, skipped, xfailed, xpassed = (
        json_report.count(summary.get(word, 0)) for word in _FIGURES[:6]
    )
    return Stated(passed=passed, failed=failed, errors=errors, skipped=skipped, xfailed=xfailed, xpassed=xpassed)


def _weigh(summary: JsonObject, tests: list[JsonObject], tally: ProblemTally) -> None:
    """Compare the producer's figures with its own list; plugins add words, such as for subtests."""
    listed = Counter(words(test.get("outcome")) for test in tests)
    for word in sorted({*listed, *summary} - _OTHER_FIGURES):
        own_figures.compare(word, json_report.count(summary.get(word, 0)), listed[word], tally)
    json_report.weigh(summary, {"total": len(tests)}, tally)

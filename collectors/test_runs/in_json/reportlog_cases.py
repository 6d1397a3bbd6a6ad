"""Phases of tests, as pytest-reportlog writes them, brought together to cases."""

from dataclasses import dataclass, field

from collectors.test_runs.as_reported import captured_output
from collectors.test_runs.as_reported.report import Address, Execution, Mishap, Phase, ReportedCase
from collectors.test_runs.in_json import json_report
from collectors.test_runs.in_json.json_report import JsonObject, words
from collectors.test_runs.in_json.pytest_longrepr import Told, told
from collectors.test_runs.in_xml.junit_case import outcome_of
from incidents.model.evidence import Outcome

_PHASES: dict[str, Phase] = {"setup": "setup", "call": "call", "teardown": "teardown"}
_MOST_SECTIONS = 100
_OUTCOMES = {"passed", "failed", "skipped", "rerun"}


@dataclass
class _Running:
    """One execution while its phases are heard."""

    mishaps: list[Mishap] = field(default_factory=list)
    durations: list[float] = field(default_factory=list)
    sections: list[tuple[str, str]] = field(default_factory=list)
    closed: bool = False

    def execution(self) -> Execution:
        return Execution(
            outcome_of(tuple(self.mishaps)),
            round(sum(self.durations), 6) if self.durations else None,
            tuple(self.mishaps),
            captured_output.joined(self.sections),
        )


class ReportlogCases:
    """Hears the reports in their order; with several workers those of different tests are mixed."""

    def __init__(self) -> None:
        self._running: dict[str, list[_Running]] = {}
        self._collection: dict[str, Execution] = {}
        self._rerun: set[str] = set()
        self._times: list[float] = []

    @property
    def times(self) -> tuple[float, float] | None:
        """The first start and the last stop, where the reports state them."""
        return (min(self._times), max(self._times)) if self._times else None

    @property
    def unfinished(self) -> bool:
        """Whether a test has no report of its teardown."""
        return any(not each[-1].closed for each in self._running.values())

    def collected(self, found: JsonObject) -> None:
        """Hear of a file or class: only one that could not be collected, or was skipped, is kept."""
        outcome, node_id = words(found.get("outcome")), words(found.get("nodeid"))
        said = told(found.get("longrepr"))
        if outcome == "failed":
            mishap = Mishap("error", said.message or "collection failure", None, said.text, "collection")
        elif outcome == "skipped":
            mishap = Mishap("skipped", said.message, None, said.text, "collection")
        else:
            return
        captured = captured_output.joined(_sections(found))
        self._collection[node_id or "(session)"] = Execution(mishap.outcome, None, (mishap,), captured)

    def ran(self, found: JsonObject, *, subtest: bool) -> bool:
        """Hear of one phase; False when the report cannot be used."""
        node_id, outcome, phase = (words(found.get(key)) for key in ("nodeid", "outcome", "when"))
        if not node_id or outcome not in _OUTCOMES or phase not in _PHASES:
            return False
        executions = self._running.setdefault(node_id, [])
        if not executions or (executions[-1].closed and phase != "teardown"):
            executions.append(_Running())
        running = executions[-1]
        self._hear_times(found, running, subtest=subtest)
        if len(running.sections) < _MOST_SECTIONS:
            running.sections += [each for each in _sections(found) if each not in running.sections]
        running.mishaps += _mishaps(found, outcome, _PHASES[phase])
        if outcome == "rerun":
            self._rerun.add(node_id)
        running.closed = running.closed or ((phase == "teardown" or outcome == "rerun") and not subtest)
        return True

    def cases(self) -> tuple[ReportedCase, ...]:
        """What could not be collected, and the tests in the order of their first reports."""
        found = [ReportedCase(Address(name=name, node_id=name), (each,)) for name, each in self._collection.items()]
        for name, running in self._running.items():
            executions = tuple(each.execution() for each in running)
            found.append(ReportedCase(Address(name=name, node_id=name), executions, rerun=name in self._rerun))
        return tuple(found)

    def _hear_times(self, found: JsonObject, running: _Running, *, subtest: bool) -> None:
        self._times += [
            each for key in ("start", "stop") if (each := json_report.epoch_seconds(found.get(key))) is not None
        ]
        duration = json_report.number(found.get("duration"))
        if duration is not None and not subtest:
            running.durations.append(duration)


def _mishaps(found: JsonObject, outcome: str, phase: Phase) -> list[Mishap]:
    """What one phase has to say; an expected failure is reported as skipped, an unexpected pass as passed."""
    said = told(found.get("longrepr"))
    expected = words(found.get("wasxfail")).removeprefix("reason: ") if "wasxfail" in found else None
    if outcome in ("failed", "rerun"):
        failed: Outcome = "failed" if phase == "call" else "error"
        return [Mishap(failed, said.message, None, said.text, phase)]
    if outcome == "skipped" and expected is not None:
        return [Mishap("xfailed", expected, None, said.text, phase)]
    if outcome == "skipped":
        return [Mishap("skipped", said.message, None, _skip_text(said), phase)]
    return [Mishap("xpassed", expected, phase=phase)] if expected is not None and phase == "call" else []


def _skip_text(said: Told) -> str:
    return "" if said.text == said.message else said.text


def _sections(found: JsonObject) -> list[tuple[str, str]]:
    """Titles and texts; each report repeats the sections of the phases before it."""
    sections = found.get("sections")
    pairs = sections if isinstance(sections, list) else []
    return [
        (words(pair[0]), words(pair[1]))
        for pair in pairs[:_MOST_SECTIONS]
        if isinstance(pair, list) and len(pair) == 2 and words(pair[1]).strip()
    ]

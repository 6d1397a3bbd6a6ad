"""One test of a CTRF report as a reported case."""

from dataclasses import dataclass, field

from collectors.problem_tally import ProblemTally
from collectors.test_runs.as_reported import captured_output
from collectors.test_runs.as_reported.attempts import MOST_ATTEMPTS
from collectors.test_runs.as_reported.report import BETWEEN_TITLES, Address, Execution, Mishap, Phase, ReportedCase
from collectors.test_runs.in_json import json_report
from collectors.test_runs.in_json.json_report import JsonObject, objects, texts, words
from incidents.model.evidence import Outcome

_EXPECTED: dict[str, Outcome] = {"xfailed": "xfailed", "xpassed": "xpassed"}
_OUTCOMES: dict[str, Outcome] = {
    "passed": "passed",
    **dict.fromkeys(("skipped", "pending", "todo", "disabled", "ignored"), "skipped"),
    **dict.fromkeys(("failed", "timedout", "timed out", "interrupted", "broken"), "failed"),
}
_ERRORS: dict[str, Phase] = {"setup_failed": "setup", "teardown_failed": "teardown", "error": "call"}
_LEAST_SHARE = 0.02
_MOST_SHARE = 1.5
# One second of duration for one of the clock is a second; a thousand are milliseconds.
_BETWEEN = 30


def in_seconds(tests: list[JsonObject], wall_s: float | None) -> bool:
    """Whether durations are in seconds, though the format asks for milliseconds.

    The stamps of single tests decide where a duration is plainly one or the other. Else durations with fractions are
    seconds when they fit into the run and would be next to nothing of it as milliseconds.
    """
    durations = [each for test in tests if (each := json_report.number(test.get("duration"))) is not None]
    votes = [vote for test in tests if (vote := _vote(test)) is not None]
    if votes:
        return sum(votes) * 2 > len(votes)
    if not wall_s or not durations:
        return False
    fractions = any(each != int(each) for each in durations)
    fits, tiny = sum(durations) <= _MOST_SHARE * wall_s, sum(durations) / 1000 < _LEAST_SHARE * wall_s
    return fractions and fits and tiny and sum(durations) > _LEAST_SHARE * wall_s


def _vote(test: JsonObject) -> bool | None:
    """Compare one test's duration with its stamps, which must be a second apart to tell."""
    start, stop = (json_report.epoch_seconds(test.get(key)) for key in ("start", "stop"))
    duration = json_report.number(test.get("duration"))
    if start is None or stop is None or not duration or stop - start < 1:
        return None
    return duration / (stop - start) < _BETWEEN


@dataclass(frozen=True)
class CtrfCase:
    """Reads the tests of one report; what cannot be used of them is counted in the tally.

    `projects` are those met so far, with their numbers: one name may stand in several of them.
    """

    pytest: bool
    per_second: int
    tally: ProblemTally
    projects: dict[str, int] = field(default_factory=dict)

    def case(self, test: JsonObject) -> ReportedCase:
        """Read one test with its attempts, the last of which is the test's own result."""
        last = self._execution(test)
        earlier = [self._execution(each) for each in objects(test.get("retryAttempts"))[:MOST_ATTEMPTS]]
        retries = min(json_report.count(test.get("retries")) or 0, MOST_ATTEMPTS)
        if retries and len(earlier) == retries + 1:
            # Some plugins list the last attempt too, which is the test itself.
            earlier = earlier[:retries]
        if not earlier:
            earlier = [Execution("failed")] * retries
        return ReportedCase(self._address(test), (*earlier, last), rerun=bool(earlier))

    def _address(self, test: JsonObject) -> Address:
        name = words(test.get("name")).strip()
        if self.pytest:
            return Address(name=name, node_id=name)
        file = words(test.get("filePath")).replace("\\", "/").strip()
        before, titles = _around_file(_suites(test), file)
        place = file.rpartition("/")[2] if file else ""
        heading = " ".join(titles)
        if heading and not name.startswith(heading):
            name = BETWEEN_TITLES.join([*titles, name])
        project = BETWEEN_TITLES.join(before)
        number = self.projects.setdefault(project, len(self.projects))
        return Address(name=name, classname=place, file=file or None, suite=project, suite_index=number)

    def _execution(self, test: JsonObject) -> Execution:
        outcome, phase = self._outcome(test)
        message, trace = words(test.get("message")), words(test.get("trace"))
        mishaps: tuple[Mishap, ...] = ()
        if outcome in ("failed", "error"):
            mishaps = (Mishap(outcome, message, None, trace, phase),)
        elif outcome != "passed":
            status = words(test.get("rawStatus")) or words(test.get("status"))
            mishaps = (Mishap(outcome, message or f"reported as {status}", None, "", phase),)
        duration = json_report.number(test.get("duration"))
        return Execution(
            outcome, None if duration is None else round(duration / self.per_second, 6), mishaps, _captured(test)
        )

    def _outcome(self, test: JsonObject) -> tuple[Outcome, Phase]:
        """The runner's own word tells more where it is known: an error of the set-up, an expected failure."""
        status, raw = words(test.get("status")).lower(), words(test.get("rawStatus")).lower()
        if status == "failed" and raw in _ERRORS:
            return "error", _ERRORS[raw]
        known = _EXPECTED.get(raw) or _OUTCOMES.get(status) or _OUTCOMES.get(raw)
        if known is not None:
            return known, "call"
        self.tally.add(
            "tests with a status that says neither passed nor failed, taken as skipped", words(test.get("name"))
        )
        return "skipped", "call"


def _suites(test: JsonObject) -> list[str]:
    """The suites from outside in: a list, or a text with the suites between `>`."""
    suite = test.get("suite")
    found = suite.split(" > ") if isinstance(suite, str) else texts(suite)
    return [each.strip() for each in found if each.strip()]


def _around_file(suites: list[str], file: str) -> tuple[list[str], list[str]]:
    """What stands before the file's own name, such as a project, and the titles after it."""
    for number, each in enumerate(suites):
        if file and (file == each or file.endswith(f"/{each}")):
            return suites[:number], suites[number + 1 :]
    return [], suites


def _captured(test: JsonObject) -> str:
    return captured_output.joined([(key, _printed(test.get(key))) for key in ("stdout", "stderr")])


def _printed(lines: object) -> str:
    """Lines, which some plugins write with their ends."""
    return "\n".join(line.removesuffix("\n") for line in texts(lines))

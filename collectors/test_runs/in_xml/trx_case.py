"""One result of a TRX report as a reported case."""

import re
from collections.abc import Iterator

from collectors.problem_tally import ProblemTally
from collectors.test_runs.as_reported import captured_output, figures
from collectors.test_runs.as_reported.report import Address, Execution, Mishap, ReportedCase
from collectors.test_runs.in_xml.safe_xml import Node
from collectors.test_runs.in_xml.xml_elements import child, child_text
from incidents.model.evidence import Outcome

PASSED = frozenset({"Passed", "PassedButRunAborted", "Warning", "Completed"})
FAILED = frozenset({"Failed", "Timeout", "Aborted"})
BROKEN = frozenset({"Error", "Disconnected"})
NOT_RUN = frozenset({"NotExecuted", "NotRunnable", "Inconclusive", "Pending", "InProgress"})
_DURATION = re.compile(
    r"(?:(?P<days>\d{1,4})\.)?(?P<hours>\d{1,2}):(?P<minutes>\d{1,2}):(?P<seconds>\d{1,2}(?:\.\d+)?)"
)
_DEEPEST_ROWS = 10


def rows_of(result: Node, depth: int = 0) -> Iterator[Node]:
    """The results within a result, one for each row of data or step; the result itself where it has none."""
    inner = child(result, "InnerResults")
    rows = inner.children if inner is not None and depth < _DEEPEST_ROWS else []
    if not rows:
        yield result
    for row in rows:
        yield from rows_of(row, depth + 1)


def reported_case(result: Node, classes: dict[str, str], tally: ProblemTally) -> ReportedCase:
    """Read the result; `classes` are those of the tests by their id."""
    place = classes.get(result.attributes.get("testId", ""), "")
    name = result.attributes.get("testName", "").strip()
    duration_s = _seconds(result.attributes.get("duration", ""), name, tally)
    outcome = _outcome(result.attributes.get("outcome", ""), name, tally)
    captured = captured_output.joined(
        [(word, child_text(result, "Output", tag)) for tag, word in (("StdOut", "stdout"), ("StdErr", "stderr"))]
    )
    execution = Execution(outcome, duration_s, _mishaps(result, outcome), captured)
    host = result.attributes.get("computerName") or None
    return ReportedCase(
        Address(name=name.removeprefix(f"{place}.") if place else name, classname=place, host=host), (execution,)
    )


def _outcome(word: str, name: str, tally: ProblemTally) -> Outcome:
    if word in PASSED:
        return "passed"
    if word in FAILED:
        return "failed"
    if word in BROKEN:
        return "error"
    if word not in NOT_RUN:
        tally.add("results with an outcome that is not known, taken as not run", name)
    return "skipped"


def _mishaps(result: Node, outcome: Outcome) -> tuple[Mishap, ...]:
    if outcome == "passed":
        return ()
    message = child_text(result, "Output", "ErrorInfo", "Message").strip()
    said = message or f"reported as {result.attributes.get('outcome') or 'nothing'}"
    if outcome == "skipped":
        return (Mishap("skipped", said),)
    return (Mishap(outcome, said, None, child_text(result, "Output", "ErrorInfo", "StackTrace")),)


def _seconds(text: str, name: str, tally: ProblemTally) -> float | None:
    """`00:00:01.2345678`, with days in front where it took any."""
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        if text.strip():
            tally.add("durations that are no time span", name)
        return None
    whole = int(match["days"] or 0) * 86400 + int(match["hours"]) * 3600 + int(match["minutes"]) * 60
    seconds = figures.seconds(match["seconds"])
    return None if seconds is None else round(whole + seconds, 6)

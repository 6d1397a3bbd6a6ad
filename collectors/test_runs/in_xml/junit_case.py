"""One <testcase> element as a reported case."""

from collectors.problem_tally import ProblemTally
from collectors.test_runs.as_reported import captured_output, figures
from collectors.test_runs.as_reported.report import Address, Execution, Mishap, Phase, ReportedCase
from collectors.test_runs.in_xml.junit_totals import SuiteTotals
from collectors.test_runs.in_xml.safe_xml import Node
from incidents.model.evidence import Outcome

_NOT_RUN = {"disabled", "skipped", "notrun", "ignored", "pending", "suppressed"}
_EARLIER = {"flakyFailure": "failed", "flakyError": "error"}
_AGAIN = {"rerunFailure": "failed", "rerunError": "error"}
_NO_DURATION = {"", "<<computed>>"}


def reported_case(node: Node, suite: SuiteTotals, tally: ProblemTally) -> ReportedCase:
    """Read the element; what cannot be used of it is counted in the tally."""
    address = _address(node, suite)
    own = _execution(node, _duration(node, address.name, tally))
    earlier = tuple(_attempt(child, outcome) for child, outcome in _children(node, _EARLIER))
    again = tuple(_attempt(child, outcome) for child, outcome in _children(node, _AGAIN))
    return ReportedCase(address, (*earlier, own, *again))


def suite_error(node: Node, suite: SuiteTotals) -> ReportedCase:
    """What went wrong with a suite as a whole, such as a file that died after its last test; it is no test."""
    name = suite.attributes.get("name", "").strip()
    address = Address(name=name, suite=name, suite_index=suite.index, host=suite.attributes.get("hostname") or None)
    message, kind = node.attributes.get("message", ""), node.attributes.get("type")
    mishap = Mishap("error", message, kind, _text(node), "collection")
    return ReportedCase(address, (Execution("error", None, (mishap,)),))


def is_internal_error(node: Node) -> bool:
    """Whether pytest reports its own breakdown, in the place of a test."""
    named = (node.attributes.get("classname"), node.attributes.get("name")) == ("pytest", "internal")
    return named and any(child.attributes.get("message") == "internal error" for child in node.children)


def _address(node: Node, suite: SuiteTotals) -> Address:
    attributes = node.attributes
    return Address(
        name=attributes.get("name", "").strip(),
        classname=attributes.get("classname", "").strip(),
        file=attributes.get("file") or None,
        suite=suite.attributes.get("name", "").strip(),
        suite_index=suite.index,
        host=suite.attributes.get("hostname") or None,
    )


def _duration(node: Node, name: str, tally: ProblemTally) -> float | None:
    text = node.attributes.get("time", node.attributes.get("duration", ""))
    found = figures.seconds(text)
    if found is None and text not in _NO_DURATION:
        tally.add("durations that are no number of seconds", name or "testcase")
    return found


def _children(node: Node, outcomes: dict[str, str]) -> list[tuple[Node, Outcome]]:
    known: dict[str, Outcome] = {"failed": "failed", "error": "error"}
    return [(child, known[outcomes[child.tag]]) for child in node.children if child.tag in outcomes]


def _attempt(child: Node, outcome: Outcome) -> Execution:
    mishap = Mishap(outcome, child.attributes.get("message", ""), child.attributes.get("type"), _text(child))
    return Execution(outcome, figures.seconds(child.attributes.get("time", "")), (mishap,), _captured(child))


def _execution(node: Node, duration_s: float | None) -> Execution:
    mishaps = tuple(mishap for child in node.children if (mishap := _mishap(child)) is not None)
    not_run = {node.attributes.get("status", "").lower(), node.attributes.get("result", "").lower()} & _NOT_RUN
    if not mishaps and not_run:
        mishaps = (Mishap("skipped", f"reported as {min(not_run)}"),)
    return Execution(outcome_of(mishaps), duration_s, mishaps, _captured(node))


def outcome_of(mishaps: tuple[Mishap, ...]) -> Outcome:
    """What the mishaps of one execution amount to: a failing body outweighs an error around it, that a skip."""
    found: set[Outcome] = {mishap.outcome for mishap in mishaps}
    ranked: tuple[Outcome, ...] = ("failed", "error", "skipped", "xfailed", "xpassed")
    return next((outcome for outcome in ranked if outcome in found), "passed")


def _mishap(child: Node) -> Mishap | None:
    message, error_type, text = child.attributes.get("message", ""), child.attributes.get("type"), _text(child)
    if child.tag == "failure":
        return Mishap("failed", message, error_type, text)
    if child.tag == "error":
        return Mishap("error", message, error_type, text, _phase(message))
    if child.tag == "skipped":
        return Mishap(_skip_outcome(message, error_type), message, None, text)
    return None


def _phase(message: str) -> Phase:
    if message.startswith(("failed on teardown with", "test teardown failure")):
        return "teardown"
    if message == "collection failure":
        return "collection"
    return "setup" if message.startswith(("failed on setup with", "test setup failure")) else "call"


def _skip_outcome(message: str, kind: str | None) -> Outcome:
    """Tell pytest's marks apart from skips; its older versions said so only in the message."""
    if message == "xfail-marked test passes unexpectedly":
        return "xpassed"
    return "xfailed" if kind == "pytest.xfail" or message == "expected test failure" else "skipped"


def _text(node: Node) -> str:
    """The element's own text and that of the elements in which some tools put the stack."""
    parts = [node.text, *(child.text for child in node.children if not child.tag.startswith("system-"))]
    return "\n".join(part for part in parts if part.strip())


def _captured(node: Node) -> str:
    return captured_output.joined(
        [(child.tag, child.text) for child in node.children if child.tag in ("system-out", "system-err")]
    )

"""One test of NUnit's XML as a reported case."""

import html

from collectors.problem_tally import ProblemTally
from collectors.test_runs.as_reported import captured_output, figures
from collectors.test_runs.as_reported.report import Address, Execution, Mishap, Phase, ReportedCase
from collectors.test_runs.in_xml.safe_xml import Node
from collectors.test_runs.in_xml.xml_elements import Kept, child_text
from incidents.model.evidence import Outcome

_OUTCOMES: dict[str, Outcome] = {
    **dict.fromkeys(("passed", "success", "warning"), "passed"),
    **dict.fromkeys(("failed", "failure", "cancelled"), "failed"),
    "error": "error",
    **dict.fromkeys(("skipped", "ignored", "inconclusive", "invalid", "notrunnable"), "skipped"),
}
# Where version 3 saw it fail: before the body of the test, which then did not run, or after it.
_PHASES: dict[str, Phase] = {"SetUp": "setup", "Parent": "setup", "TearDown": "teardown"}


def counted_as(node: Node) -> str:
    """The figure of the run in which NUnit counts this test."""
    attributes, result = node.attributes, _result(node)
    if "executed" not in attributes:
        return {"warning": "warnings", "cancelled": "failed"}.get(result, result)
    if attributes["executed"].lower() != "true":
        return "not-run"
    return {"failure": "failures", "error": "errors", "inconclusive": "inconclusive"}.get(result, "passed")


def is_of_pytest(attributes: dict[str, str]) -> bool:
    """Whether the test bears a name of pytest's, as pytest-nunit writes it."""
    return ".py::" in attributes.get("fullname", "")


def reported_case(kept: Kept, tally: ProblemTally) -> ReportedCase:
    """Read the element; what cannot be used of it is counted in the tally."""
    node, attributes = kept.node, kept.node.attributes
    address = _address(attributes)
    result = _result(node)
    outcome = _OUTCOMES.get(result)
    if outcome is None or attributes.get("executed", "true").lower() != "true":
        outcome = "skipped"
    if result not in _OUTCOMES:
        tally.add("tests with a result that is not known, taken as skipped", address.name)
    mishap = _mishap(node, outcome, result)
    if mishap is not None:
        outcome = mishap.outcome
    duration_s = figures.seconds(attributes.get("duration", attributes.get("time", "")))
    captured = captured_output.joined([("output", child_text(node, "output"))])
    return ReportedCase(address, (Execution(outcome, duration_s, (mishap,) if mishap else (), captured),))


def torn_down(kept: Kept) -> ReportedCase | None:
    """What broke after all tests of a suite, which NUnit counts nowhere; None for any other failure of a suite."""
    suite = kept.around[-1].attributes if kept.around and kept.around[-1].tag == "test-suite" else {}
    if kept.node.tag != "failure" or suite.get("site") != "TearDown":
        return None
    said, text = child_text(kept.node, "message").strip(), child_text(kept.node, "stack-trace")
    name = suite.get("fullname") or suite.get("name", "")
    return ReportedCase(
        Address(name=name), (Execution("error", None, (Mishap("error", said, None, text, "teardown"),)),)
    )


def _result(node: Node) -> str:
    """In lower case; the oldest form says only whether it ran and succeeded, or not even that."""
    attributes = node.attributes
    known = attributes.get("result", "").strip().lower()
    if known:
        return known
    if attributes.get("executed", "").lower() == "false":
        return "ignored"
    if any(child.tag == "failure" for child in node.children):
        return "failure"
    return {"true": "success", "false": "failure"}.get(attributes.get("success", "true").lower(), "")


def _address(attributes: dict[str, str]) -> Address:
    """The class, and the name without it: version 2 writes both as one name."""
    full = attributes.get("fullname", "") or attributes.get("name", "")
    if is_of_pytest(attributes):
        return Address(name=full, node_id=full)
    before, bracket, arguments = full.partition("(")
    place, _, short = before.rpartition(".")
    classname = attributes.get("classname", "") or place
    name = full.removeprefix(f"{classname}.") if classname and full.startswith(f"{classname}.") else ""
    return Address(
        name=name.strip() or attributes.get("name", "").strip() or f"{short}{bracket}{arguments}", classname=classname
    )


def _mishap(node: Node, outcome: Outcome, result: str) -> Mishap | None:
    attributes = node.attributes
    if outcome == "passed":
        return None
    if outcome == "skipped":
        reason = child_text(node, "reason", "message").strip() or child_text(node, "failure", "message").strip()
        return Mishap("skipped", reason or f"reported as {attributes.get('label') or result or 'nothing'}")
    phase = _PHASES.get(attributes.get("site", ""), "call")
    if phase == "setup" or attributes.get("label") == "Invalid":
        outcome = "error"
    said, text = child_text(node, "failure", "message").strip(), child_text(node, "failure", "stack-trace")
    if is_of_pytest(attributes) and "\n" in said:
        # pytest-nunit has the whole text as the message, escaped once more than XML asks for.
        return Mishap(outcome, "", None, html.unescape(said), phase)
    return Mishap(outcome, said or f"reported as {result}", None, text, phase)

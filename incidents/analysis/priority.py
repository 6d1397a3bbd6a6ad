"""The rubric: the first row that matches gives the level, and row and reason are kept.

Where no component is declared core (tier 1), those that tests of category P1 check count as core.
"""

from incidents.analysis.components import category_of, component_of
from incidents.analysis.facts import Facts
from incidents.analysis.failed_meanwhile import is_own_fault
from incidents.analysis.refused import failed_share
from incidents.model.finding import Finding, Priority

_LEAST = 5
"""Entries or requests below which a failure is not called steady."""


def ranked(facts: Facts, finding: Finding) -> Finding:
    """The finding with the level that its evidence, echoes included, amounts to."""
    return finding.model_copy(update={"priority": priority_of(facts, finding)})


def priority_of(facts: Facts, finding: Finding) -> Priority:
    """The first matching row; where a rule knows it all, the one it gave."""
    if finding.kind == "authenticity":
        return finding.priority
    if finding.state not in ("new", "worse"):
        return Priority(level="P2", row="G", reason=f"its state is {finding.state}: the window did not make it")
    if finding.kind in ("log", "request"):
        return _of_service(facts, finding)
    if finding.kind == "deployment":
        return _of_deployment(facts, finding)
    if finding.kind == "test":
        return _of_tests(facts, finding)
    return finding.priority


def _of_service(facts: Facts, finding: Finding) -> Priority:
    failed, total = failed_share(facts, finding.service or "")
    if failed >= _LEAST and 2 * failed >= total and finding.after is not None and 2 * finding.after.n >= failed:
        return Priority(level="P0", row="B", reason=f"{finding.service} failed {failed} of {total} requests")
    after = finding.after
    share = f"{after.n} of {after.total} {after.unit} failed" if after and after.total else None
    steady = after is not None and after.n >= _LEAST
    most = after is not None and after.total is not None and 2 * after.n >= after.total
    component, why = _core(facts, finding)
    if component is not None and steady and (share is None or most):
        return Priority(level="P0", row="B", reason=f"{share or 'errors'} in {component}, which {why}")
    if component is not None:
        return Priority(level="P1", row="C", reason=f"{share or 'errors'} in {component}, which {why}")
    if most and steady:
        return Priority(level="P1", row="C", reason=f"{share}: what it serves is down")
    return Priority(level="P2", row="F", reason=f"{share or 'errors are logged'}, in no component that is core")


def _of_deployment(facts: Facts, finding: Finding) -> Priority:
    served = next((each for each in facts.window.candidate.revisions if each.evidence in finding.primary), None)
    if served is not None and served.percent:
        return Priority(level="P0", row="B", reason=f"the revision never became ready and takes {served.percent} %")
    return Priority(
        level="P1", row="C", reason=f"{finding.service} cannot be deployed; earlier revisions keep the traffic"
    )


def _of_tests(facts: Facts, finding: Finding) -> Priority:
    core = any(category_of(facts.sealed.policy, test) == "P1" for test in finding.tests)
    if not core:
        return Priority(level="P2", row="F", reason="no test of category P1 fails")
    if is_own_fault(facts, finding):
        return Priority(level="P1", row="D", reason="tests of category P1 raise by themselves, so they show nothing")
    component, why = _core(facts, finding)
    if component is not None:
        return Priority(level="P0", row="B", reason=f"a test of category P1 fails in {component}, which {why}")
    return Priority(level="P1", row="C", reason="a test of category P1 fails")


def _core(facts: Facts, finding: Finding) -> tuple[str | None, str]:
    """The finding's component where it is core, and why it counts as core."""
    policy = facts.sealed.policy
    component = next((each for each in policy.components if each.name == finding.component), None)
    if component is None:
        return None, ""
    if any(each.tier == 1 for each in policy.components):
        return (component.name, "is declared core (tier 1)") if component.tier == 1 else (None, "")
    tests = {test for cases in facts.cases.values() for test in cases if category_of(policy, test) == "P1"}
    if any(component_of(policy, [test]) == component for test in sorted(tests)):
        return component.name, "tests of category P1 check (no tier is declared)"
    return None, ""

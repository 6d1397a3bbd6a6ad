"""The rubric: the first row that matches gives the level, and row and reason are kept.

Where no component is declared core (tier 1), those that tests of category P1 check count as core.
"""

from incidents.analysis import since_onset
from incidents.analysis.components import category_of, component_of
from incidents.analysis.facts import Facts
from incidents.analysis.failed_meanwhile import is_own_fault
from incidents.analysis.refused import failed_share
from incidents.analysis.rules import stale_deployment
from incidents.analysis.rules.refused_route import refused_with
from incidents.analysis.work import failed_jobs
from incidents.model.finding import Finding, Priority, Ratio

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
    down = _service_is_down(facts, finding)
    if down:
        return Priority(level="P0", row="B", reason=down)
    counted, share = _share(facts, finding)
    steady = counted is not None and counted.n >= _LEAST
    most = counted is not None and counted.total is not None and 2 * counted.n >= counted.total
    component, why = _core(facts, finding)
    if component is not None and steady and (share is None or most):
        return Priority(level="P0", row="B", reason=f"{share or 'errors'} in {component}, which {why}")
    if component is not None:
        return Priority(level="P1", row="C", reason=f"{share or 'errors'} in {component}, which {why}")
    if most and steady:
        return Priority(level="P1", row="C", reason=f"{share}: what it serves is down")
    known = finding.component or facts.sealed.policy.components
    where = "in no component that is core" if known else "and no component is declared that could be core"
    return Priority(level="P2", row="F", reason=f"{share or 'errors are logged'}, {where}")


def _service_is_down(facts: Facts, finding: Finding) -> str | None:
    """Half of what the service was asked failed, in the window or since it began, and half of that is the finding's."""
    failed, total = failed_share(facts, finding.service or "")
    if finding.after is None or 2 * finding.after.n < failed:
        return None
    if failed >= _LEAST and 2 * failed >= total:
        return f"{finding.service} failed {failed} of {total} requests"
    since = since_onset.of_service(facts, finding)
    if since is not None and since.total is not None and since.n >= _LEAST and 2 * since.n >= since.total:
        return f"{finding.service} failed {since.n} of {since.total} requests since it began"
    return None


def _share(facts: Facts, finding: Finding) -> tuple[Ratio | None, str | None]:
    """What counts for the level, with its words: since it began where that is known, of a worker its jobs."""
    after = finding.after
    jobs = failed_jobs(facts, finding) if finding.kind == "log" else None
    if jobs is not None:
        return jobs, f"{jobs.n} of {jobs.total} {jobs.unit} failed since it began"
    if after is None or not after.total:
        return after, None
    verb = "were refused" if refused_with(finding) else "failed"
    since = since_onset.of_finding(facts, finding)
    if since is None or since.total is None or since.total >= after.total:
        return after, f"{after.n} of {after.total} {after.unit} {verb}"
    return since, f"{since.n} of {since.total} {after.unit} {verb} since it began"


def _of_deployment(facts: Facts, finding: Finding) -> Priority:
    served = next((each for each in facts.window.candidate.revisions if each.evidence in finding.primary), None)
    takes = served.percent if served is not None else None
    if finding.rule == stale_deployment.NAME:
        if takes:
            reason = f"the revision takes {takes} % and does not run what its name says"
            return Priority(level="P1", row="C", reason=reason)
        return finding.priority
    if takes:
        return Priority(level="P0", row="B", reason=f"the revision never became ready and takes {takes} %")
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

"""Which rows of the rubric hold for a finding, each with its reason in words.

Where no component is declared core (tier 1), those that tests of category P1 check count as core.
"""

from typing import cast

from incidents.amounts import counted
from incidents.analysis.components import category_of, component_of
from incidents.analysis.course import failing_minutes, since_onset
from incidents.analysis.course.one_item import one_item
from incidents.analysis.facts import Facts
from incidents.analysis.impact.work import failed_jobs
from incidents.analysis.priority import component_down
from incidents.analysis.priority.lost_data import loss
from incidents.analysis.rates.answered_with import refused_with
from incidents.analysis.rules import (
    ended_instances,
    exceeded_threshold,
    revision_never_ready,
    stale_deployment,
    uncollected_tests,
)
from incidents.analysis.tested.environment import is_production
from incidents.analysis.ties.failed_meanwhile import is_own_fault
from incidents.analysis.ties.refused import failed_share
from incidents.model.evidence import CaseResult
from incidents.model.finding import Finding, Ratio
from incidents.model.policy import Row

Rows = dict[Row, str]
_NOT_OF_THE_WINDOW = {
    "persisting": "it was there before the window",
    "flaky": "it passes at one time and fails at another",
    "resolved": "it is over",
    "not-comparable": "whether it is new is not known",
}
_LEAST = 5
"""Entries or requests below which a failure is not called steady."""


def rows_of(facts: Facts, finding: Finding) -> Rows:
    """Never none: what no row fits keeps the one that its rule gave."""
    if finding.kind == "authenticity":
        return _given(finding)
    if finding.rule == uncollected_tests.NAME and finding.state != "persisting":
        return _of_uncollected(facts, finding)
    if finding.state not in ("new", "worse"):
        return {"G": _NOT_OF_THE_WINDOW[finding.state]}
    lost = loss(facts, finding)
    of_loss: Rows = {"A": f"data may have been lost: {lost.said}"} if lost else {}
    if finding.kind in ("log", "request"):
        return _of_service(facts, finding) | of_loss
    if finding.kind == "test":
        return _of_tests(facts, finding)
    found: Rows = {}
    if finding.kind == "deployment":
        found = _of_deployment(facts, finding)
    elif finding.rule == exceeded_threshold.NAME:
        found = _of_limit(facts, finding)
    elif finding.kind == "probe":
        component, why = _core(facts, finding)
        found = {"C": f"nothing answers for {component}, which {why}"} if component else {}
    return (found or _given(finding)) | of_loss


def _given(finding: Finding) -> Rows:
    """What the rule itself said."""
    return {cast("Row", finding.priority.row): finding.priority.reason}


def _of_service(facts: Facts, finding: Finding) -> Rows:
    found: Rows = {}
    item = one_item(facts, finding)
    if item is not None:
        return {"F": f"one item alone fails, however often it is tried: {item.said}"}
    counted, share = _share(facts, finding)
    steady = counted is not None and counted.n >= _LEAST
    most = counted is not None and counted.total is not None and 2 * counted.n >= counted.total
    component, why = _core(facts, finding)
    of_core = f"{share or 'errors'} in {component}, which {why}"
    if share and is_production(facts.sealed.scope.environment):
        found["A"] = f"{share}, and {facts.sealed.scope.environment} is production"
    down = _service_is_down(facts, finding) or component_down.said(facts, finding)
    if down:
        found["B"] = down
    elif component is not None and steady and (share is None or most):
        found["B"] = of_core
    if component is not None:
        found["C"] = of_core
        return found
    if tests := _failed_with_it(facts, finding):
        found["C"] = f"{tests} of category P1 {'fails' if tests.startswith('1 ') else 'fail'} with it"
    elif killed := _killed(facts, finding):
        found["C"] = killed
    elif most and steady:
        whole = counted is not None and counted.n == counted.total
        found["C"] = f"{share}: what it serves is down" if whole else f"{share}: most of what it serves fails"
    known = finding.component or facts.sealed.policy.components
    where = "in no component that is core" if known else "and no component is declared that could be core"
    found["F"] = f"{share or 'errors are logged'}, {where}"
    return found


def _failed_with_it(facts: Facts, finding: Finding) -> str | None:
    """The tests of category P1 that were folded into it."""
    cases = (each for key in finding.related if isinstance(each := facts.records[key], CaseResult))
    failed = {each.test for each in cases if category_of(facts.sealed.policy, each.test) == "P1"}
    return counted(len(failed), "tests") if failed else None


def _killed(facts: Facts, finding: Finding) -> str | None:
    """Instances that are ended again and again take down whatever each of them does, core or not."""
    times = sum(failing_minutes.of(facts, finding).values()) if ended_instances.is_killed(finding) else 0
    return f"instances of {finding.service} were killed {times} times, whatever they were doing" if times > 1 else None


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
        return jobs, f"{jobs.said} failed since it began"
    if after is None or not after.total:
        return after, None
    verb = f"{'was' if after.total == 1 else 'were'} refused" if refused_with(finding) else "failed"
    since = since_onset.of_finding(facts, finding)
    if since is None or since.total is None or since.total >= after.total:
        return after, f"{after.said} {verb}"
    return since, f"{since.n} of {counted(since.total, after.unit)} {verb} since it began"


def _of_deployment(facts: Facts, finding: Finding) -> Rows:
    served = [each for each in facts.window.candidate.revisions if each.evidence in finding.primary]
    takes = served[0].percent if served else None
    if finding.rule == stale_deployment.NAME:
        return {"C": f"the revision takes {takes} % and does not run what its name says"} if takes else {}
    # What was tried again may take the traffic that the first attempt never got.
    if takes := max((each.percent or 0 for each in served), default=0):
        return {"B": f"the revision never became ready and takes {takes} %"}
    if replaced := revision_never_ready.replaced_by(facts, finding):
        return {"G": f"{replaced} was deployed after it and became ready"}
    return {"C": f"{finding.service} cannot be deployed; earlier revisions keep the traffic"}


def _of_limit(facts: Facts, finding: Finding) -> Rows:
    times = exceeded_threshold.times_over(facts, finding)
    component, why = _core(facts, finding)
    if times is None or times < exceeded_threshold.FAR:
        return {"G": "a declared limit is exceeded" + (f" {times:.3g} times" if times else "")}
    if component is None:
        return {"F": f"a declared limit is exceeded {times:.3g} times, in no component that is core"}
    return {"E": f"a declared limit is exceeded {times:.3g} times in {component}, which {why}"}


def _of_tests(facts: Facts, finding: Finding) -> Rows:
    if not any(category_of(facts.sealed.policy, test) == "P1" for test in finding.tests):
        return {"F": "no test of category P1 fails"}
    if is_own_fault(facts, finding):
        return {"D": "tests of category P1 raise by themselves, so they show nothing"}
    component, why = _core(facts, finding)
    if component is not None:
        said = f"a test of category P1 fails in {component}, which {why}"
        return {"B": said, "C": said}
    return {"C": "a test of category P1 fails"}


def _of_uncollected(facts: Facts, finding: Finding) -> Rows:
    """What did not run shows nothing, whether or not it could be collected before."""
    left = uncollected_tests.left_out(facts, finding)
    core = sum(category_of(facts.sealed.policy, test) == "P1" for test in left)
    if not core:
        return {"G": "nothing that did not run is known to be of category P1"}
    return {"D": f"{core} {'test or file' if core == 1 else 'tests or files'} of category P1 did not run"}


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
        return component.name, "tests of category P1 check (none is declared core)"
    return None, ""

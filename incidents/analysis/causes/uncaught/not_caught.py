"""What the test runs before a deployment did, as the reason why the change behind a failure passed them.

Claims: no run began, or none ever asked the routes that fail, or none executed a test, or what executed is no evidence,
or a run failed and the deployment went on. Refuted by a real run of a test of the failing path that passed in that
time: then the tests did not cover it, and that is said instead.
"""

from collections.abc import Sequence

from incidents.amounts import counted
from incidents.analysis.causes.uncaught.runs_before import RunsBefore, runs_before
from incidents.analysis.causes.uncaught.unasked import unasked
from incidents.analysis.facts import Facts
from incidents.analysis.tested.remote_tests import claims_the_service
from incidents.model.cause import Cause
from incidents.model.evidence import TestRun
from incidents.model.finding import Finding
from incidents.model.incident import Doubt
from incidents.model.record import digest

NAME = "not-caught"
_NOT_RUN = "a check that does not run cannot notice a change"
_NOT_ASKED = "a test that does not ask what fails cannot notice it"


def not_caught(facts: Facts, finding: Finding, revision: str | None, doubts: Sequence[Doubt]) -> Cause | None:
    """One statement for the runs of the time between the two deployments; None where no run was read at all."""
    before = runs_before(facts, revision)
    if before is None or not facts.runs:
        return None
    never = unasked(facts, finding) if before.runs else None
    claim, how, cites = (never[0], _NOT_ASKED, never[1]) if never else _said(facts, before, doubts)
    # A run that failed says nothing of what it would have shown without that.
    stopped = never or not _failed(before.runs)
    since = f"{before.since.second}" if before.since else "the beginning of what was read"
    until = f"{before.revision.at.second}" if before.revision.at else "the deployment"
    return Cause(
        id=f"cause-{digest(finding.id, NAME)}",
        effect=finding.id,
        rule=NAME,
        claim=claim,
        mechanism=how,
        change=None,
        evidence_for=tuple(sorted({before.revision.id, *cites})),
        looked_for=f"test runs that began between {since} and {until}; {len(before.runs)} of {len(facts.runs)} did",
        counterfactual=None,
        confidence="probable" if stopped else "possible",
        missing="the pipeline's own record of what had to pass before this deployment",
        branch="not-caught",
    )


def _said(facts: Facts, before: RunsBefore, doubts: Sequence[Doubt]) -> tuple[str, str, tuple[str, ...]]:
    """The claim, how that lets a change pass, and the records."""
    name, runs = before.revision.name, before.runs
    if not runs:
        return f"no test run that was read began between the deployment before {name} and {name}", _NOT_RUN, ()
    failed = _failed(runs)
    if failed:
        said = f"{name} was deployed after test run {failed[-1].name} had failed"
        return (
            said,
            "a run that fails anyway, and stops nothing, looks the same when it fails for one more reason",
            (failed[-1].id,),
        )
    executed = [run for run in runs if run.counts.executed]
    if not executed:
        return f"the runs before {name} executed no test", _NOT_RUN, tuple(run.id for run in runs)
    claim, cites = _executed(facts, name, executed, doubts)
    return claim, "what runs on something else than the change, or does not reach it, cannot notice it", cites


def _failed(runs: Sequence[TestRun]) -> list[TestRun]:
    return [run for run in runs if run.counts.failed or run.counts.errors or run.collection_errors]


def _executed(
    facts: Facts, name: str, executed: Sequence[TestRun], doubts: Sequence[Doubt]
) -> tuple[str, tuple[str, ...]]:
    runs = {run.id: run for run in executed}
    doubted = [each for each in doubts if each.run in runs]
    whole = {each.run for each in doubted if each.test is None}
    if whole == set(runs):
        return f"what the runs before {name} executed is no evidence: {doubted[0].reason}", tuple(sorted(runs))
    passed = sum(run.counts.passed for run in executed)
    void = len({(each.run, each.test) for each in doubted if each.test})
    cases = [case for run in executed for case in facts.cases[run.id].values() if case.outcome == "passed"]
    remote = sum(claims_the_service(facts, runs[case.run], case) for case in cases)
    said = f"{counted(passed, 'tests')} passed before {name} was deployed"
    if remote:
        others = ", and of the others none noticed" if passed > remote else ""
        said += f"; {remote} called the service, which was still the revision before it{others}"
    else:
        said += ", and none noticed"
    cites = tuple(sorted({*runs, *(cite for each in doubted[:5] for cite in each.cites)}))
    return (f"{said}; {void} of these results are no evidence" if void else said), cites

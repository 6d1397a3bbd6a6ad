"""A revision that runs an older image than its name says: then the image explains what it does, and no new commit does.

Claims: what was deployed is not in the revision. Refuted by the digest that its build made.
"""

from collections.abc import Iterable

from incidents.analysis.facts import Facts
from incidents.analysis.rules import stale_deployment
from incidents.analysis.tested.remote_tests import claims_the_service
from incidents.model.cause import Cause, ChangeRef
from incidents.model.evidence import CaseResult, Revision
from incidents.model.finding import Finding
from incidents.model.record import digest

NAME = "stale-image"


def cause(facts: Facts, finding: Finding) -> Cause | None:
    """The cause of a stale deployment itself; None for every other finding."""
    revision = next((each for key in finding.primary if isinstance(each := facts.records[key], Revision)), None)
    if finding.rule != stale_deployment.NAME or revision is None:
        return None
    before = next((each for key in finding.related if isinstance(each := facts.records[key], Revision)), None)
    return Cause(
        id=f"cause-{digest(finding.id, NAME)}",
        effect=finding.id,
        rule=NAME,
        claim=f"{revision.name} {finding.signature}",
        mechanism="a deployment takes the image that it is given, whatever commit its label names",
        change=ChangeRef(
            revision=revision.name,
            setting="spec.containers[0].image",
            before=before.image if before else None,
            after=revision.image,
        ),
        evidence_for=tuple(sorted({*finding.primary, *finding.related})),
        looked_for="another digest than that of the image before, which would rule it out",
        counterfactual=None,
        confidence="probable",
        missing="the record of the build for this commit, and the digest that it pushed",
    )


def behind_test(facts: Facts, finding: Finding, findings: Iterable[Finding]) -> Cause | None:
    """For a failed test of the deployed service: what it was to show may not be in the image that answered it."""
    cases = [each for key in finding.primary if isinstance(each := facts.records[key], CaseResult)]
    runs = {run.id: run for run in facts.runs}
    asked = [each for each in cases if claims_the_service(facts, runs[each.run], each)]
    began = [at for each in asked if (at := runs[each.run].at) is not None]
    for stale in findings:
        revision = next((each for key in stale.primary if isinstance(each := facts.records[key], Revision)), None)
        known = stale.rule == stale_deployment.NAME and revision is not None and revision.at is not None
        if known and revision and revision.at and began and revision.at < min(began):
            return Cause(
                id=f"cause-{digest(finding.id, NAME, revision.name)}",
                effect=finding.id,
                rule=NAME,
                claim=f"{revision.name}, which the test may have called, {stale.signature}",
                mechanism="a test of what is new fails where an older image answers it",
                change=None,
                evidence_for=tuple(sorted({*finding.primary, revision.id})),
                looked_for="a change that touches what the test names, which would be a rival; none was found",
                counterfactual=None,
                confidence="possible",
                missing="the same test against the image that this commit was built into",
            )
    return None

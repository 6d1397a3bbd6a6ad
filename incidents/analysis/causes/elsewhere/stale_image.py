"""A revision that runs an older image than its name says: then the image explains what it does, and no new commit does.

Claims: what was deployed is not in the revision. Refuted by the digest that its build made.
"""

from incidents.analysis.facts import Facts
from incidents.analysis.rules import stale_deployment
from incidents.model.cause import Cause, ChangeRef
from incidents.model.evidence import Revision
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

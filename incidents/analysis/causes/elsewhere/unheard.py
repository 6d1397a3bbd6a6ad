"""A process that listens on another port than the one on which the platform asks for it.

Claims: both numbers, as the process and the platform state them, differ. Refuted by a line of the process that it
listens where it is asked. Which change led to it, if any did, is another question.
"""

from incidents.analysis.causes.settings.ports import other_port
from incidents.analysis.course.symptom import Symptom
from incidents.analysis.facts import Facts
from incidents.model.cause import Cause
from incidents.model.finding import Finding
from incidents.model.record import digest

NAME = "other-port"


def cause(facts: Facts, finding: Finding, symptom: Symptom) -> Cause | None:
    ports = other_port(symptom)
    revision = facts.revisions.get(symptom.revision or "")
    if ports is None or revision is None:
        return None
    return Cause(
        id=f"cause-{digest(finding.id, NAME)}",
        effect=finding.id,
        rule=NAME,
        claim=f"{revision.name} listens on port {ports.heard}, and the platform asks for it on port {ports.asked}",
        mechanism="what listens elsewhere is not heard, however well it started",
        change=None,
        evidence_for=tuple(sorted({*finding.primary, ports.line.record, revision.id})),
        looked_for=f"a line that it listens on port {ports.asked}, which would rule it out; none was read",
        counterfactual=None,
        confidence="probable",
        missing="where the process takes its port from",
    )

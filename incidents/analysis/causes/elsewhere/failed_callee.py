"""Another service of the team's own, which the failing one calls and which fails itself.

Claims: the failure names the other service, and that service has a failure of its own in the same time. Refuted by
answers of the other service that were good in that time.
"""

import re
from collections.abc import Sequence

from incidents.analysis.causes.symptom import Symptom
from incidents.model.cause import Cause
from incidents.model.finding import Finding
from incidents.model.record import digest

NAME = "failed-callee"
_SERVES = ("log", "request", "deployment")


def cause(finding: Finding, findings: Sequence[Finding], symptom: Symptom) -> Cause | None:
    """By the other service's most urgent failure."""
    if finding.kind not in _SERVES:
        return None
    failing = [each for each in findings if each.kind in _SERVES and each.state in ("new", "worse")]
    callees = [each for each in failing if _named(each, finding, symptom) and _meanwhile(each, finding)]
    callees.sort(key=lambda each: (each.priority.level, each.id))
    return _cause(finding, callees[0]) if callees else None


def _named(callee: Finding, caller: Finding, symptom: Symptom) -> bool:
    """As a word of its own, or at the beginning of a host: Cloud Run adds a hash and the region to a service's name."""
    if callee.service is None or callee.service == caller.service:
        return False
    name = re.escape(callee.service)
    return re.search(rf"(?<![\w-]){name}(?:-[a-z0-9]+(?:-[a-z0-9]+)?\.|(?![\w-]))", symptom.message) is not None


def _meanwhile(callee: Finding, caller: Finding) -> bool:
    """Whether both were seen in a common stretch of time; a time that is not known is common with none."""
    if callee.first is None or callee.last is None or caller.first is None or caller.last is None:
        return False
    return callee.first <= caller.last and caller.first <= callee.last


def _cause(finding: Finding, callee: Finding) -> Cause:
    return Cause(
        id=f"cause-{digest(finding.id, NAME)}",
        effect=finding.id,
        rule=NAME,
        claim=f"{callee.service}, which {finding.service} calls, failed in the same time: {callee.title}",
        mechanism=f"the failure names {callee.service}, and what that does not answer cannot be passed on",
        change=None,
        evidence_for=tuple(sorted({*finding.primary, *callee.primary})),
        looked_for=f"a failure of {callee.service} of its own in the same time, without which it would be ruled out",
        counterfactual=None,
        confidence="probable",
        missing=f"the same calls while {callee.service} answers",
    )

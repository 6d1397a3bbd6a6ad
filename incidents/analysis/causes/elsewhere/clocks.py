"""Two clocks that do not agree, after the same revision had been served well by both.

Claims: the failure tells that something was made later than now, or too long ago by the time of its request, and the
same revision had answered such requests before, which no change of it explains. Refuted by the same failure from the
revision's first requests on, as a change of what is allowed to differ would bring.
"""

import re

from incidents.analysis.course.began_late import good_start
from incidents.analysis.course.outside import CLOCKS
from incidents.analysis.course.symptom import Symptom
from incidents.analysis.facts import Facts
from incidents.model.cause import Cause
from incidents.model.finding import Finding
from incidents.model.record import digest

NAME = CLOCKS
# As libraries of signed tokens in Python, node, Go, Java and .NET, Google's and Amazon's clients and Kerberos put it.
_SIGNS = re.compile(
    r"\bclock skew\b|\bclock is (?:not )?set\b|\bToken used too early\b|\bImmatureSignatureError\b|"
    r"\btoken (?:is )?not (?:yet valid|valid yet)\b|\btoken used before issued\b|\bjwt not active\b|"
    r"\bPrematureJwtException\b|\bissued (?:at|in the) future\b|\biat\b.{0,40}\bin the future\b|\bIDX10222\b|"
    r"\bRequestTimeTooSkewed\b|\bSignature not yet current\b|\bSignature expired: \S+ is now earlier than\b|"
    r"\bdifference between the request time and the (?:current|server's) time is too large\b",
    re.IGNORECASE,
)


def cause(facts: Facts, finding: Finding, symptom: Symptom) -> Cause | None:
    """None where the failure may have been there from the revision's first request on."""
    said = _SIGNS.search(symptom.detail)
    start = good_start(facts, finding) if said else None
    if said is None or start is None:
        return None
    return Cause(
        id=f"cause-{digest(finding.id, NAME)}",
        effect=finding.id,
        rule=NAME,
        claim=f"{finding.service} and another party do not agree on the time; the failure says “{said.group(0)}”",
        mechanism="what one of two clocks has just dated lies ahead of the other or too far behind it, and nothing of "
        f"{finding.service} changed between: {start.said}",
        change=None,
        evidence_for=tuple(sorted({*finding.primary, *start.cites})),
        looked_for=f"the same failure from the first requests of {start.revision} on, as a change of it would bring; "
        "it served well before",
        counterfactual=None,
        confidence="probable",
        missing="the time of both sides in the same minute",
    )

"""What a newly deployed caller logged of the refusals of a service that stayed as it was.

Who refuses a request often logs no more than the status; the reason stands in its answer, which the caller logs.
"""

from incidents.analysis.causes.code.refused_names import refused_names
from incidents.analysis.causes.neighbour.spoken import Spoken
from incidents.analysis.facts import Facts
from incidents.analysis.rates.answered_with import refused_with
from incidents.model.evidence import Revision
from incidents.model.finding import Finding

OF_THE_REQUEST = (400, 404, 409, 422)
"""What a request is refused with that cannot be read, or that asks for what is not there."""


def refused_as_before(facts: Facts, finding: Finding) -> bool:
    """Whether requests are refused by a service of which nothing was deployed in the window."""
    unchanged = finding.service is not None and not facts.window.candidate.of(finding.service)
    return unchanged and refused_with(finding) in OF_THE_REQUEST


def told_by_caller(facts: Facts, finding: Finding, caller: Revision) -> dict[Spoken, str]:
    """The fields that it logged as missing or not known while requests were refused, with the record of each."""
    if not refused_as_before(facts, finding) or finding.first is None or finding.last is None:
        return {}
    found: dict[Spoken, str] = {}
    for pattern in facts.patterns:
        spans = [each for each in pattern.by_revision if each.revision == caller.name]
        if not any(each.first <= finding.last and finding.first <= each.last for each in spans):
            continue
        refused = refused_names(pattern.excerpt)
        for name in refused.missing:
            found.setdefault(Spoken("field", name, missing=True), pattern.id)
        for name in refused.unknown:
            found.setdefault(Spoken("field", name, missing=False), pattern.id)
    return found

"""What makes a problem the same one in another window: a fingerprint of what it says, without what varies."""

from collections.abc import Iterable

from incidents.model.finding import Finding
from incidents.model.record import digest
from incidents.model.same_finding import normal


def fingerprints(findings: Iterable[Finding]) -> dict[str, str]:
    """By the id of the finding. Two findings of one incident never share one, whatever they have in common."""
    found: dict[str, str] = {}
    for each in sorted(findings, key=lambda each: each.id):
        print_ = _of(each)
        while print_ in found.values():
            print_ = digest(print_, each.id)
        found[each.id] = print_
    return found


def _of(finding: Finding) -> str:
    """Neither the state nor the counts are part of it, nor the revision: they differ when it comes back."""
    said = normal(finding.signature or finding.title)
    return digest("issue", finding.rule, finding.service or "", said, *finding.tests[:1])

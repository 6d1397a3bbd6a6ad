"""What makes a problem the same one in another window: a fingerprint of what it says, without what varies."""

import re
from collections.abc import Iterable

from incidents.model.finding import Finding
from incidents.model.record import digest

# Short numbers stay: `assert 503 == 200` and `assert 500 == 201` are two faults.
_VARIES = re.compile(r"0x[0-9a-f]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{16,}\b|\d+\.\d+|\d{4,}")
_REVISION = re.compile(r"\b([a-z][a-z0-9-]*?)-\d{5}-[a-z0-9]{3}\b")


def normal(text: str) -> str:
    """The text in small letters, without numbers, ids and revision names that differ from one time to the next."""
    return " ".join(_VARIES.sub("#", _REVISION.sub(r"\1", text.lower())).split())


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

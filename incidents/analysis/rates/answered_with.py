"""With which statuses the requests were answered that a finding is about."""

import re
from collections.abc import Iterable

from incidents.model.finding import Finding

REFUSED_ROUTE = "refused-route"
"""The rule whose findings are about one client error; all others about requests are of server errors."""
_STATUS = re.compile(r" ([1-5]\d\d)$", re.ASCII)


def refused_with(finding: Finding) -> int | None:
    """The status that a finding of refused requests is about; None for every other finding."""
    found = _STATUS.search((finding.signature or "").partition("\n")[0]) if finding.rule == REFUSED_ROUTE else None
    return int(found[1]) if found else None


def answers_of(finding: Finding) -> tuple[int, int]:
    """The lowest and the highest status of the answers that a finding of requests is about."""
    refused = refused_with(finding)
    return (refused, refused) if refused else (500, 599)


def codes(findings: Iterable[Finding]) -> str:
    """The statuses that these findings are about, rising."""
    statuses = {refused_with(each) for each in findings}
    return ", ".join(str(each) for each in sorted(filter(None, statuses)))

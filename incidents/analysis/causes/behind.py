"""What a finding comes down to: where a service that it calls fails, that failure, and what led to it."""

from collections.abc import Sequence

from incidents.analysis.causes.elsewhere.failed_callee import NAME as FAILED_CALLEE
from incidents.model.cause import Cause, Chain
from incidents.model.finding import Finding

_SURE = ("probable", "confirmed")


class Behind:
    """Follows the probable links from the failure of one service to that of another one that it calls."""

    def __init__(self, findings: Sequence[Finding], chains: Sequence[Chain]) -> None:
        self.findings = tuple(findings)
        self._leads = {chain.finding: chain.lead for chain in chains}

    def lead(self, finding: Finding) -> Cause | None:
        """The finding's own leading cause."""
        return self._leads.get(finding.id)

    def source(self, finding: Finding) -> Finding:
        """The failure of the called service at the end of the links; the finding itself where none leads on."""
        seen = [finding]
        while (called := self._called(seen[-1])) is not None and called not in seen:
            seen.append(called)
        return seen[-1]

    def _called(self, finding: Finding) -> Finding | None:
        lead = self.lead(finding)
        if lead is None or lead.rule != FAILED_CALLEE or lead.confidence not in _SURE:
            return None
        return called_failure(lead, finding, self.findings)


def called_failure(cause: Cause, finding: Finding, findings: Sequence[Finding]) -> Finding | None:
    """The failure of the other service that such a cause of the finding stands on."""
    cited = set(cause.evidence_for)
    others = (each for each in findings if each.service not in (None, finding.service))
    return next((each for each in others if cited.issuperset(each.primary)), None)

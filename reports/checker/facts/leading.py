"""How well each failure is explained, and which explanation a reader should hear first."""

from dataclasses import dataclass

from incidents.model.cause import Answer, Cause, Confidence, Stop
from incidents.model.incident import Incident
from reports.checker.facts.findings import numbers

_ORDER: tuple[Confidence, ...] = ("confirmed", "probable", "possible", "refuted")


@dataclass(frozen=True)
class Lead:
    """The nearest and the deepest cause known, or where the chain stopped; as certain as the weakest link between."""

    finding: str
    why: Cause | Stop | None
    confidence: Confidence
    nearest: Cause | None = None

    def said(self) -> str:
        """Both causes, or the one where there is no other; empty without any."""
        if self.nearest is None or not isinstance(self.why, Cause):
            return ""
        behind = f"; behind it, {self.why.claim}" if self.why.id != self.nearest.id else ""
        return f"{self.nearest.claim}{behind}"

    def cited(self) -> tuple[str, ...]:
        if self.nearest is None or not isinstance(self.why, Cause):
            return ()
        return (*self.nearest.evidence_for, *self.why.evidence_for)


def lead_of(incident: Incident, finding: str) -> Lead:
    whys = [why for chain in incident.chains if chain.finding == finding for why in chain.whys]
    causes = [why.cause for why in whys if isinstance(why, Answer) and why.cause.branch == "cause"]
    causes = [each for each in causes if each.confidence != "refuted"]
    found: Cause | None = None
    nearest: Cause | None = None
    weakest, effect = 0, finding
    while known := [each for each in causes if each.effect.removeprefix("claim-") == effect.removeprefix("claim-")]:
        found = min(known, key=lambda each: _ORDER.index(each.confidence))
        nearest = nearest or found
        weakest, effect = max(weakest, _ORDER.index(found.confidence)), found.id
    stop = next((why for why in whys if isinstance(why, Stop)), None)
    return Lead(finding, found or stop, _ORDER[weakest], nearest)


def leading(incident: Incident) -> Lead | None:
    """The best explained one of the most urgent failures; None where nothing fails."""
    if incident.verdict == "healthy":
        return None
    level = {each.id: each.priority.level for each in incident.findings}
    order = list(numbers(incident))
    leads = [lead_of(incident, each) for each in order if level[each] == level[order[0]]]
    leads.sort(key=lambda each: _ORDER.index(each.confidence) if isinstance(each.why, Cause) else len(_ORDER))
    return leads[0] if leads else None


def best_known(incident: Incident) -> Lead | None:
    """The best explained of the most urgent failures that have a cause which is at least probable."""
    level = {each.id: each.priority.level for each in incident.findings}
    leads = [lead_of(incident, each) for each in numbers(incident)]
    known = [lead for lead in leads if isinstance(lead.why, Cause) and lead.confidence in ("confirmed", "probable")]
    known.sort(key=lambda each: (level[each.finding], _ORDER.index(each.confidence)))
    return known[0] if known else None

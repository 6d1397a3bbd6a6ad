"""How well each failure is explained, and which explanation a reader should hear first."""

from dataclasses import dataclass

from incidents.model.cause import Answer, Cause, Confidence, Stop
from incidents.model.incident import Incident
from reports.checker.facts.findings import numbers

_ORDER: tuple[Confidence, ...] = ("confirmed", "probable", "possible", "refuted")


@dataclass(frozen=True)
class Lead:
    """The deepest cause that is known, or else where the chain stopped; as certain as the weakest link on the way."""

    finding: str
    why: Cause | Stop | None
    confidence: Confidence


def lead_of(incident: Incident, finding: str) -> Lead:
    whys = [why for chain in incident.chains if chain.finding == finding for why in chain.whys]
    causes = [why.cause for why in whys if isinstance(why, Answer) and why.cause.branch == "cause"]
    causes = [each for each in causes if each.confidence != "refuted"]
    found: Cause | None = None
    weakest, effect = 0, finding
    while known := [each for each in causes if each.effect.removeprefix("claim-") == effect.removeprefix("claim-")]:
        found = min(known, key=lambda each: _ORDER.index(each.confidence))
        weakest, effect = max(weakest, _ORDER.index(found.confidence)), found.id
    stop = next((why for why in whys if isinstance(why, Stop)), None)
    return Lead(finding, found or stop, _ORDER[weakest])


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
    """The best explained of the most urgent failures that have a cause."""
    level = {each.id: each.priority.level for each in incident.findings}
    known = [lead for each in numbers(incident) if isinstance((lead := lead_of(incident, each)).why, Cause)]
    known.sort(key=lambda each: (level[each.finding], _ORDER.index(each.confidence)))
    return known[0] if known else None

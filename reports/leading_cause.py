"""The explanation that a reader should hear first, no more certain than the weakest link that leads to it."""

from dataclasses import dataclass

from incidents.model.cause import Answer, Cause, Chain, Confidence, Stop
from incidents.model.finding import Finding
from incidents.model.incident import Incident
from reports.urgency import failing

_RANK: tuple[Confidence, ...] = ("confirmed", "probable", "possible", "refuted")


@dataclass(frozen=True)
class Leading:
    """The finding it explains and the deepest cause known; without one, where the chain stopped."""

    finding: Finding
    cause: Cause | None
    confidence: Confidence
    stop: Stop | None


def leading(incident: Incident) -> Leading | None:
    """The best explained of the most urgent findings; None where nothing is wrong, or fails by it."""
    wrong = failing(incident.findings) if incident.verdict != "healthy" else ()
    chains = {chain.finding: chain for chain in incident.chains}
    first = [explained(each, chains.get(each.id)) for each in wrong if each.priority.level == wrong[0].priority.level]
    return min(first, key=lambda each: (each.cause is None, _RANK.index(each.confidence)), default=None)


def best_known(incident: Incident) -> Leading | None:
    """The most certain cause of the most urgent failure that has one, where those above it have none."""
    chains = {chain.finding: chain for chain in incident.chains}
    known = [explained(each, chains.get(each.id)) for each in failing(incident.findings)]
    with_cause = [each for each in known if each.cause is not None]
    return min(with_cause, key=lambda each: (each.finding.priority.level, _RANK.index(each.confidence)), default=None)


def explained(finding: Finding, chain: Chain | None) -> Leading:
    """The deepest cause of one finding that is known, as certain as the weakest link on the way to it."""
    whys = chain.whys if chain else ()
    causes = [why.cause for why in whys if isinstance(why, Answer) and _explains(why.cause)]
    path: list[Cause] = []
    while cause := _why(path[-1].id if path else finding.id, causes):
        path.append(cause)
    stop = next((why for why in whys if isinstance(why, Stop)), None)
    weakest = max((each.confidence for each in path), key=_RANK.index, default=_RANK[-1])
    return Leading(finding, path[-1] if path else None, weakest, stop)


def _explains(cause: Cause) -> bool:
    """What was refuted explains nothing, and neither does a check that did not notice."""
    return cause.confidence != "refuted" and cause.branch == "cause"


def _why(effect: str, causes: list[Cause]) -> Cause | None:
    """The most certain cause of this effect, which a link names by its own id or by that of its claim."""
    known = [each for each in causes if each.effect in (effect, f"claim-{effect}")]
    return min(known, key=lambda each: _RANK.index(each.confidence), default=None)

"""The explanation that a reader should hear first, no more certain than the weakest link that leads to it."""

from dataclasses import dataclass

from incidents.model.cause import Answer, Cause, Chain, Confidence, Stop
from incidents.model.finding import Finding
from incidents.model.incident import Incident
from reports.urgency import failing

CERTAINTY: tuple[Confidence, ...] = ("confirmed", "probable", "possible", "refuted")
_KNOWN: tuple[Confidence, ...] = ("confirmed", "probable")


@dataclass(frozen=True)
class Leading:
    """The finding and the causes that lead to it, the nearest first; without any, where the chain stopped."""

    finding: Finding
    path: tuple[Cause, ...]
    confidence: Confidence
    stop: Stop | None

    @property
    def claim(self) -> str:
        """What led to it, and what lies deepest behind that; empty where no cause is known."""
        ends = dict.fromkeys((*self.path[:1], *self.path[-1:]))
        return "; behind it, ".join(each.claim.rstrip(". ") for each in ends)

    @property
    def cites(self) -> tuple[str, ...]:
        """The records of what led to it, and then of what lies behind that."""
        return tuple(dict.fromkeys(cite for each in (*self.path[:1], *self.path[-1:]) for cite in each.evidence_for))


def leading(incident: Incident) -> Leading | None:
    """The best explained of the most urgent findings; None where nothing is wrong, or fails by it."""
    wrong = failing(incident.findings) if incident.verdict != "healthy" else ()
    chains = {chain.finding: chain for chain in incident.chains}
    first = [explained(each, chains.get(each.id)) for each in wrong if each.priority.level == wrong[0].priority.level]
    return min(first, key=lambda each: (not each.path, CERTAINTY.index(each.confidence)), default=None)


def of_first(incident: Incident) -> Leading | None:
    """What is known of the failure that is listed first."""
    chains = {chain.finding: chain for chain in incident.chains}
    return next((explained(each, chains.get(each.id)) for each in failing(incident.findings)), None)


def best_known(incident: Incident) -> Leading | None:
    """The most certain cause of the most urgent failure that has a probable one, where those above it have none."""
    chains = {chain.finding: chain for chain in incident.chains}
    leads = [explained(each, chains.get(each.id)) for each in failing(incident.findings)]
    known = [each for each in leads if each.path and each.confidence in _KNOWN]
    return min(known, key=lambda each: (each.finding.priority.level, CERTAINTY.index(each.confidence)), default=None)


def explained(finding: Finding, chain: Chain | None) -> Leading:
    """The deepest cause of one finding that is known, as certain as the weakest link on the way to it."""
    whys = chain.whys if chain else ()
    causes = [why.cause for why in whys if isinstance(why, Answer) and _explains(why.cause)]
    path: list[Cause] = []
    while cause := _why(path[-1].id if path else finding.id, causes):
        path.append(cause)
    stop = next((why for why in whys if isinstance(why, Stop)), None)
    weakest = max((each.confidence for each in path), key=CERTAINTY.index, default=CERTAINTY[-1])
    return Leading(finding, tuple(path), weakest, stop)


def _explains(cause: Cause) -> bool:
    """What was refuted explains nothing, and neither does a check that did not notice."""
    return cause.confidence != "refuted" and cause.branch == "cause"


def _why(effect: str, causes: list[Cause]) -> Cause | None:
    """The most certain cause of this effect, which a link names by its own id or by that of its claim."""
    known = [each for each in causes if each.effect in (effect, f"claim-{effect}")]
    return min(known, key=lambda each: CERTAINTY.index(each.confidence), default=None)

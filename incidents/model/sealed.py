"""What one collection yields: the evidence and the ledger of readings, in an order that never varies."""

from collections.abc import Iterable

from incidents.model.earlier import Earlier
from incidents.model.evidence import AnyEvidence
from incidents.model.policy import Policy
from incidents.model.record import Record
from incidents.model.scope import Reading, Scope
from incidents.model.window import Window


class Collected(Record):
    """Evidence and readings of one or more collectors."""

    evidence: tuple[AnyEvidence, ...] = ()
    readings: tuple[Reading, ...] = ()

    @classmethod
    def joined(cls, parts: Iterable["Collected"]) -> "Collected":
        """All parts as one, sorted by id; what was read twice under one id is kept once."""
        parts = tuple(parts)
        evidence = {each.id: each for part in parts for each in part.evidence}
        readings = {each.id: each for part in parts for each in part.readings}
        return cls(
            evidence=tuple(evidence[key] for key in sorted(evidence)),
            readings=tuple(readings[key] for key in sorted(readings)),
        )


class SealedEvidence(Record):
    """The content of evidence.jsonl: all that the analysis may know.

    `window` is what was resolved at collection; `baseline` names the stored incident that was compared with, `earlier`
    is what it found. `stored_before` names what was read of those that ended before it for one of its services, the
    latest last.
    """

    name: str
    scope: Scope
    policy: Policy
    window: Window
    collected: Collected
    baseline: str | None = None
    earlier: Earlier | None = None
    stored_before: tuple[str, ...] = ()

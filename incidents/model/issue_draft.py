"""An issue as it will be filed, before any tracker has seen it."""

from typing import Literal

from incidents.model.finding import Priority
from incidents.model.record import CitationId, Record


class BlockedBy(Record):
    """The draft that must be done first, and the technical path that makes it so."""

    fingerprint: str
    path: str
    cites: tuple[CitationId, ...]


class IssueDraft(Record):
    """One problem for one issue; `until` names the event that ends a deferral or a block.

    `merged` are the fingerprints of drafts that somebody made part of this one; `issue` is what a person decided about
    the match: the key of an issue, or "new" for none.
    """

    fingerprint: str
    title: str
    body: str
    labels: tuple[str, ...]
    priority: Priority
    blocked_by: tuple[BlockedBy, ...] = ()
    state: Literal["ready", "deferred", "blocked"] = "ready"
    until: str | None = None
    merged: tuple[str, ...] = ()
    issue: str | None = None

    @property
    def fingerprints(self) -> tuple[str, ...]:
        return (self.fingerprint, *self.merged)

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
    """One problem for one issue; `until` names the event that ends a deferral or a block."""

    fingerprint: str
    title: str
    body: str
    labels: tuple[str, ...]
    priority: Priority
    blocked_by: tuple[BlockedBy, ...] = ()
    state: Literal["ready", "deferred", "blocked"] = "ready"
    until: str | None = None

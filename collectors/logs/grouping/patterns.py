"""Groups messages by signature, in bounded memory, whatever the order in which they come."""

from collections.abc import Iterator
from typing import NamedTuple

from collectors.logs.entries.entry import Entry
from collectors.logs.grouping.capped import Capped
from collectors.logs.grouping.group import Group
from collectors.logs.grouping.lead import Lead
from collectors.logs.grouping.signature import Signature, Signatures
from collectors.logs.messages.message import Message
from incidents.model.evidence import Severity

MOST = 5000
"""Patterns of one service and severity."""


class Found(NamedTuple):
    """A finished group. `words` is None for a group of one signature, else how many words its messages share."""

    service: str
    severity: Severity
    group: Group
    words: int | None


class _Shelf:
    """All messages of one service and severity."""

    def __init__(self) -> None:
        self.leads: Capped[Lead] = Capped(MOST, Lead)
        self._size = 0
        self._only_leads = False

    def group(self, error_type: str | None, signature: Signature) -> Group:
        lead = self.leads.at((error_type or "", signature.lead))
        if self.leads.overflow is not None:
            # There are more than MOST leads, and so more than MOST signatures.
            self._keep_only_leads()
        if lead is self.leads.overflow:
            return lead.fold()
        before = lead.size
        group = lead.group(signature)
        self._size += lead.size - before
        if self._size > MOST:
            self._keep_only_leads()
        return lead.fold() if self._only_leads else group

    def _keep_only_leads(self) -> None:
        if not self._only_leads:
            self._only_leads = True
            for each in self.leads.kept.values():
                each.fold()


class Patterns:
    """Every message that was taken, grouped."""

    def __init__(self) -> None:
        self.signatures = Signatures()
        self._shelves: dict[tuple[str, Severity], _Shelf] = {}

    def add(self, entry: Entry, message: Message) -> None:
        shelf = self._shelves.get((entry.service, message.severity))
        if shelf is None:
            shelf = self._shelves[entry.service, message.severity] = _Shelf()
        shelf.group(message.error_type, self.signatures.of(message)).add(entry, message)

    def found(self) -> Iterator[Found]:
        """The groups, in an order that does not depend on the order of reading."""
        for (service, severity), shelf in sorted(self._shelves.items()):
            for _, lead in sorted(shelf.leads.kept.items()):
                if lead.folded is not None:
                    yield Found(service, severity, lead.folded, len(lead.common or ()))
                for _, group in sorted(lead.groups.items()):
                    yield Found(service, severity, group, None)
            if shelf.leads.overflow is not None:
                yield Found(service, severity, shelf.leads.overflow.fold(), 0)

    @property
    def folded(self) -> int:
        """How many entries lie in groups whose messages are not kept apart."""
        return sum(each.group.tally.count for each in self.found() if each.words is not None)

"""The messages of one signature: their counts and the earliest of them."""

from collectors.logs.entries.entry import Entry
from collectors.logs.grouping.tally import Sighting, Tally, sighting
from collectors.logs.masking.holes import with_joined_kinds
from collectors.logs.messages.message import Message


class Group:
    """The messages of one signature; `message` is the earliest, `template` has the kinds of all of them joined."""

    __slots__ = ("_earliest", "message", "tally", "template")

    def __init__(self, template: str = "") -> None:
        self.tally = Tally()
        self.template = template
        self.message: Message | None = None
        self._earliest: Sighting | None = None

    def add(self, entry: Entry, message: Message) -> None:
        if self.tally.add(entry, message.text):
            self._offer(sighting(entry, message.text), message)

    def merge(self, other: "Group") -> None:
        """Take in another; that one must not be used any more."""
        self.template = with_joined_kinds(self.template, other.template)
        self.tally.merge(other.tally)
        if other.message is not None and other._earliest is not None:  # noqa: SLF001 - of its own class
            self._offer(other._earliest, other.message)  # noqa: SLF001

    def _offer(self, seen: Sighting, message: Message) -> None:
        if self._earliest is None or seen < self._earliest:
            self._earliest, self.message = seen, message

"""Messages that begin alike: kept apart as long as they are few, and as one when they turn out to be free text."""

from collectors.logs.grouping.group import Group
from collectors.logs.grouping.signature import Signature
from collectors.logs.masking.holes import with_joined_kinds

MOST_PER_LEAD = 200
"""Different messages with one beginning; more are taken for free text and become one pattern."""


class Lead:
    """The messages with one beginning: a group for each signature, or one for all when there are too many."""

    def __init__(self) -> None:
        self.groups: dict[str, Group] = {}
        self.folded: Group | None = None
        self.common: list[str] | None = None

    @property
    def size(self) -> int:
        """How many signatures there were, as far as they are counted; it never falls."""
        return MOST_PER_LEAD + 1 if self.folded else len(self.groups)

    def group(self, signature: Signature) -> Group:
        if self.folded is not None:
            self._narrow(signature.key)
            return self.folded
        found = self.groups.get(signature.key)
        if found is None:
            found = self.groups[signature.key] = Group(signature.template)
            if len(self.groups) > MOST_PER_LEAD:
                return self.fold()
        elif found.template != signature.template:
            found.template = with_joined_kinds(found.template, signature.template)
        return found

    def fold(self) -> Group:
        """One group from now on; the words that all its messages begin with become its template."""
        if self.folded is None:
            self.folded = Group()
            for key in self.groups:
                self._narrow(key)
            for group in self.groups.values():
                self.folded.merge(group)
            self.groups = {}
        return self.folded

    def merge(self, other: "Lead") -> None:
        """Used for the overflow alone, which is folded and has no words in common."""
        self.fold().merge(other.fold())
        self.common = []

    def _narrow(self, key: str) -> None:
        if self.common is None:
            self.common = key.split(" ")
            return
        words = key.split(" ", len(self.common))
        same = 0
        for mine, theirs in zip(self.common, words, strict=False):
            if mine != theirs:
                break
            same += 1
        del self.common[same:]

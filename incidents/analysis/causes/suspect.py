"""A change that may have led to a finding, with what speaks for it."""

from dataclasses import dataclass

from incidents.analysis.causes.ranking import common_words, executed
from incidents.analysis.causes.settings.rules import ORDER
from incidents.analysis.causes.tie import Tie
from incidents.model.cause import ChangeRef

BY_WORDS = (common_words.NAME, executed.IN_RUN)
BY_CHANCE = (*BY_WORDS, ORDER)


@dataclass(frozen=True)
class Suspect:
    """`named` is what a sentence calls the change; the strongest of its ties comes first.

    `service` is set where the change is one of another service than the one that fails.
    """

    change: ChangeRef
    named: str
    score: float
    ties: tuple[Tie, ...]
    own: tuple[str, ...]
    service: str | None = None

    @property
    def strong(self) -> bool:
        """Whether the failure itself names what was changed."""
        return any(tie.strong for tie in self.ties)

    @property
    def by_chance(self) -> bool:
        """Whether only words in common, a whole run, or the order of events, speak for it."""
        return self.ties[0].rule in BY_CHANCE

    @property
    def closest(self) -> bool:
        """Whether a tie is of the closest kind."""
        return any(tie.closest for tie in self.ties)

    @property
    def claim(self) -> str:
        return f"{self.named} {self.ties[0].did}"

    @property
    def cites(self) -> tuple[str, ...]:
        """The change's own record and those of what ties it."""
        return tuple(sorted({*self.own, *(cite for tie in self.ties for cite in tie.cites)}))

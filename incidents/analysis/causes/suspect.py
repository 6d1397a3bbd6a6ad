"""A change that may have led to a finding, with what speaks for it."""

from dataclasses import dataclass

from incidents.model.cause import ChangeRef, Confidence


@dataclass(frozen=True)
class Suspect:
    """`weight` orders suspects of both kinds in one list; zero means that nothing but time speaks for it."""

    change: ChangeRef
    rule: str
    claim: str
    mechanism: str
    weight: int
    cites: tuple[str, ...]

    @property
    def confidence(self) -> Confidence:
        """Time order alone is at most possible; naming what failed raises it to probable, never to confirmed."""
        return "probable" if self.weight >= 3 else "possible"

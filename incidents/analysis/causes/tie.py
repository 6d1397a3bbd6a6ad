"""What ties a change to a failure."""

from dataclasses import dataclass

_CLOSEST = 0.8


@dataclass(frozen=True)
class Tie:
    """One observation that speaks for a change.

    `did` goes on from the name of the change ("commit x ...") and says what it did; `how` is how that produces the
    failure. `strong` is set where the failure itself names what was changed; everything else may be chance. `about` is
    the name or value that the tie goes by, where it goes by one.
    """

    rule: str
    weight: float
    did: str
    how: str
    cites: tuple[str, ...]
    strong: bool = False
    about: str | None = None

    @property
    def closest(self) -> bool:
        """Whether the failure says what is missing and the change took just that away, or the like."""
        return self.strong and self.weight >= _CLOSEST

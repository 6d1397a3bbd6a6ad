"""One kind of evidence about all commits at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from incidents.analysis.causes.tie import Tie


@dataclass(frozen=True)
class Signal:
    """What this kind of evidence adds to the score of each commit, and its ties; a commit without either is absent."""

    scores: Mapping[str, float]
    ties: Mapping[str, Sequence[Tie]] = field(default_factory=dict)

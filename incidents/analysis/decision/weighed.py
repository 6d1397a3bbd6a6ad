"""A criterion with the sentences that were made for it."""

from dataclasses import dataclass

from incidents.model.claim import Claim
from incidents.model.decision import Criterion


@dataclass(frozen=True)
class Weighed:
    """`made` is empty where the criterion rests on a sentence that the analysis states anyway."""

    criterion: Criterion
    made: tuple[Claim, ...] = ()

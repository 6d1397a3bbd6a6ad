"""What a bounded list of an incident does not hold: nothing is left out without being counted."""

from pydantic import Field

from incidents.model.comparison import Subject
from incidents.model.finding import State
from incidents.model.record import Record


class CutComparisons(Record):
    """So many comparisons of one subject in one state."""

    subject: Subject
    state: State
    count: int = Field(ge=1)


class LeftOut(Record):
    """`moments` are those that weigh least, wherever in time they lie."""

    comparisons: tuple[CutComparisons, ...] = ()
    moments: int = Field(default=0, ge=0)

"""One thing as it was before the window and in it, with the exact test of whether chance explains the difference."""

from typing import Literal

from pydantic import Field

from incidents.model.finding import Ratio, State
from incidents.model.record import CitationId, Record

Subject = Literal["log", "route", "latency", "test"]


class Comparison(Record):
    """What was counted on both sides; `before` and `after` are None where that side counted nothing at all.

    `times` is the later rate over the earlier one and `low` to `high` its interval at 95 %; None is "not told", and for
    `high` also "without bound". `chance` is the probability of so large a difference had nothing changed. `reason` says
    in words why the state is what it is.
    """

    id: CitationId
    subject: Subject
    name: str
    service: str | None
    state: State
    before: Ratio | None
    after: Ratio | None
    times: float | None = None
    low: float | None = None
    high: float | None = None
    chance: float | None = None
    reason: str
    cites: tuple[CitationId, ...] = Field(min_length=1)

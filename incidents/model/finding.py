"""What is wrong, since when, how much, and on which records that rests."""

from typing import Literal

from pydantic import Field

from incidents.amounts import counted
from incidents.model.instant import Instant
from incidents.model.record import CitationId, Record

State = Literal["new", "worse", "persisting", "resolved", "flaky", "not-comparable"]
Level = Literal["P0", "P1", "P2"]
FindingKind = Literal[
    "log", "warning", "request", "deployment", "test", "authenticity", "session", "metric", "probe", "latency"
]


class Priority(Record):
    """A level with the row of the rubric that matched and the reason in words.

    `holds` are all rows that do, of which the first in the order of the rubric counts; `declared` cites the line by
    which an author gave another level than the row does.
    """

    level: Level
    row: str
    reason: str
    holds: tuple[str, ...] = ()
    declared: CitationId | None = None


UNRANKED = Priority(level="P2", row="G", reason="not ranked yet")
"""What a rule gives: the level follows from the finding with all its echoes, and so is set after folding."""


class Ratio(Record):
    """`n` of `total` things named by `unit`; `total` is None where the whole is not known."""

    n: int = Field(ge=0)
    total: int | None = Field(default=None, ge=0)
    unit: str

    @property
    def said(self) -> str:
        """With the unit, of which the last figure decides the number."""
        return counted(self.n, self.unit) if self.total is None else f"{self.n} of {counted(self.total, self.unit)}"


class Echo(Record):
    """Something that only follows a finding and was folded into it; `reason` says on what evidence."""

    finding: CitationId
    title: str
    reason: str


class Finding(Record):
    """One thing that is wrong. `primary` is the evidence it stands on and is never empty; `related` only adds to it.

    `before` and `after` count the same thing on both sides of the window; None is "not comparable", never zero.
    `echoes` are the things that only follow from it; their evidence is among `related`.
    """

    id: CitationId
    rule: str
    kind: FindingKind
    title: str
    service: str | None
    component: str | None
    state: State
    priority: Priority
    signature: str | None
    tests: tuple[str, ...] = ()
    before: Ratio | None
    after: Ratio | None
    first: Instant | None
    last: Instant | None
    primary: tuple[CitationId, ...] = Field(min_length=1)
    related: tuple[CitationId, ...] = ()
    echoes: tuple[Echo, ...] = ()

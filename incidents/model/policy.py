"""What the team declared that the analysis relies on: values, categories, thresholds, the session's mode."""

from typing import ClassVar, Literal

from pydantic import Field

from incidents.model.finding import Level
from incidents.model.record import CitationId, Record

Row = Literal["A", "B", "C", "D", "E", "F", "G"]


class Money(Record):
    """An amount as it was written and its worth a year; monthly figures are multiplied by twelve.

    `at_least` is set where the text says "+".
    """

    text: str
    per_year: float = Field(ge=0)
    currency: str
    at_least: bool = False


class Component(Record):
    """A part of the product with what it is worth; `tier` 1 is core. `declared` cites the line that says so."""

    name: str
    tier: int = Field(default=2, ge=1, le=3)
    value: Money | None = None
    note: str | None = None
    owner: str | None = None
    dated: str | None = None
    paths: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    declared: CitationId


class TestCategory(Record):
    """A category such as P1 and the file patterns of its tests."""

    __test__: ClassVar[bool] = False
    name: Literal["P1", "P2", "P3", "P4", "P5", "P6"]
    globs: tuple[str, ...]


class Threshold(Record):
    """A declared limit; only declared limits are compared against."""

    name: str
    limit: float
    declared: CitationId


class RubricRow(Record):
    """A row of the rubric of priorities and the level it gives; `declared` cites the line that changed it."""

    row: Row
    level: Level
    declared: CitationId | None = None


RUBRIC = (
    RubricRow(row="A", level="P0"),
    RubricRow(row="B", level="P0"),
    RubricRow(row="C", level="P1"),
    RubricRow(row="D", level="P1"),
    RubricRow(row="E", level="P1"),
    RubricRow(row="F", level="P2"),
    RubricRow(row="G", level="P2"),
)
"""The first row that holds gives the priority."""


class Override(Record):
    """The priority that an author gave a finding, with the reason."""

    finding: CitationId
    level: Level
    reason: str
    declared: CitationId


class Policy(Record):
    """Everything declared, in the order of its names; the rubric in the order in which its rows are tried."""

    components: tuple[Component, ...] = ()
    categories: tuple[TestCategory, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    session_mode: Literal["read-only", "read-write", "unknown"] = "unknown"
    rubric: tuple[RubricRow, ...] = RUBRIC
    overrides: tuple[Override, ...] = ()

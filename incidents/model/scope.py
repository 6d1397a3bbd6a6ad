"""What was asked for and how much of it was read."""

from typing import Literal, Self

from pydantic import Field, model_validator

from incidents.model.instant import Instant
from incidents.model.record import CitationId, Record


class Span(Record):
    """A stretch of time, both ends included; None is an open end."""

    start: Instant | None = None
    end: Instant | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"the span ends ({self.end}) before it starts ({self.start})")
        return self

    def holds(self, moment: Instant) -> bool:
        return not ((self.start and moment < self.start) or (self.end and self.end < moment))


class ServiceScope(Record):
    """A service and the source paths that are built into its image; none given means "not declared"."""

    name: str
    source_paths: tuple[str, ...] = ()


class Scope(Record):
    """The one question put to every collector."""

    project: str
    region: str
    environment: str
    services: tuple[ServiceScope, ...] = Field(min_length=1)
    span: Span = Span()

    @property
    def service_names(self) -> tuple[str, ...]:
        return tuple(service.name for service in self.services)


class Problem(Record):
    """A kind of input that could not be used, how often it was met, and the first place."""

    what: str
    count: int = Field(ge=1)
    first: str


class Reading(Record):
    """One query or file that was read: the ledger of coverage.

    `failed` readings have no items. Absence may be claimed only where complete readings cover the span.
    """

    id: CitationId
    source: str
    what: str
    span: Span
    items: int = Field(ge=0)
    pages: int = Field(default=1, ge=0)
    status: Literal["complete", "truncated", "failed"]
    why: str | None = None
    problems: tuple[Problem, ...] = ()

    @model_validator(mode="after")
    def _explained(self) -> Self:
        if self.status != "complete" and not self.why:
            raise ValueError(f"the {self.status} reading of {self.what} must say why")
        if self.status == "failed" and self.items:
            raise ValueError(f"the failed reading of {self.what} cannot hold items")
        return self

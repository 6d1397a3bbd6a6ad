"""A change of a finding's priority from one build of an incident to the next, with what brought it about."""

from typing import Literal

from pydantic import Field

from incidents.model.finding import Priority
from incidents.model.instant import Instant
from incidents.model.record import CitationId, Record


class ChangeCause(Record):
    """One thing that differs between the builds and bears on the priority; `program` where nothing recorded does."""

    kind: Literal["override", "rubric", "declaration", "evidence", "program"]
    said: str
    cites: tuple[CitationId, ...] = ()


class PriorityChange(Record):
    """`until` is the end of the window that the later build looked at; a build has no other time."""

    finding: CitationId
    before: Priority
    now: Priority
    causes: tuple[ChangeCause, ...] = Field(min_length=1)
    until: Instant | None

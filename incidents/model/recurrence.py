"""What stands in this incident and in earlier ones that are stored."""

from typing import Literal

from pydantic import Field

from incidents.model.record import CitationId, Record


class Recurrence(Record):
    """A failure, the kind of its cause or its component that earlier incidents, oldest first, have as well.

    `findings` are those of this incident, `claim` is the sentence that says so. It tells of no link between them.
    """

    id: CitationId
    what: Literal["failure", "mechanism", "component"]
    name: str
    incidents: tuple[str, ...] = Field(min_length=1)
    findings: tuple[CitationId, ...] = Field(min_length=1)
    claim: CitationId

"""A sentence of fact, bound to the records that say it."""

from string import Formatter
from typing import Literal, Self

from pydantic import model_validator

from incidents.model.record import CitationId, Record

ClaimKind = Literal["observed", "derived", "hypothesis", "unknown", "human"]
ValueForm = Literal["number", "name", "time", "text", "quote"]


class Value(Record):
    """One value of a claim; its form tells a renderer how to print it safely."""

    name: str
    form: ValueForm
    value: str | int | float


class Claim(Record):
    """One sentence: a template in our words and values from evidence. Renderers print claims; they invent none.

    Observed, derived and hypothetical claims must cite; an unknown says what was looked for.
    """

    id: CitationId
    kind: ClaimKind
    template: str
    values: tuple[Value, ...] = ()
    cites: tuple[CitationId, ...] = ()

    @model_validator(mode="after")
    def _bound(self) -> Self:
        named = {field for _, field, _, _ in Formatter().parse(self.template) if field is not None}
        given = {value.name for value in self.values}
        if named != given:
            raise ValueError(f"the claim {self.id} names {sorted(named)} and is given {sorted(given)}")
        if self.kind in ("observed", "derived", "hypothesis") and not self.cites:
            raise ValueError(f"the claim {self.id} is a statement of fact and cites nothing")
        return self

    @property
    def text(self) -> str:
        """The sentence in plain text, for the terminal and for JSON."""
        return self.template.format(**{value.name: value.value for value in self.values})

"""What the functions of a stack had stored or sent when they failed, which stays."""

from dataclasses import dataclass

from incidents.analysis.facts import Facts
from incidents.model.evidence import LeadingCall, LogPattern
from incidents.model.finding import Finding


@dataclass(frozen=True)
class Stored:
    """A call of the deployed source, and the pattern whose stack leads behind it."""

    call: LeadingCall
    record: str

    @property
    def said(self) -> str:
        call = self.call
        name = f"{call.receiver}.{call.name}" if call.receiver else call.name
        where = f"Line {call.called_in} of {call.file}"
        return f"{where} calls `{name}` and had run when line {call.line} failed, so that what it did stays."


def stored_before(facts: Facts, finding: Finding) -> tuple[Stored, ...]:
    """Of what the finding itself logged, the nearest first."""
    patterns = (each for key in finding.primary if isinstance(each := facts.records[key], LogPattern))
    return tuple(Stored(call, each.id) for each in patterns for call in each.stored)

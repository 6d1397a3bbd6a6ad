"""Claims and issues that were handed over, and what this evidence says of each."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidents.model.evidence import AnyEvidence, OpenIssue, Statement
from incidents.model.incident import Incident
from incidents.model.session_account import Inherited
from reports.citations import Citations
from reports.figures import moment
from reports.sections.numbering import numbers
from templates.outside_text import code, text
from templates.safe import Safe, filled, joined

_MOST = 30


@dataclass(frozen=True)
class InheritedRow:
    what: Safe
    source: Safe
    disposition: Safe


def inherited_rows(
    incident: Incident, evidence: Mapping[str, AnyEvidence], citations: Citations
) -> tuple[tuple[InheritedRow, ...], int]:
    """What a finding names again comes first; and how many rows were left out."""
    ordered = sorted(incident.inherited, key=lambda each: each.disposition == "not-seen")
    pairs = [(each, evidence.get(each.record)) for each in ordered]
    told = [(each, record) for each, record in pairs if isinstance(record, Statement | OpenIssue)]
    return tuple(_row(incident, each, record, citations) for each, record in told[:_MOST]), max(0, len(told) - _MOST)


def _row(incident: Incident, each: Inherited, record: Statement | OpenIssue, citations: Citations) -> InheritedRow:
    cites = citations.cite((record.id,))
    if isinstance(record, Statement):
        what = filled("it was stated: {claim}{cites}", claim=text(record.claim), cites=cites)
        speaker = text(record.speaker) if record.speaker else Safe("not named")
        at = filled(", {at}", at=moment(record.at)) if record.at else Safe("")
        source = filled("{speaker}{at}", speaker=speaker, at=at)
    else:
        what = filled("{name}: {title}{cites}", name=code(f"#{record.number}"), title=text(record.title), cites=cites)
        source = filled("issue, {state}", state=text(record.state))
    return InheritedRow(what, source, _disposition(incident, each))


def _disposition(incident: Incident, each: Inherited) -> Safe:
    if each.disposition == "not-seen":
        return Safe("not checked: no finding names the same thing")
    named = numbers(incident)
    return filled(
        "{findings} {verb} the same: {names}; whether it is the same fault is for a person to say",
        findings=Safe(", ".join(named.get(key, "a resolved finding") for key in each.findings)),
        verb=Safe("names" if len(each.findings) == 1 else "name"),
        names=joined(", ", [code(name) for name in each.names]),
    )

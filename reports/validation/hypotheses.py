"""What may be behind each failure, with the check that would show it; none is stated as a fact."""

from collections.abc import Iterator
from dataclasses import dataclass

from incidents.model.cause import Answer, Cause, Chain, Stop
from incidents.model.incident import Incident
from reports.citations import Citations
from reports.sections.branches import causal
from reports.sections.explanations import chains_by_urgency
from reports.sections.numbering import numbers
from reports.sections.rivals import apart
from templates.outside_text import code, text
from templates.safe import Safe, filled


@dataclass(frozen=True)
class HypothesisRow:
    of: Safe
    hypothesis: Safe
    confidence: Safe
    check: Safe


def hypothesis_rows(incident: Incident, citations: Citations) -> tuple[HypothesisRow, ...]:
    """One for each explanation of a failure, and one for each failure without any; the same one is written once."""
    named = numbers(incident)
    found: dict[tuple[Safe, Safe, Safe], list[str]] = {}
    for finding, chain in chains_by_urgency(incident):
        if finding.id in named:
            for row in _of_chain(chain, citations):
                found.setdefault(row, []).append(named[finding.id])
    return tuple(HypothesisRow(Safe(", ".join(of)), *row) for row, of in found.items())


def _of_chain(chain: Chain, citations: Citations) -> Iterator[tuple[Safe, Safe, Safe]]:
    whys = causal(chain)
    causes = [why.cause for why in whys if isinstance(why, Answer)]
    if causes:
        yield from _of_causes(causes, citations)
    else:
        yield from (_unknown(why) for why in whys if isinstance(why, Stop))


def _of_causes(causes: list[Cause], citations: Citations) -> Iterator[tuple[Safe, Safe, Safe]]:
    for cause in causes:
        claim = filled("{claim}{cites}", claim=text(cause.claim), cites=citations.cite(cause.evidence_for[:2]))
        yield claim, text(cause.confidence), text(cause.missing or cause.looked_for)
        for rival in cause.rivals:
            other = filled("{claim}{cites}", claim=text(rival.claim), cites=citations.cite(rival.cites[:2]))
            yield other, text(rival.confidence), apart(rival.confidence, rival.separating)


def _unknown(stop: Stop) -> tuple[Safe, Safe, Safe]:
    return filled("none: {text}", text=text(stop.text)), Safe("unknown"), code(stop.query)

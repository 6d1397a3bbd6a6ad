"""Explanations that compete with the leading one, the refuted ones among them, and what would settle the matter."""

from collections.abc import Iterator
from dataclasses import dataclass

from incidents.model.cause import Answer, Cause, Chain, Confidence, Rival, Stop
from incidents.model.finding import Finding
from incidents.model.incident import Incident
from reports.citations import Citations
from reports.clauses import clause
from reports.sections.branches import causal
from reports.sections.explanations import same_chains
from reports.sections.numbering import numbers
from templates.outside_text import code, text
from templates.safe import Safe, filled


@dataclass(frozen=True)
class RivalRow:
    """`of` are the failures that it might explain as well."""

    of: Safe
    claim: Safe
    confidence: Safe
    separating: Safe


def rival_rows(incident: Incident, citations: Citations) -> tuple[RivalRow, ...]:
    """In the order of the failures; a refuted link of a chain stands here too."""
    named = numbers(incident)
    rows: dict[tuple[Safe, Safe], RivalRow] = {}
    for group in same_chains(incident):
        of = Safe(", ".join(named[finding.id] for finding, _ in group if finding.id in named))
        for row in _of_chain(of, group[0][1], citations):
            rows.setdefault((row.of, row.claim), row)
    return tuple(rows.values())


def _of_chain(of: Safe, chain: Chain, citations: Citations) -> Iterator[RivalRow]:
    for why in causal(chain):
        if isinstance(why, Answer):
            if why.cause.confidence == "refuted":
                yield _refuted(of, why.cause, citations)
            yield from (_rival(of, each, citations) for each in why.cause.rivals)


def _rival(of: Safe, rival: Rival, citations: Citations) -> RivalRow:
    claim = filled("{claim}{cites}", claim=text(rival.claim), cites=citations.cite(rival.cites))
    return RivalRow(of, claim, text(rival.confidence), apart(rival.confidence, rival.separating))


def _refuted(of: Safe, cause: Cause, citations: Citations) -> RivalRow:
    cites = citations.cite(cause.evidence_against or cause.evidence_for)
    claim = filled("{claim}{cites}", claim=text(cause.claim), cites=cites)
    return RivalRow(of, claim, text(cause.confidence), apart("refuted", cause.counterfactual or cause.looked_for))


def apart(confidence: Confidence, separating: str) -> Safe:
    """What would tell it from the others, or what ruled it out."""
    return filled("ruled out: {why}", why=text(separating)) if confidence == "refuted" else text(separating)


def would_change(incident: Incident) -> tuple[Safe, ...]:
    """For each failure the record that would raise or end what is held of it; the same record is named once."""
    named = numbers(incident)
    asked: dict[Safe, list[str]] = {}
    for finding, line in _settling(incident):
        asked.setdefault(line, []).append(named[finding.id])
    return tuple(filled("{of}: {line}", of=Safe(", ".join(of)), line=line) for line, of in asked.items())


def _settling(incident: Incident) -> Iterator[tuple[Finding, Safe]]:
    chains = {chain.finding: chain for chain in incident.chains}
    findings = {each.id: each for each in incident.findings}
    for key in numbers(incident):
        whys = causal(chains[key]) if key in chains else ()
        causes = [why.cause for why in whys if isinstance(why, Answer)]
        lines = [filled("{missing}.", missing=clause(each.missing)) for each in causes if each.missing]
        if not causes:
            stops = [why for why in whys if isinstance(why, Stop)]
            lines = [
                filled("{query}, because {text}.", query=code(each.query), text=clause(each.text)) for each in stops
            ]
        yield from ((findings[key], line) for line in lines)

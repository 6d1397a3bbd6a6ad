"""Explanations that compete with the leading one, the refuted ones among them, and what would settle the matter."""

from collections.abc import Iterator
from dataclasses import dataclass

from incidents.model.cause import Answer, Cause, Chain, Confidence, Rival, Stop, Why
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
    """For each why the record that would raise or end what is held of it; the same record is named once."""
    chains = {chain.finding: chain for chain in incident.chains}
    asked: dict[tuple[Safe, Safe], list[str]] = {}
    for key, number in numbers(incident).items():
        for line in _settling(causal(chains[key])) if key in chains else ():
            asked.setdefault(line, []).append(number)
    return tuple(
        filled("{why}{of}: {line}", why=why, of=Safe(", ".join(of)), line=line) for (why, line), of in asked.items()
    )


def _settling(whys: tuple[Why, ...]) -> Iterator[tuple[Safe, Safe]]:
    """Which why of the failure it is about, empty where there is none, and what would settle it."""
    answers = [(place, why.cause) for place, why in enumerate(whys, 1) if isinstance(why, Answer)]
    for place, cause in answers:
        if cause.missing:
            yield filled("Why {n} of ", n=place), filled("{missing}.", missing=clause(cause.missing))
    for stop in (why for why in whys if isinstance(why, Stop) and not answers):
        yield Safe(""), filled("{query}, because {text}.", query=code(stop.query), text=clause(stop.text))

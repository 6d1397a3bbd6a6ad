"""The chain of each failure as a table of its links and, link by link, what is known of it."""

from dataclasses import dataclass

from incidents.model.cause import Answer, Chain, Stop
from incidents.model.incident import Incident
from reports.citations import Citations
from reports.diagrams.why_tree import why_tree
from reports.figures import counted
from reports.sections.branches import causal
from reports.sections.explanations import STOPS, Link, known_of, same_chains
from reports.sections.numbering import numbers
from templates.outside_text import code, text
from templates.safe import Safe, filled


@dataclass(frozen=True)
class WhyRow:
    """One link; `explains` is the failure, or the number of the link that it is the why of."""

    number: Safe
    explains: Safe
    because: Safe
    confidence: Safe
    evidence_for: Safe
    against: Safe


@dataclass(frozen=True)
class ChainPart:
    """`of` are the failures that share the chain."""

    title: Safe
    tree: Safe
    rows: tuple[WhyRow, ...]
    links: tuple[Link, ...]


def chain_parts(incident: Incident, citations: Citations) -> tuple[ChainPart, ...]:
    """A part for each chain that has a cause, be it a refuted one."""
    named = numbers(incident)
    parts = []
    for group in same_chains(incident):
        open_ones = [finding for finding, _ in group if finding.id in named]
        if open_ones and causal(group[0][1]):
            of = Safe(", ".join(named[finding.id] for finding in open_ones))
            chain = group[0][1].model_copy(update={"whys": causal(group[0][1])})
            title = filled("Why {of}: {title}", of=of, title=text(open_ones[0].title))
            tree = why_tree(of, open_ones[0].title, group[0][1])
            parts.append(ChainPart(title, tree, _rows(of, chain, citations), _details(chain, citations)))
    return tuple(parts)


def _details(chain: Chain, citations: Citations) -> tuple[Link, ...]:
    """What is known of each link of the table; what it claims and where the chain stops stand there."""
    return tuple(
        Link(
            filled("Why {n}, {confidence}:", n=number, confidence=text(why.cause.confidence)),
            tuple(known_of(why.cause, citations)),
        )
        for number, why in enumerate(chain.whys, 1)
        if isinstance(why, Answer)
    )


def _rows(of: Safe, chain: Chain, citations: Citations) -> tuple[WhyRow, ...]:
    rows: list[WhyRow] = []
    places: dict[str, int] = {}
    for number, why in enumerate(chain.whys, 1):
        effect = why.cause.effect if isinstance(why, Answer) else why.effect
        parent = places.get(effect) or places.get(effect.removeprefix("claim-"))
        explains = filled("why {n}", n=parent) if parent else of
        if isinstance(why, Answer):
            places[why.cause.id] = number
            rows.append(_answer(number, explains, why, citations))
        else:
            rows.append(_stop(number, explains, why))
    return tuple(rows)


def _answer(number: int, explains: Safe, why: Answer, citations: Citations) -> WhyRow:
    cause = why.cause
    against = cause.evidence_against
    return WhyRow(
        number=filled("{n}", n=number),
        explains=explains,
        because=text(cause.claim),
        confidence=text(cause.confidence),
        evidence_for=citations.cite(cause.evidence_for),
        against=filled(
            "{records}{cites}", records=counted(len(against), "records"), cites=citations.cite(cause.evidence_against)
        )
        if against
        else Safe("none found"),
    )


def _stop(number: int, explains: Safe, stop: Stop) -> WhyRow:
    return WhyRow(
        number=filled("{n}", n=number),
        explains=explains,
        because=filled("not known further: {text}", text=text(stop.text)),
        confidence=text(STOPS[stop.reason]),
        evidence_for=filled("to find out: {query}", query=code(stop.query)),
        against=Safe("-"),
    )

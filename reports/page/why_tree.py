"""The whys of each finding as a tree: what is known of every link, and where a branch stops."""

from collections.abc import Sequence
from dataclasses import dataclass

from incidents.model.cause import Answer, Cause, Chain, Confidence, Stop
from incidents.model.finding import Finding
from incidents.model.incident import Incident
from reports.clauses import clause, opening
from reports.page.marks import PageCitations
from reports.sections.branches import not_caught
from reports.sections.explanations import STOPS, same_chains
from templates.outside_text import code, text
from templates.safe import Safe, filled


@dataclass(frozen=True)
class Detail:
    name: str
    said: Safe


@dataclass(frozen=True)
class RivalNode:
    confidence: Confidence
    claim: Safe
    separating: Safe


@dataclass(frozen=True)
class WhyNode:
    """One why and the whys of it; `confidence` is None where the chain stops, for the reason in `stopped`."""

    id: str
    confidence: Confidence | None
    stopped: str
    claim: Safe
    details: tuple[Detail, ...]
    rivals: tuple[RivalNode, ...]
    whys: tuple["WhyNode", ...]


@dataclass(frozen=True)
class WhyTree:
    """The finding at the root, its tree, why no check noticed it, and other findings that have the very same tree."""

    finding: str
    level: str
    title: Safe
    whys: tuple[WhyNode, ...]
    uncaught: tuple[WhyNode, ...]
    others: tuple[Safe, ...]


def why_trees(incident: Incident, citations: PageCitations) -> tuple[WhyTree, ...]:
    """Those that hold an answer, the most urgent finding first; what has none is listed by its reason elsewhere."""
    return tuple(_tree(group, citations) for group in same_chains(incident))


def _tree(group: Sequence[tuple[Finding, Chain]], citations: PageCitations) -> WhyTree:
    (finding, chain), *others = group
    whys = _whys(finding.id, chain, citations, frozenset())
    uncaught = {each.id for each in not_caught(chain)}
    return WhyTree(
        finding=finding.id,
        level=finding.priority.level,
        title=text(finding.title),
        whys=tuple(each for each in whys if each.id not in uncaught),
        uncaught=tuple(each for each in whys if each.id in uncaught),
        others=tuple(text(each.title) for each, _ in others),
    )


def _whys(effect: str, chain: Chain, citations: PageCitations, above: frozenset[str]) -> tuple[WhyNode, ...]:
    """The whys of this effect, which a link names by its own id or by that of its claim."""
    nodes = []
    for why in chain.whys:
        named = why.cause.effect if isinstance(why, Answer) else why.effect
        if named.removeprefix("claim-") != effect.removeprefix("claim-"):
            continue
        if isinstance(why, Stop):
            nodes.append(_stop(why))
        elif why.cause.id not in above:  # a chain that leads back to itself is shown once
            deeper = _whys(why.cause.id, chain, citations, above | {why.cause.id})
            nodes.append(_node(why.cause, deeper, citations))
    return tuple(nodes)


def _node(cause: Cause, whys: tuple[WhyNode, ...], citations: PageCitations) -> WhyNode:
    claim = filled("{claim}.{cites}", claim=opening(clause(cause.claim)), cites=citations.marks(cause.evidence_for))
    rivals = tuple(
        RivalNode(
            each.confidence,
            filled("{claim}.{cites}", claim=opening(clause(each.claim)), cites=citations.marks(each.cites)),
            filled("{how}.", how=clause(each.separating)),
        )
        for each in cause.rivals
    )
    return WhyNode(cause.id, cause.confidence, "", claim, _details(cause, citations), rivals, whys)


def _details(cause: Cause, citations: PageCitations) -> tuple[Detail, ...]:
    against = citations.marks(cause.evidence_against)
    given = [("How", cause.mechanism), ("Looked for", cause.looked_for)]
    details = [Detail(name, filled("{said}.", said=opening(clause(said)))) for name, said in given]
    if against:
        details.append(Detail("Against it", against))
    checked = (
        filled("{said}.", said=opening(clause(cause.counterfactual)))
        if cause.counterfactual
        else Safe("None was made.")
    )
    details.append(Detail("Counter-check", checked))
    if cause.missing:
        details.append(Detail("Would settle it", filled("{said}.", said=opening(clause(cause.missing)))))
    return tuple(details)


def _stop(stop: Stop) -> WhyNode:
    claim = filled("{said}.", said=opening(clause(stop.text)))
    return WhyNode("", None, STOPS[stop.reason], claim, (Detail("To find out", code(stop.query)),), (), ())

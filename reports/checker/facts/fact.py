"""What may be said, and where: a true sentence in the place of another one can mislead as well as a false one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.checker.words import words

Phrase = tuple[str, ...]
SECTIONS = frozenset(
    (
        *("summary", "affected", "timeline", "findings", "as-before", "changes", "explanations", "doubts", "options"),
        *("exposure", "observations", "unknowns", "actions", "issues", "coverage", "footer", "records", "failures"),
        *("chains", "unnoticed", "rivals", "common", "across", "change", "human", "effects", "revisions", "selection"),
        *("plan", "results", "authenticity", "comparison", "measured", "criteria", "routes", "signatures", "earlier"),
        *("hypotheses", "probes", "session", "steps", "inherited"),
        *("observed", "expected", "again", "cause", "impact", "done", "evidence"),
    )
)
"""The last part of the ids of our blocks; in those of a team's own anything may be said that holds anywhere."""


@dataclass(frozen=True)
class Fact:
    """`places` are the ids of its blocks, or what these end with; none means any.

    `under` are ways in which it is beneath what it belongs to, one of which has to hold: all phrases of a way stand in
    the headings and list entries above it. None means that it stands by itself.
    """

    said: str
    places: frozenset[str] = frozenset()
    under: tuple[tuple[Phrase, ...], ...] = ()


def stated(facts: Iterable[str], *places: str) -> Iterator[Fact]:
    """Facts that stand by themselves, in blocks of these names."""
    return (Fact(each, frozenset(places)) for each in facts)


def way(*above: str) -> tuple[Phrase, ...]:
    return tuple(words(each) for each in above)


def may_stand_in(fact: Fact, block: str) -> bool:
    section = block.rpartition(".")[2]
    return not fact.places or section not in SECTIONS or bool(fact.places & {section, block})


def is_beneath(fact: Fact, above: Phrase) -> bool:
    return not fact.under or any(all(_holds(above, each) for each in one) for one in fact.under)


def _holds(above: Phrase, part: Phrase) -> bool:
    return any(above[start : start + len(part)] == part for start in range(len(above) - len(part) + 1))

"""All that the template of the five whys prints, section by section in the order of the document."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidents.model.evidence import AnyEvidence
from incidents.model.incident import Incident
from reports.citations import Citations, Note
from reports.claims_in_prose import sentence
from reports.five_whys.chains import ChainPart, chain_parts
from reports.five_whys.failures import FailureRow, failure_rows, reach
from reports.five_whys.uncaught import uncaught
from reports.sections import headline
from reports.sections.coverage import Footer, footer
from reports.sections.effects import DoubtRow, doubt_rows
from reports.sections.explanations import Link, Unexplained, unexplained
from reports.sections.follow_up import Unknown, unknowns
from reports.sections.rivals import RivalRow, rival_rows, would_change
from reports.sections.signatures import Words, words
from reports.sections.stated import stated
from templates.outside_text import code
from templates.safe import Safe


@dataclass(frozen=True)
class FiveWhysView:
    """`cause` is None where nothing fails; `common` is empty where there are not two failures to share a cause."""

    name: Safe
    preliminary: bool
    verdict: Safe
    where: Safe
    window: Safe
    reach: Safe
    cause: Safe | None
    basis: Safe
    failures: tuple[FailureRow, ...]
    words: tuple[Words, ...]
    chains: tuple[ChainPart, ...]
    unexplained: tuple[Unexplained, ...]
    uncaught: tuple[Link, ...]
    unnoticed: tuple[DoubtRow, ...]
    rivals: tuple[RivalRow, ...]
    weighed: tuple[Safe, ...]
    common: tuple[Safe, ...]
    across: tuple[Safe, ...]
    would_change: tuple[Safe, ...]
    human: tuple[Safe, ...]
    unknowns: tuple[Unknown, ...]
    footer: Footer
    notes: tuple[Note, ...]


def five_whys_view(incident: Incident, evidence: Mapping[str, AnyEvidence]) -> FiveWhysView:
    # Footnotes are numbered by first citation, so the sections are made in the order in which they are read.
    citations = Citations(incident, evidence)
    verdict = headline.verdict(incident, citations)
    window = headline.side(incident.window.candidate, citations)
    cause = headline.cause(incident, citations)
    common = stated(incident, "common", citations)
    failures = failure_rows(incident, citations)
    said = words(incident, evidence, citations)
    chains = chain_parts(incident, citations)
    open_ends = unexplained(incident, citations)
    missed = uncaught(incident, citations)
    unnoticed = doubt_rows(incident, citations)
    rivals = rival_rows(incident, citations)
    weighed = stated(incident, "weighed", citations)
    across = stated(incident, "recurrence", citations)
    return FiveWhysView(
        name=code(incident.name),
        preliminary=headline.is_preliminary(incident),
        verdict=verdict,
        where=headline.where(incident),
        window=window,
        reach=reach(incident),
        cause=cause,
        basis=headline.basis(incident),
        failures=failures,
        words=said,
        chains=chains,
        unexplained=open_ends,
        uncaught=missed,
        unnoticed=unnoticed,
        rivals=rivals,
        weighed=weighed,
        common=common,
        across=across,
        would_change=would_change(incident),
        human=tuple(sentence(each, citations) for each in incident.claims if each.kind == "human"),
        unknowns=unknowns(incident),
        footer=footer(incident),
        notes=citations.notes(),
    )

"""Why, for each finding: the links of its chain with what speaks for and against them, and where the chain stops."""

from collections.abc import Iterator
from dataclasses import dataclass

from incidents.model.cause import Answer, Cause, Chain, ChangeRef, Rival, Stop
from incidents.model.finding import Finding
from incidents.model.incident import Incident
from reports.citations import Citations
from reports.clauses import clause
from reports.figures import counted
from reports.urgency import by_urgency
from templates.outside_text import code, text
from templates.safe import Safe, filled

STOPS = {
    "not-collected": "not collected",
    "outside-window": "outside of the window",
    "conflicting-evidence": "the evidence contradicts itself",
    "needs-a-person": "needs a person",
}


@dataclass(frozen=True)
class Link:
    """One why: the headline, what is known about it, a line each, and what else may have led to the same."""

    head: Safe
    lines: tuple[Safe, ...]
    rivals: tuple[Safe, ...] = ()


@dataclass(frozen=True)
class Explanation:
    """The chain of one finding that has a cause, be it a refuted one, and the other findings with the same chain."""

    title: Safe
    links: tuple[Link, ...]
    others: tuple[Safe, ...]


@dataclass(frozen=True)
class Unexplained:
    """Findings for which no cause was found, for the same reason."""

    why: Safe
    findings: tuple[Safe, ...]


def explanations(incident: Incident, citations: Citations) -> tuple[Explanation, ...]:
    """In the order of urgency; one chain that explains several findings is written once."""
    return tuple(_explanation(group, citations) for group in same_chains(incident))


def same_chains(incident: Incident) -> tuple[list[tuple[Finding, Chain]], ...]:
    """Findings that a cause was looked at for, those with the same chain together, in the order of urgency."""
    groups: dict[str, list[tuple[Finding, Chain]]] = {}
    for finding, chain in chains_by_urgency(incident):
        if any(isinstance(why, Answer) for why in chain.whys):
            groups.setdefault(_content(chain), []).append((finding, chain))
    return tuple(groups.values())


def _explanation(group: list[tuple[Finding, Chain]], citations: Citations) -> Explanation:
    (finding, chain), *others = group
    title = filled("{level}: {name}", level=text(finding.priority.level), name=citations.name(finding))
    links = links_of(chain, citations)
    return Explanation(title, links, tuple(_named(other, citations) for other, _ in others))


def _content(chain: Chain) -> str:
    """What a chain says, without the names of its links and the records of the one finding."""
    parts = [
        why.cause.model_dump_json(exclude={"id", "effect", "evidence_for"})
        if isinstance(why, Answer)
        else why.model_dump_json(exclude={"effect"})
        for why in chain.whys
    ]
    return "\n".join(parts)


def _named(finding: Finding, citations: Citations) -> Safe:
    return filled(
        "{level}: {name}.{cites}",
        level=text(finding.priority.level),
        name=citations.name(finding),
        cites=citations.cite(finding.primary[:2]),
    )


def unexplained(incident: Incident, citations: Citations) -> tuple[Unexplained, ...]:
    """Grouped by the reason, the reason of the most urgent finding first."""
    groups: dict[Safe, list[Safe]] = {}
    for finding, chain in chains_by_urgency(incident):
        stops = [why for why in chain.whys if isinstance(why, Stop)]
        if len(stops) == len(chain.whys):
            named = _named(finding, citations)
            line = filled("{named} To find out: {query}", named=named, query=code(stops[0].query))
            why = STOPS[stops[0].reason].capitalize()
            reason = filled("{why}: {text}.", why=text(why), text=clause(stops[0].text))
            groups.setdefault(reason, []).append(line)
    return tuple(Unexplained(why, tuple(lines)) for why, lines in groups.items())


def chains_by_urgency(incident: Incident) -> Iterator[tuple[Finding, Chain]]:
    chains = {chain.finding: chain for chain in incident.chains}
    return ((each, chains[each.id]) for each in by_urgency(incident.findings) if each.id in chains)


def links_of(chain: Chain, citations: Citations) -> tuple[Link, ...]:
    """The whys of one chain in its order, each that explains no other than the one before it saying so."""
    links: list[Link] = []
    numbers: dict[str, int] = {}
    for number, why in enumerate(chain.whys, 1):
        effect = why.cause.effect if isinstance(why, Answer) else why.effect
        of = numbers.get(effect) or numbers.get(effect.removeprefix("claim-"))
        # The first link explains the finding and a later one the link before it, unless it says otherwise.
        branch = filled(" (why {n})", n=of) if of and of != number - 1 else Safe("")
        if isinstance(why, Answer):
            numbers[why.cause.id] = number
            links.append(_answer(why.cause, branch, citations))
        else:
            links.append(_stop(why))
    return tuple(links)


def _answer(cause: Cause, branch: Safe, citations: Citations) -> Link:
    head = filled(
        "**{confidence}**{branch}: {claim}.{cites}",
        confidence=Safe("Why it was not caught")
        if cause.branch == "not-caught"
        else text(cause.confidence.capitalize()),
        branch=branch,
        claim=clause(cause.claim),
        cites=citations.cite(cause.evidence_for),
    )
    return Link(head, tuple(known_of(cause, citations)), tuple(_rival(each, citations) for each in cause.rivals))


def known_of(cause: Cause, citations: Citations) -> Iterator[Safe]:
    """What speaks for a link and against it, and what would settle it, a line each."""
    yield filled("How: {text}.", text=clause(cause.mechanism))
    if cause.change and cause.change.setting:
        yield _setting(cause.change)
    yield filled("Looked for: {text}.", text=clause(cause.looked_for))
    if cause.evidence_against:
        against = counted(len(cause.evidence_against), "records")
        yield filled("Against it: {records}.{cites}", records=against, cites=citations.cite(cause.evidence_against))
    if cause.counterfactual:
        yield filled("Counter-check: {text}.", text=clause(cause.counterfactual))
    else:
        yield Safe("Counter-check: none was made.")
    if cause.missing:
        yield filled("Would settle it: {text}.", text=clause(cause.missing))


def _setting(change: ChangeRef) -> Safe:
    return filled(
        "Setting {path}: {before} before, {after} after.",
        path=code(change.setting or ""),
        before=code(change.before) if change.before is not None else Safe("not set"),
        after=code(change.after) if change.after is not None else Safe("not set"),
    )


def _rival(rival: Rival, citations: Citations) -> Safe:
    return filled(
        "Rival ({confidence}): {claim}.{cites} {apart}: {separating}.",
        confidence=text(rival.confidence),
        claim=clause(rival.claim),
        cites=citations.cite(rival.cites),
        apart=Safe("Ruled out" if rival.confidence == "refuted" else "To tell them apart"),
        separating=clause(rival.separating),
    )


def _stop(stop: Stop) -> Link:
    head = filled("**Not known further** ({why}): {text}.", why=text(STOPS[stop.reason]), text=clause(stop.text))
    return Link(head, (filled("To find out: {query}", query=code(stop.query)),))

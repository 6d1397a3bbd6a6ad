"""Phrases on causes: the claim bound to its confidence, its rivals to theirs, and each to the failures it is of."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from incidents.model.cause import Answer, Cause, Chain, Rival, Stop
from incidents.model.incident import Incident
from reports.checker.facts.fact import Fact, stated, way
from reports.checker.facts.figures import counted, marks
from reports.checker.facts.findings import numbers
from reports.checker.facts.leading import best_known, lead_of, leading

STOPS = {
    "not-collected": "not collected",
    "outside-window": "outside of the window",
    "conflicting-evidence": "the evidence contradicts itself",
    "needs-a-person": "needs a person",
}
_ORDER = ("confirmed", "probable", "possible")


def of_causes(incident: Incident) -> Iterator[Fact]:
    short = numbers(incident)
    titles = {each.id: each.title for each in incident.findings}
    yield from stated(_of_leads(incident, short), "summary")
    yield from stated(_of_failures(incident, short), "failures")
    for chain, same in alike(incident):
        of = names_of(short, same)
        yield from stated((f"⟨Heading⟩ Why {of}: {titles[chain.finding]}",), "chains")
        yield from stated(_of_rivals(chain, of), "rivals")
        yield from stated(_of_stops(chain), "explanations", "chains", "cause")
    for each in _of_unexplained(incident):
        yield Fact(each, frozenset({"explanations", "chains"}), (way("No cause found"),))
    yield from stated((_of_reach(incident, short),), "summary")
    chains = {chain.finding: chain for chain in incident.chains}
    for place, facts_of in (("hypotheses", _of_hypotheses), ("change", _settling), ("unnoticed", _of_unnoticed)):
        told = [(fact, name) for each, name in short.items() for fact in facts_of(chains.get(each))]
        yield from stated(_of_several(told), place)


def alike(incident: Incident) -> Iterator[tuple[Chain, tuple[str, ...]]]:
    """Each chain with the findings that have the same one."""
    told_by = {chain.finding: _told(chain) for chain in incident.chains}
    for chain in incident.chains:
        yield chain, tuple(each for each, told in told_by.items() if told == told_by[chain.finding])


def _of_unexplained(incident: Incident) -> Iterator[str]:
    findings = {each.id: each for each in incident.findings}
    for chain in incident.chains:
        first = chain.whys[0]
        if isinstance(first, Stop):
            finding = findings[chain.finding]
            named = f"{finding.priority.level}: {finding.title}{marks(finding.primary[:2])}"
            yield f"{named} To find out: {first.query}"


def _of_stops(chain: Chain) -> Iterator[str]:
    for why in chain.whys:
        if isinstance(why, Stop):
            yield from (f"unknown: {why.text}", f"{STOPS[why.reason]}: {why.text}")


def _of_failures(incident: Incident, short: Mapping[str, str]) -> Iterator[str]:
    looked_for = {chain.finding for chain in incident.chains}
    if looked_for.intersection(short) != set(short):
        yield "⟨Cause⟩ none was looked for"
    for finding in short:
        lead = lead_of(incident, finding)
        if isinstance(lead.why, Cause):
            yield f"⟨Cause⟩ {lead.confidence}: {lead.said()}"
        else:
            yield f"⟨Cause⟩ unknown: {lead.why.text if lead.why else 'no explanation holds'}"


def _of_leads(incident: Incident, short: Mapping[str, str]) -> Iterator[str]:
    """The explanation that a reader should hear first."""
    titles = {each.id: each.title for each in incident.findings}
    first = leading(incident)
    if first is None:
        return
    told, known = "", first if isinstance(first.why, Cause) else best_known(incident)
    listed = lead_of(incident, next(iter(short)))
    if not isinstance(listed.why, Cause):
        unknown = f"unknown: {listed.why.text}" if isinstance(listed.why, Stop) else "unknown"
        told = f"{unknown}. " if known else unknown
    if known and isinstance(known.why, Cause):
        of = "" if known.finding == next(iter(short)) else f"Of {titles[known.finding]}, "
        told += f"{of}{known.confidence}: {known.said()}{marks(known.cited())}"
    yield from (f"Leading {word}: {told}" for word in ("cause", "explanation"))


def names_of(short: Mapping[str, str], findings: Iterable[str]) -> str:
    """The short names of open findings, in their order."""
    given = set(findings)
    return ", ".join(name for finding, name in short.items() if finding in given)


def _told(chain: Chain) -> Sequence[object]:
    """What a chain says, whatever its links are called and on which records they stand."""
    return [
        why.cause.model_copy(update={"id": "", "effect": "", "evidence_for": ()})
        if isinstance(why, Answer)
        else why.model_copy(update={"effect": ""})
        for why in chain.whys
    ]


def _of_several(told: Sequence[tuple[str, str]]) -> Iterator[str]:
    """What is said of several failures in the same words is said once, their names in the gap `{}`."""
    of: dict[str, list[str]] = {}
    for fact, name in told:
        of.setdefault(fact, []).append(name)
    for fact, names in of.items():
        before, _, after = fact.partition("{}")
        yield f"{before}{', '.join(dict.fromkeys(names))}{after}"


def _of_hypotheses(chain: Chain | None) -> Iterator[str]:
    for why in chain.whys if chain else ():
        if isinstance(why, Stop):
            yield f"⟨Of⟩ {{}} ⟨Hypothesis⟩ none: {why.text} ⟨Confidence⟩ unknown ⟨Check⟩ {why.query}"
        elif why.cause.branch == "cause":
            cause = why.cause
            claim, settles = f"{cause.claim}{marks(cause.evidence_for[:2])}", cause.missing or cause.looked_for
            yield f"⟨Of⟩ {{}} ⟨Hypothesis⟩ {claim} ⟨Confidence⟩ {cause.confidence} ⟨Check⟩ {settles}"
            for rival in cause.rivals:
                claim = f"{rival.claim}{marks(rival.cites[:2])}"
                yield f"⟨Of⟩ {{}} ⟨Hypothesis⟩ {claim} ⟨Confidence⟩ {rival.confidence} ⟨Check⟩ {_apart(rival)}"


def _settling(chain: Chain | None) -> Iterator[str]:
    whys = [why for why in chain.whys if isinstance(why, Stop) or why.cause.branch == "cause"] if chain else []
    for place, why in enumerate(whys, 1):
        if isinstance(why, Stop):
            yield f"{{}}: {why.query}, because {why.text}"
        else:
            yield f"Why {place} of {{}}: {why.cause.missing or why.cause.looked_for}"


def _of_unnoticed(chain: Chain | None) -> Iterator[str]:
    for why in chain.whys if chain else ():
        if isinstance(why, Answer) and why.cause.branch == "not-caught":
            cause = why.cause
            yield f"{{}}, {cause.confidence}: {cause.claim}{marks(cause.evidence_for)}"


def _of_rivals(chain: Chain, of: str) -> Iterator[str]:
    for cause in (why.cause for why in chain.whys if isinstance(why, Answer) and why.cause.branch == "cause"):
        if cause.confidence == "refuted":
            told = f"{cause.claim}{marks(cause.evidence_against or cause.evidence_for)}"
            apart = f"ruled out: {cause.counterfactual or cause.looked_for}"
            yield f"⟨Of⟩ {of} ⟨Rival⟩ {told} ⟨Confidence⟩ refuted ⟨What tells them apart⟩ {apart}"
        for rival in cause.rivals:
            told = f"⟨Rival⟩ {rival.claim}{marks(rival.cites)} ⟨Confidence⟩ {rival.confidence}"
            yield f"⟨Of⟩ {of} {told} ⟨What tells them apart⟩ {_apart(rival)}"


def _apart(rival: Rival) -> str:
    return f"ruled out: {rival.separating}" if rival.confidence == "refuted" else rival.separating


def _of_reach(incident: Incident, short: Mapping[str, str]) -> str:
    """How many failures have a cause, by the confidence of the best one."""
    best = Counter(_best(incident, each) for each in short)
    parts = [f"{best[word]} with a {word} cause" for word in _ORDER if best[word]]
    parts += [f"{best['unknown']} without a known cause"] if best["unknown"] else []
    return f"{counted(len(short), 'failure', 'failures')}: {', '.join(parts)}"


def _best(incident: Incident, finding: str) -> str:
    words = [
        why.cause.confidence
        for chain in incident.chains
        if chain.finding == finding
        for why in chain.whys
        if isinstance(why, Answer) and why.cause.branch == "cause" and why.cause.effect == finding
    ]
    return next((word for word in _ORDER if word in words), "unknown")

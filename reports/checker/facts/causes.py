"""Phrases on causes: the claim bound to its confidence, its rivals to theirs, and each to the failures it is of."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from incidents.model.cause import Answer, Cause, Chain, Stop
from incidents.model.incident import Incident
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


def of_causes(incident: Incident) -> Iterator[str]:
    short = numbers(incident)
    titles = {each.id: each.title for each in incident.findings}
    looked_for = {chain.finding for chain in incident.chains}
    if looked_for.intersection(short) != set(short):
        yield "⟨Cause⟩ none was looked for"
    yield from _of_leads(incident, short)
    told_by = {chain.finding: _told(chain) for chain in incident.chains}
    for chain in incident.chains:
        of = _names(short, (each for each, told in told_by.items() if told == told_by[chain.finding]))
        yield from _of_chain(chain, of, titles[chain.finding])
        yield f"⟨Heading⟩ Why {of}: {titles[chain.finding]}"
    yield from _of_reach(incident, short)
    chains = {chain.finding: chain for chain in incident.chains}
    yield from _of_several([(fact, name) for each, name in short.items() for fact in _of_failure(chains.get(each))])


def _of_leads(incident: Incident, short: Mapping[str, str]) -> Iterator[str]:
    """The explanation of each failure, and first of all the one that a reader should hear first."""
    titles = {each.id: each.title for each in incident.findings}
    for finding in short:
        lead = lead_of(incident, finding)
        if isinstance(lead.why, Cause):
            yield f"⟨Cause⟩ {lead.confidence}: {lead.why.claim}"
        else:
            yield f"⟨Cause⟩ unknown: {lead.why.text if lead.why else 'no explanation holds'}"
    first = leading(incident)
    if first is None:
        return
    told, known = "", first if isinstance(first.why, Cause) else best_known(incident)
    if first is not known:
        unknown = f"unknown: {first.why.text}" if isinstance(first.why, Stop) else "unknown"
        told = f"{unknown}. Of another: " if known else unknown
    if known and isinstance(known.why, Cause):
        of = "" if known.finding == next(iter(short)) else f", of “{titles[known.finding]}”"
        told += f"{known.confidence}{of}: {known.why.claim}{marks(known.why.evidence_for)}"
    yield from (f"Leading {word}: {told}" for word in ("cause", "explanation"))


def _names(short: Mapping[str, str], findings: Iterable[str]) -> str:
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
    """What is said of several failures in the same words is said once, of all of them."""
    of: dict[str, list[str]] = {}
    for fact, name in told:
        of.setdefault(fact, []).append(name)
    yield from (fact.format(", ".join(dict.fromkeys(names))) for fact, names in of.items())


def _of_failure(chain: Chain | None) -> Iterator[str]:
    """Facts with a gap for the names of the failures that they are of."""
    for why in chain.whys if chain else ():
        if isinstance(why, Stop):
            told = f"none: {why.text} ⟨Confidence⟩ unknown ⟨Check⟩ {why.query}"
            facts: Iterable[str] = (f"⟨Hypothesis⟩ {told}", f": {why.query}, because {why.text}")
        elif why.cause.branch == "cause":
            facts = _of_hypotheses(why.cause)
        else:
            facts = (f", {why.cause.confidence}: {why.cause.claim}{marks(why.cause.evidence_for)}",)
        for each in facts:
            gap = "⟨Of⟩ {} " if each.startswith("⟨") else "{}"
            yield gap + each.replace("{", "{{").replace("}", "}}")


def _of_hypotheses(cause: Cause) -> Iterator[str]:
    settles = cause.missing or cause.looked_for
    claim = f"{cause.claim}{marks(cause.evidence_for[:2])}"
    yield f"⟨Hypothesis⟩ {claim} ⟨Confidence⟩ {cause.confidence} ⟨Check⟩ {settles}"
    yield f": {settles}"
    for rival in cause.rivals:
        claim = f"{rival.claim}{marks(rival.cites[:2])}"
        yield f"⟨Hypothesis⟩ {claim} ⟨Confidence⟩ {rival.confidence} ⟨Check⟩ {rival.separating}"


def _of_chain(chain: Chain, of: str, title: str) -> Iterator[str]:
    """`of` are the failures that have this chain, in the table, in the tree and among the rivals."""
    tree = f"⟨Tree⟩ {of} ⟨Node⟩"
    yield f"⟨Tree⟩ {of}: {title}"
    whys = [why for why in chain.whys if isinstance(why, Stop) or why.cause.branch == "cause"]
    places = {why.cause.id: place for place, why in enumerate(whys, 1) if isinstance(why, Answer)}
    for place, why in enumerate(whys, 1):
        effect = why.cause.effect if isinstance(why, Answer) else why.effect
        parent = places.get(effect) or places.get(effect.removeprefix("claim-"))
        row = f"⟨Why⟩ {place} ⟨Explains⟩ {f'why {parent}' if parent else of} ⟨Because⟩"
        if isinstance(why, Stop):
            yield from _of_stop(why, row)
            yield f"{tree} {place}, stops: {why.text}"
        else:
            yield from _of_link(why.cause, of, row)
            yield f"{tree} {place}, {why.cause.confidence}: {why.cause.claim}"
            yield from (f"{tree} rival, {each.confidence}: {each.claim}" for each in why.cause.rivals)
    numbers = {why.cause.id: number for number, why in enumerate(chain.whys, 1) if isinstance(why, Answer)}
    for number, why in enumerate(chain.whys, 1):
        if isinstance(why, Answer):
            parent = numbers.get(why.cause.effect) or numbers.get(why.cause.effect.removeprefix("claim-"))
            yield from _of_cause(why.cause, f" (why {parent})" if parent and parent != number - 1 else "")
            if why.cause.branch != "cause":
                yield f"{tree} why it was not caught: {why.cause.claim}"


def _of_stop(stop: Stop, row: str) -> Iterator[str]:
    reason, not_known = STOPS[stop.reason], f"not known further: {stop.text}"
    yield from (f"unknown: {stop.text}", f"{reason}: {stop.text}", f"To find out: {stop.query}")
    yield f"Not known further ({reason}): {stop.text}"
    yield f"{row} {not_known} ⟨Confidence⟩ {reason} ⟨Evidence for⟩ to find out: {stop.query} ⟨Evidence against⟩"


def _of_link(cause: Cause, of: str, row: str) -> Iterator[str]:
    against = "none found"
    if cause.evidence_against:
        against = f"{_records(cause)}{marks(cause.evidence_against)}"
    proof = f"⟨Confidence⟩ {cause.confidence} ⟨Evidence for⟩{marks(cause.evidence_for)} ⟨Evidence against⟩ {against}"
    yield f"{row} {cause.claim} {proof}"
    if cause.confidence == "refuted":
        told = f"{cause.claim}{marks(cause.evidence_against or cause.evidence_for)}"
        apart = f"⟨Confidence⟩ refuted ⟨To tell them apart⟩ {cause.counterfactual or cause.looked_for}"
        yield f"⟨Of⟩ {of} ⟨Rival⟩ {told} {apart}"
    for rival in cause.rivals:
        told = f"⟨Rival⟩ {rival.claim}{marks(rival.cites)} ⟨Confidence⟩ {rival.confidence}"
        yield f"⟨Of⟩ {of} {told} ⟨To tell them apart⟩ {rival.separating}"


def _records(cause: Cause) -> str:
    return counted(len(cause.evidence_against), "record", "records")


def _of_cause(cause: Cause, branch: str) -> Iterator[str]:
    """`branch` is the number of the why that it explains, where that is not the one before it."""
    yield from (f"How: {cause.mechanism}", f"Looked for: {cause.looked_for}")
    yield f"Counter-check: {cause.counterfactual or 'none was made'}"
    yield f"Would settle it: {cause.missing}"
    yield f"Against it: {_records(cause)}{marks(cause.evidence_against)}"
    told = f"{cause.claim}{marks(cause.evidence_for)}"
    head = "Why it was not caught" if cause.branch == "not-caught" else cause.confidence
    yield f"{head}{branch}: {told}"
    yield from _of_change(cause)
    for rival in cause.rivals:
        apart = f"To tell them apart: {rival.separating}"
        yield f"Rival ({rival.confidence}): {rival.claim}{marks(rival.cites)}. {apart}"


def _of_reach(incident: Incident, short: Mapping[str, str]) -> Iterator[str]:
    """How many failures have a cause, by the confidence of the best one."""
    best = Counter(_best(incident, each) for each in short)
    parts = [f"{best[word]} with a {word} cause" for word in _ORDER if best[word]]
    parts += [f"{best['unknown']} without a known cause"] if best["unknown"] else []
    yield f"{counted(len(short), 'failure', 'failures')}: {', '.join(parts)}"


def _best(incident: Incident, finding: str) -> str:
    words = [
        why.cause.confidence
        for chain in incident.chains
        if chain.finding == finding
        for why in chain.whys
        if isinstance(why, Answer) and why.cause.branch == "cause" and why.cause.effect == finding
    ]
    return next((word for word in _ORDER if word in words), "unknown")


def _of_change(cause: Cause) -> Iterator[str]:
    change = cause.change
    if change is None or change.setting is None:
        return
    before = "not set before" if change.before is None else f"{change.before} before"
    after = "not set after" if change.after is None else f"{change.after} after"
    yield f"Setting {change.setting}: {before}, {after}"

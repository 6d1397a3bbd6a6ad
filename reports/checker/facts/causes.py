"""Phrases on causes: the claim bound to its confidence, its rivals to theirs."""

from collections import Counter
from collections.abc import Iterator, Mapping

from incidents.model.cause import Answer, Cause, Chain, Stop
from incidents.model.incident import Incident
from reports.checker.facts.figures import counted, more
from reports.checker.facts.findings import numbers

_STOPS = {
    "not-collected": "not collected",
    "outside-window": "outside of the window",
    "conflicting-evidence": "conflicting evidence",
    "needs-a-person": "needs a person",
}
_ORDER = ("confirmed", "probable", "possible")


def of_causes(incident: Incident) -> Iterator[str]:
    short = numbers(incident)
    titles = {each.id: each.title for each in incident.findings}
    looked_for = {chain.finding for chain in incident.chains}
    yield "⟨Cause⟩ unknown: no explanation holds"
    yield from ("⟨Cause⟩ none was looked for" for each in short if each not in looked_for)
    for chain in incident.chains:
        yield from _of_chain(chain, short.get(chain.finding, "resolved"), titles[chain.finding])
    yield from _of_reach(incident, short)
    yield from _of_settling(incident, short)


def _of_chain(chain: Chain, name: str, title: str) -> Iterator[str]:
    whys = [why for why in chain.whys if isinstance(why, Stop) or why.cause.branch == "cause"]
    places = {why.cause.id: place for place, why in enumerate(whys, 1) if isinstance(why, Answer)}
    for place, why in enumerate(whys, 1):
        effect = why.cause.effect if isinstance(why, Answer) else why.effect
        parent = places.get(effect) or places.get(effect.removeprefix("claim-"))
        row = f"⟨Why⟩ {place} ⟨Explains⟩ {f'why {parent}' if parent else name} ⟨Because⟩"
        if isinstance(why, Stop):
            yield from _of_stop(why, place, row)
            yield f"⟨Of⟩ {name} ⟨Hypothesis⟩ none: {why.text} ⟨Confidence⟩ unknown ⟨Check⟩ {why.query}"
            yield f"{name}: {why.query}, because {why.text}"
        else:
            yield from _of_cause(why.cause, name, title)
            yield from _of_link(why.cause, name, place, row)
    for why in chain.whys:
        if isinstance(why, Answer) and why.cause.branch != "cause":
            yield from _of_cause(why.cause, name, title)


def _of_stop(stop: Stop, place: int, row: str) -> Iterator[str]:
    reason, not_known = _STOPS[stop.reason], f"not known further: {stop.text}"
    yield from (stop.text, stop.query, f"unknown: {stop.text}", not_known, f"{place}, stops: {stop.text}")
    yield from (f"Not known further ({reason}): {stop.text}", f"{reason}: {stop.text}")
    yield f"{row} {not_known} ⟨Confidence⟩ {reason} ⟨Evidence for⟩ to find out: {stop.query} ⟨Evidence against⟩"
    yield f"⟨Cause⟩ unknown: {stop.text}"


def _of_link(cause: Cause, name: str, place: int, row: str) -> Iterator[str]:
    against = "none found"
    if cause.evidence_against:
        against = f"{_records(cause)}{more(cause.evidence_against)}"
    proof = f"⟨Confidence⟩ {cause.confidence} ⟨Evidence for⟩{more(cause.evidence_for)} ⟨Evidence against⟩ {against}"
    yield from (f"{row} {cause.claim} {proof}", f"{place}, {cause.confidence}: {cause.claim}")
    settles = cause.missing or cause.looked_for
    yield f"⟨Of⟩ {name} ⟨Hypothesis⟩ {cause.claim} ⟨Confidence⟩ {cause.confidence} ⟨Check⟩ {settles}"
    yield f"{name}: {settles}"
    if cause.confidence == "refuted":
        told = f"{cause.claim}{more(cause.evidence_against or cause.evidence_for)}"
        apart = f"⟨Confidence⟩ refuted ⟨To tell them apart⟩ {cause.counterfactual or cause.looked_for}"
        yield f"⟨Of⟩ {name} ⟨Rival⟩ {told} {apart}"
    for rival in cause.rivals:
        claim = f"⟨Hypothesis⟩ {rival.claim} ⟨Confidence⟩ {rival.confidence} ⟨Check⟩ {rival.separating}"
        yield f"⟨Of⟩ {name} {claim}"


def _of_settling(incident: Incident, short: Mapping[str, str]) -> Iterator[str]:
    """What would settle several failures at once is said of all of them."""
    of: dict[str, list[str]] = {}
    for finding, name in short.items():
        for why in (why for chain in incident.chains if chain.finding == finding for why in chain.whys):
            if isinstance(why, Answer) and why.cause.branch == "cause":
                of.setdefault(why.cause.missing or why.cause.looked_for, []).append(name)
    yield from (f"{', '.join(dict.fromkeys(names))}: {text}" for text, names in of.items())


def _records(cause: Cause) -> str:
    return counted(len(cause.evidence_against), "record", "records")


def _of_cause(cause: Cause, name: str, title: str) -> Iterator[str]:
    yield from (cause.mechanism, cause.looked_for, cause.claim, f"⟨Cause⟩ {cause.confidence}: {cause.claim}")
    yield from filter(None, (cause.counterfactual, cause.missing))
    yield f"Against it: {_records(cause)}{more(cause.evidence_against)}"
    told = f"{cause.claim}{more(cause.evidence_for)}"
    for head in (cause.confidence, f"{name}, {cause.confidence}", f"{cause.confidence}, of “{title}”"):
        yield f"{head}: {told}"
    yield f"Why it was not caught: {told}"
    yield from _of_change(cause)
    for rival in cause.rivals:
        apart = f"To tell them apart: {rival.separating}"
        yield f"Rival ({rival.confidence}): {rival.claim}{more(rival.cites)}. {apart}"
        yield f"rival, {rival.confidence}: {rival.claim}"
        row = f"⟨Rival⟩ {rival.claim}{more(rival.cites)} ⟨Confidence⟩ {rival.confidence}"
        yield f"⟨Of⟩ {name} {row} ⟨To tell them apart⟩ {rival.separating}"


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

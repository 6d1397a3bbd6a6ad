"""Phrases on the links of chains: each beneath the failure, the link or the reason that it is of."""

from collections.abc import Iterator

from incidents.model.cause import Answer, Cause, Chain, Stop
from incidents.model.incident import Incident
from reports.checker.facts.causes import STOPS, alike, names_of
from reports.checker.facts.fact import Fact, way
from reports.checker.facts.figures import counted, marks
from reports.checker.facts.findings import numbers

_PLACES = frozenset({"explanations", "chains", "unnoticed", "cause"})


def of_chains(incident: Incident, *, headed: bool = True) -> Iterator[Fact]:
    """`headed` says whether the chain of a failure stands under a heading that names it."""
    short = numbers(incident)
    titles = {each.id: each.title for each in incident.findings}
    for chain, same in alike(incident):
        of, title = names_of(short, same), titles[chain.finding]
        heading = tuple(way(short.get(each) or titles[each]) for each in same) if headed else ()
        yield from (Fact(each, _PLACES, heading) for each in _of_chain(chain, of, title))
        for number, why in enumerate(chain.whys, 1):
            if isinstance(why, Stop):
                reason = (way(f"Not known further ({STOPS[why.reason]}): {why.text}"),)
                yield Fact(f"To find out: {why.query}", _PLACES, reason)
            else:
                place = _place(chain, number)
                above = (way(why.cause.claim), way(f"Why {of}", f"Why {place}, {why.cause.confidence}"))
                yield from (Fact(each, _PLACES, above) for each in _of_cause(why.cause))


def _place(chain: Chain, number: int) -> int:
    """The number of a link in the table, which holds none of those that explain why it was not caught."""
    return sum(isinstance(why, Stop) or why.cause.branch == "cause" for why in chain.whys[:number])


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
            reason, not_known = STOPS[why.reason], f"not known further: {why.text}"
            yield f"Not known further ({reason}): {why.text}"
            proof = f"⟨Confidence⟩ {reason} ⟨Evidence for⟩ to find out: {why.query} ⟨Evidence against⟩"
            yield f"{row} {not_known} {proof}"
            yield f"{tree} {place}, stops: {why.text}"
        else:
            yield _of_link(why.cause, row)
            yield f"Why {place}, {why.cause.confidence}"
            yield f"{tree} {place}, {why.cause.confidence}: {why.cause.claim}"
            yield from (f"{tree} rival, {each.confidence}: {each.claim}" for each in why.cause.rivals)
    numbers = {why.cause.id: number for number, why in enumerate(chain.whys, 1) if isinstance(why, Answer)}
    for number, why in enumerate(chain.whys, 1):
        if isinstance(why, Answer):
            parent = numbers.get(why.cause.effect) or numbers.get(why.cause.effect.removeprefix("claim-"))
            yield _head(why.cause, f" (why {parent})" if parent and parent != number - 1 else "")
            if why.cause.branch != "cause":
                yield f"{tree} why it was not caught: {why.cause.claim}"


def _of_link(cause: Cause, row: str) -> str:
    against = "none found"
    if cause.evidence_against:
        against = f"{_records(cause)}{marks(cause.evidence_against)}"
    proof = f"⟨Confidence⟩ {cause.confidence} ⟨Evidence for⟩{marks(cause.evidence_for)} ⟨Evidence against⟩ {against}"
    return f"{row} {cause.claim} {proof}"


def _head(cause: Cause, branch: str) -> str:
    """`branch` is the number of the why that it explains, where that is not the one before it."""
    head = "Why it was not caught" if cause.branch == "not-caught" else cause.confidence
    return f"{head}{branch}: {cause.claim}{marks(cause.evidence_for)}"


def _of_cause(cause: Cause) -> Iterator[str]:
    yield from (f"How: {cause.mechanism}", f"Looked for: {cause.looked_for}")
    yield f"Counter-check: {cause.counterfactual or 'none was made'}"
    yield f"Would settle it: {cause.missing}"
    yield f"Against it: {_records(cause)}{marks(cause.evidence_against)}"
    yield from _of_change(cause)
    for rival in cause.rivals:
        apart = f"{'Ruled out' if rival.confidence == 'refuted' else 'To tell them apart'}: {rival.separating}"
        yield f"Rival ({rival.confidence}): {rival.claim}{marks(rival.cites)}. {apart}"


def _of_change(cause: Cause) -> Iterator[str]:
    change = cause.change
    if change is None or change.setting is None:
        return
    before = "not set before" if change.before is None else f"{change.before} before"
    after = "not set after" if change.after is None else f"{change.after} after"
    yield f"Setting {change.setting}: {before}, {after}"


def _records(cause: Cause) -> str:
    return counted(len(cause.evidence_against), "record", "records")

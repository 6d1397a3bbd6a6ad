"""Causes of two builds: which are the same, and which way each has gone."""

from collections.abc import Iterable, Mapping

from incidents.model.cause import Answer, Cause, Chain, Confidence
from incidents.model.pairs import pairs
from reports.difference.change import Change, Verdict, more_or_less

_RANK: tuple[Confidence, ...] = ("refuted", "possible", "probable", "confirmed")


def causes_of(chains: Iterable[Chain]) -> tuple[Cause, ...]:
    return tuple(why.cause for chain in chains for why in chain.whys if isinstance(why, Answer))


def paired(
    before: Iterable[Cause], now: Iterable[Cause], effects: Mapping[str, str]
) -> tuple[tuple[Cause, Cause], ...]:
    """The causes that are in both; `effects` maps the findings of the earlier build to those of the later one."""
    return pairs(before, now, lambda one, other: _explain_alike(one, other, effects))


def changed_cause(before: Cause, now: Cause) -> Change | None:
    """None where both say the same."""
    verdict = _by_confidence(before.confidence, now.confidence) or _by_evidence(before, now)
    if verdict is None and (before.claim, before.mechanism) != (now.claim, now.mechanism):
        verdict = Verdict("restated", "the same in other words")
    if verdict is None:
        return None
    return Change("cause", verdict.movement, now.id, said(before), said(now), verdict.why)


def said(cause: Cause) -> str:
    """The cause on one line."""
    return f"{cause.confidence}: {cause.claim}"


def _explain_alike(one: Cause, other: Cause, effects: Mapping[str, str]) -> bool:
    if effects.get(one.effect, one.effect) != other.effect or one.rule != other.rule:
        return False
    return one.change == other.change if one.change or other.change else one.claim == other.claim


def _by_confidence(before: Confidence, now: Confidence) -> Verdict | None:
    if now == "refuted" and before != now:
        return Verdict("contradicted", f"it was called {before} and is refuted")
    return more_or_less(_RANK.index(before), _RANK.index(now), f"certain: {before} became {now}")


def _by_evidence(before: Cause, now: Cause) -> Verdict | None:
    if len(before.evidence_against) != len(now.evidence_against):
        more = len(now.evidence_against) > len(before.evidence_against)
        return _MORE_AGAINST if more else _LESS_AGAINST
    if bool(before.counterfactual) != bool(now.counterfactual):
        return _CHECKED if now.counterfactual else _UNCHECKED
    return more_or_less(len(before.evidence_for), len(now.evidence_for), "evidence for it")


_MORE_AGAINST = Verdict("weakened", "more evidence against it")
_LESS_AGAINST = Verdict("strengthened", "less evidence against it")
_CHECKED = Verdict("strengthened", "a counter-check was made")
_UNCHECKED = Verdict("weakened", "there is no counter-check any more")

"""Statements of two builds under one id: what has become of their kind and their values."""

from incidents.model.claim import Claim, ClaimKind, Value
from reports.difference.change import Change, Verdict, more_or_less

_RANK: tuple[ClaimKind, ...] = ("unknown", "human", "hypothesis", "derived", "observed")


def changed_statement(before: Claim, now: Claim) -> Change | None:
    """None where both say the same, on however many records."""
    verdict = _by_kind(before.kind, now.kind) or _by_values(before.values, now.values)
    if verdict is None and before.text != now.text:
        verdict = Verdict("restated", _restated(before.values, now.values))
    if verdict is None:
        return None
    return Change("statement", verdict.movement, now.id, before.text, now.text, verdict.why)


def _by_kind(before: ClaimKind, now: ClaimKind) -> Verdict | None:
    return more_or_less(_RANK.index(before), _RANK.index(now), f"certain: {before} became {now}")


def _by_values(before: tuple[Value, ...], now: tuple[Value, ...]) -> Verdict | None:
    """Counts that all grew or all fell are more or less of the same; any other new value denies the old one."""
    old, new = ({each.name: each for each in side} for side in (before, now))
    differing = [name for name in old if name in new and old[name].value != new[name].value]
    if not differing:
        return None
    steps = {_step(old[name], new[name]) for name in differing}
    if steps == {1}:
        return Verdict("strengthened", "more of it was seen")
    if steps == {-1}:
        return Verdict("weakened", "less of it was seen")
    told = ", ".join(f"{name} was {old[name].value} and is {new[name].value}" for name in differing)
    return Verdict("contradicted", told)


def _restated(before: tuple[Value, ...], now: tuple[Value, ...]) -> str:
    """A sentence that is made of other values may say something else, which nothing here can weigh."""
    old, new = ({each.name: None for each in side} for side in (before, now))
    lost, gained = [name for name in old if name not in new], [name for name in new if name not in old]
    told = [f"no longer told: {', '.join(lost)}"] if lost else []
    told += [f"now told: {', '.join(gained)}"] if gained else []
    return f"in other words; {'; '.join(told)}" if told else "the same in other words"


def _step(before: Value, now: Value) -> int:
    """1 or -1 for a number that grew or fell; 0 for anything else, such as some that became none."""
    one, other = before.value, now.value
    if isinstance(one, str) or isinstance(other, str) or "number" not in (before.form, now.form):
        return 0
    if 0 in (one, other):
        return 0
    return 1 if other > one else -1

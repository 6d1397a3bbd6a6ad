"""All changes between two builds of an incident, or between two incidents."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from incidents.model.claim import Claim
from incidents.model.incident import Incident
from incidents.model.pairs import T, pairs
from incidents.model.same_finding import same_findings
from reports.difference import causes, findings
from reports.difference.change import MOVEMENTS, Change, What
from reports.difference.decisions import changed_decision, changed_way_back
from reports.difference.statements import changed_statement

_ORDER: tuple[What, ...] = ("decision", "way back", "finding", "cause", "statement")


@dataclass(frozen=True)
class Difference:
    """The changes, the weightiest first, and how many findings, causes and statements say what they said."""

    changes: tuple[Change, ...]
    unchanged: Mapping[What, int]


def difference(before: Incident, now: Incident) -> Difference:
    """From `before` to `now`; a statement that only repeats a decision, a finding or a cause is not told twice."""
    same = same_findings(before.findings, now.findings)
    effects = {old.id: new.id for old, new in same}
    old_causes, new_causes = (causes.causes_of(each.chains) for each in (before, now))
    decided = [each for each in (changed_decision(before, now), changed_way_back(before, now)) if each]
    told = {each.decision.claim.removeprefix("claim-") for each in (before, now) if each.decision and decided}
    told |= {each.id for each in (*before.findings, *now.findings)} | {each.id for each in (*old_causes, *new_causes)}
    old_claims, new_claims = (_by_themselves(each.claims, told) for each in (before, now))
    same_causes = causes.paired(old_causes, new_causes, effects)
    same_claims = pairs(old_claims, new_claims, lambda _one, _other: False)
    changes = [
        *decided,
        *(each for old, new in same if (each := findings.changed_finding(old, new))),
        *_come_and_gone("finding", before.findings, now.findings, same, findings.said),
        *(each for old, new in same_causes if (each := causes.changed_cause(old, new))),
        *_come_and_gone("cause", old_causes, new_causes, same_causes, causes.said),
        *(each for old, new in same_claims if (each := changed_statement(old, new))),
        *_come_and_gone("statement", old_claims, new_claims, same_claims, lambda claim: claim.text),
    ]
    held: dict[What, int] = {"finding": len(now.findings), "cause": len(new_causes), "statement": len(new_claims)}
    touched = Counter(each.what for each in changes if each.now is not None)
    return Difference(
        tuple(sorted(changes, key=lambda each: (_ORDER.index(each.what), MOVEMENTS.index(each.movement), each.id))),
        {what: count - touched[what] for what, count in held.items()},
    )


def _by_themselves(claims: Iterable[Claim], told: Collection[str]) -> tuple[Claim, ...]:
    return tuple(each for each in claims if each.id.removeprefix("claim-") not in told)


def _come_and_gone(
    what: What, before: Iterable[T], now: Iterable[T], same: Iterable[tuple[T, T]], said: Callable[[T], str]
) -> Iterator[Change]:
    known = tuple(same)
    left, met = {old.id for old, _ in known}, {new.id for _, new in known}
    yield from (
        Change(what, "withdrawn", each.id, said(each), None, "it is no longer said")
        for each in before
        if each.id not in left
    )
    yield from (
        Change(what, "added", each.id, None, said(each), "it was not said before") for each in now if each.id not in met
    )

"""The value of a field that sets the failed requests of a finding apart from those that were answered well.

Claims: failed requests have this value clearly more often than chance explains, with as many values as were compared.
Refuted by a value that no request answered well was ever seen with: then it may only say again that the request failed.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from incidents.analysis.facts import Facts
from incidents.model.claim import Claim, Value
from incidents.model.evidence import FieldShare, RequestStatistics
from incidents.model.finding import Finding

_CHANCE = 0.001
_SHOWN = 2


@dataclass(frozen=True)
class SetApart:
    """`elsewhere` is of another revision that answered requests with the value well, with how many."""

    record: RequestStatistics
    share: FieldShare
    chance: float
    elsewhere: tuple[RequestStatistics, int] | None


def set_apart(facts: Facts, finding: Finding) -> tuple[SetApart, ...]:
    """The least probable by chance first."""
    records = (facts.records[key] for key in (*finding.primary, *finding.related))
    rows = [each for each in records if isinstance(each, RequestStatistics)]
    found = [each for row in rows for share in row.shares if (each := _of(facts, row, share)) is not None]
    return tuple(sorted(found, key=lambda each: (each.chance, each.record.id, each.share.name, each.share.value)))


def claims(facts: Facts, findings: Sequence[Finding]) -> Iterator[Claim]:
    """One sentence for each finding and value, the first few of each finding."""
    for finding in findings:
        for number, each in enumerate(set_apart(facts, finding)[:_SHOWN]):
            yield _claim(finding, each, number)


def _of(facts: Facts, row: RequestStatistics, share: FieldShare) -> SetApart | None:
    if not share.failed:
        return None
    others = [
        (each, same.well)
        for each in facts.requests
        if (each.service, each.method, each.route) == (row.service, row.method, row.route) and each is not row
        for same in each.shares
        if (same.name, same.value) == (share.name, share.value) and same.well
    ]
    chance = min(1.0, by_chance(share) * max(row.compared, 1))
    if chance > _CHANCE or not (share.well or others):
        return None
    most = max(others, key=lambda each: (each[1], each[0].id), default=None)
    return SetApart(row, share, chance, most)


def by_chance(share: FieldShare) -> float:
    """The chance of so many with the value among the failed, were they drawn from all alike (Fisher's exact test)."""
    drawn, others, having = share.of_failed, share.of_well, share.failed + share.well
    whole = math.comb(drawn + others, having)
    ways = (
        math.comb(drawn, failed) * math.comb(others, having - failed)
        for failed in range(share.failed, min(drawn, having) + 1)
    )
    return sum(ways) / whole if whole else 1.0


def _claim(finding: Finding, each: SetApart, number: int) -> Claim:
    share, row = each.share, each.record
    template = (
        "{title}: of the failed requests to {route} on {revision} that tell {name}, {failed} of {of_failed} have "
        "{value}; of those answered well, {well} of {of_well} do"
    )
    values = [
        Value(name="title", form="text", value=finding.title),
        Value(name="route", form="name", value=f"{row.method} {row.route}"),
        Value(name="revision", form="name", value=row.revision),
        Value(name="name", form="name", value=share.name),
        Value(name="value", form="name", value=share.value),
        *(
            Value(name=name, form="number", value=getattr(share, name))
            for name in ("failed", "of_failed", "well", "of_well")
        ),
    ]
    cites = {row.id}
    if each.elsewhere:
        other, times = each.elsewhere
        template += ", and {other} answered {times} with it well"
        values.append(Value(name="other", form="name", value=other.revision))
        values.append(Value(name="times", form="number", value=times))
        cites.add(other.id)
    values.append(Value(name="compared", form="number", value=row.compared))
    return Claim(
        id=f"claim-apart-{number}-{finding.id}",
        kind="derived",
        template=f"{template}. {{compared}} values of fields were compared, in a bounded number of requests.",
        values=tuple(values),
        cites=tuple(sorted(cites)),
    )

"""Which revision keeps the traffic, and what each deployment changed field by field, as statements of fact."""

from collections.abc import Iterator
from itertools import pairwise

from incidents.analysis.deployments.changed_settings import changed_settings
from incidents.analysis.facts import Facts
from incidents.model.claim import Claim, Value
from incidents.model.evidence import PlatformEvent
from incidents.model.window import Serving

_MOST_FIELDS = 12


def drift(facts: Facts) -> Iterator[Claim]:
    """For each service of the scope: the traffic, then one statement for each pair of successive revisions."""
    for service in facts.sealed.scope.service_names:
        known = [*facts.window.baseline.of(service), *facts.window.candidate.of(service)]
        yield from _traffic(facts, service, known)
        for old, new in pairwise(known):
            if new.revision in facts.new_revisions:
                yield from _changes(facts, old, new)


def _traffic(facts: Facts, service: str, known: list[Serving]) -> Iterator[Claim]:
    """Nothing where no share was read; a revision that was refused keeps its predecessor's users unharmed."""
    shares = [(each, each.percent) for each in known if each.percent]
    if not shares:
        yield from _asked_for(facts, service)
        return
    names = " and ".join(f"{percent} percent of its traffic to {each.revision}" for each, percent in shares)
    refused = [each for each in known if each.ready is False and not each.percent]
    template = "When the evidence was collected, {service} sent {shares}"
    values = [Value(name="service", form="name", value=service), Value(name="shares", form="text", value=names)]
    if refused:
        what = "take none, so their failures" if len(refused) > 1 else "takes none, so its failure"
        template += f"; {{refused}} never became ready and {what} reached no user"
        values.append(Value(name="refused", form="text", value=" and ".join(each.revision for each in refused)))
    elif len(shares) > 1:
        template += ": a rollout is in progress"
    cites = tuple(sorted({each.evidence for each in (*(each for each, _ in shares), *refused)}))
    yield Claim(
        id=f"claim-traffic-{service}", kind="observed", template=f"{template}.", values=tuple(values), cites=cites
    )


def _asked_for(facts: Facts, service: str) -> Iterator[Claim]:
    """What the newest deployment asked for, where nobody read how the traffic is shared."""
    events = [each for each in facts.of(PlatformEvent) if each.service == service and each.traffic]
    newest = max(events, key=lambda each: (each.last, each.id), default=None)
    shares = [each for each in newest.traffic if each.percent] if newest else []
    if newest is None or not shares:
        return
    names = " and ".join(f"{each.percent} percent to {each.revision or 'the latest ready revision'}" for each in shares)
    yield Claim(
        id=f"claim-traffic-{service}",
        kind="observed",
        template="At {at}, {service} was told to send {shares}; how it shared its traffic since was not read.",
        values=(
            Value(name="at", form="time", value=str(newest.last)),
            Value(name="service", form="name", value=service),
            Value(name="shares", form="text", value=names),
        ),
        cites=(newest.id,),
    )


def _changes(facts: Facts, old: Serving, new: Serving) -> Iterator[Claim]:
    changed = changed_settings(facts.revisions[old.revision], facts.revisions[new.revision])
    if changed is None:
        return
    said = [f"{path} from {_set(before)} to {_set(after)}" for path, before, after in changed[:_MOST_FIELDS]]
    said += [f"and {len(changed) - _MOST_FIELDS} more"] if len(changed) > _MOST_FIELDS else []
    what = "these settings differ: {fields}" if said else "no setting differs"
    yield Claim(
        id=f"claim-drift-{facts.revisions[new.revision].id}",
        kind="derived",
        template=f"From {{old}} to {{new}} {what}.",
        values=(
            Value(name="old", form="name", value=old.revision),
            Value(name="new", form="name", value=new.revision),
            *((Value(name="fields", form="text", value="; ".join(said)),) if said else ()),
        ),
        cites=tuple(sorted((old.evidence, new.evidence))),
    )


def _set(value: str | None) -> str:
    return "not set" if value is None else value

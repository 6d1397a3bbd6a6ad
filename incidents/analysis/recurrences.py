"""What comes again across stored incidents: only from two stored incidents on can anything."""

from collections.abc import Iterator, Sequence

from incidents.analysis.facts import Facts
from incidents.model.cause import Chain
from incidents.model.claim import Claim, Value
from incidents.model.evidence import EarlierFailure
from incidents.model.finding import Finding
from incidents.model.record import digest
from incidents.model.recurrence import Recurrence
from incidents.model.same_finding import about_the_same

_SURE = ("confirmed", "probable")
_LISTED = 5
_SAYS = {
    "failure": "{name} stands in {count} too: {incidents}.",
    "mechanism": "The leading cause of a failure here and in {count} is of the kind {name}: {incidents}.",
    "component": "{name} failed in {count} too: {incidents}.",
}

Found = tuple[Recurrence, Claim]


def recurrences(
    facts: Facts, findings: Sequence[Finding], chains: Sequence[Chain]
) -> tuple[tuple[Recurrence, ...], tuple[Claim, ...]]:
    """Failures, then kinds of causes, then components, with a sentence for each; or one that nothing comes again.

    What fails in no more than one stored incident, this one, gives a sentence that says just that.
    """
    failing = [each for each in findings if each.state != "resolved" and each.kind != "authenticity"]
    if not failing:
        return (), ()
    earlier = facts.of(EarlierFailure)
    if not facts.sealed.stored_before:
        said = "No earlier incident of these services that can be read is stored"
        text = f"{said}, so nothing can be said across incidents."
        return (), (Claim(id="claim-recurrence-alone", kind="unknown", template=text),)
    failures = list(_failures(facts, failing, earlier))
    others = [*_mechanisms(facts, failing, chains, earlier), *_components(facts, failing, earlier)]
    found = [*failures, *(each for each in others if not _said_by(each[0], failures))]
    if not found:
        return (), (_nothing(len(facts.sealed.stored_before), failing, earlier),)
    return tuple(each for each, _ in found), tuple(claim for _, claim in found)


def _failures(facts: Facts, failing: Sequence[Finding], earlier: Sequence[EarlierFailure]) -> Iterator[Found]:
    for finding in failing:
        same = [each for each in earlier if about_the_same(each, finding)]
        if same:
            yield _found(facts, "failure", finding.title, [finding], same)


def _mechanisms(
    facts: Facts, failing: Sequence[Finding], chains: Sequence[Chain], earlier: Sequence[EarlierFailure]
) -> Iterator[Found]:
    """Only causes that are at least probable: what is possible may be of any kind."""
    leads = {chain.finding: lead for chain in chains if (lead := chain.lead) and lead.confidence in _SURE}
    for rule in sorted({lead.rule for lead in leads.values()}):
        here = [each for each in failing if each.id in leads and leads[each.id].rule == rule]
        same = [each for each in earlier if each.cause == rule and each.confidence in _SURE]
        if here and same:
            yield _found(facts, "mechanism", rule, here, same)


def _components(facts: Facts, failing: Sequence[Finding], earlier: Sequence[EarlierFailure]) -> Iterator[Found]:
    for name in sorted({each.component for each in failing if each.component}):
        here = [each for each in failing if each.component == name]
        same = [each for each in earlier if each.component == name]
        if same:
            yield _found(facts, "component", name, here, same)


def _said_by(other: Recurrence, failures: Sequence[Found]) -> bool:
    """Whether the same failures in the same incidents say it already."""
    of_it = [failure for failure, _ in failures if set(failure.findings) <= set(other.findings)]
    return set(other.incidents) <= {incident for failure in of_it for incident in failure.incidents}


def _found(facts: Facts, what: str, name: str, here: Sequence[Finding], same: Sequence[EarlierFailure]) -> Found:
    seen = {each.incident for each in same}
    incidents = tuple(each for each in facts.sealed.stored_before if each in seen)
    more = f" and {len(incidents) - _LISTED} more" if len(incidents) > _LISTED else ""
    count = "1 earlier stored incident" if len(incidents) == 1 else f"{len(incidents)} earlier stored incidents"
    claim = Claim(
        id=f"claim-recurrence-{digest(what, name, *(each.id for each in here))}",
        kind="hypothesis" if what == "mechanism" else "derived",
        template=_SAYS[what],
        values=(
            Value(name="name", form="quote" if what == "failure" else "name", value=name),
            Value(name="count", form="text", value=count),
            Value(name="incidents", form="text", value=", ".join(incidents[-_LISTED:]) + more),
        ),
        cites=tuple(sorted({*(each.id for each in same), *(each.primary[0] for each in here)})),
    )
    recurrence = Recurrence.model_validate(
        {
            "id": claim.id.removeprefix("claim-"),
            "what": what,
            "name": name,
            "incidents": incidents,
            "findings": tuple(each.id for each in here),
            "claim": claim.id,
        }
    )
    return recurrence, claim


def _nothing(stored: int, failing: Sequence[Finding], earlier: Sequence[EarlierFailure]) -> Claim:
    cites = earlier or failing
    return Claim(
        id="claim-recurrence-none",
        kind="derived",
        template="No failure, no component and no kind of cause that is at least probable is in this incident and in "
        "one of the {stored} that were read of those stored before it.",
        values=(Value(name="stored", form="number", value=stored),),
        cites=tuple(sorted(each.id if isinstance(each, EarlierFailure) else each.primary[0] for each in cites)),
    )

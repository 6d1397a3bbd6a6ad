"""Whom and what the evidence cannot tell of, said outright so that nobody reads it into a report."""

from incidents.analysis.facts import Facts
from incidents.analysis.tested.environment import is_production
from incidents.model.claim import Claim, Value


def beyond_sight(facts: Facts) -> tuple[Claim, ...]:
    """About people always; about production where the scope is another environment."""
    environment = facts.sealed.scope.environment
    where = (Value(name="environment", form="text", value=environment),)
    people = Claim(
        id="claim-beyond-people",
        kind="unknown",
        template="How many customers or other real users were affected is not known: what was read of {environment} "
        "counts entries, requests and tests, and tells no person from another.",
        values=where,
    )
    if is_production(environment):
        return (people,)
    production = Claim(
        id="claim-beyond-production",
        kind="unknown",
        template="Production was not observed: everything that was read belongs to {environment}.",
        values=where,
    )
    return people, production

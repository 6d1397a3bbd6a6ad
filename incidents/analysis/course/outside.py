"""Whether a failure came from outside of what was deployed: another party that failed, or too little room."""

from incidents.analysis.course.onset import served_well_before
from incidents.analysis.course.outside_words import Outside
from incidents.analysis.facts import Facts
from incidents.model.cause import Answer, Chain
from incidents.model.finding import Finding

EXTERNAL = "external-party"
CAPACITY = "capacity"
OTHER_END = "other-end"
CLOCKS = "clocks"
ONE_ITEM = "one-item"
_WORDS: dict[str, Outside] = {CAPACITY: "capacity", EXTERNAL: "external", OTHER_END: "external", CLOCKS: "external"}
"""Of each rule of a cause from outside the word for the whole; room that ran out comes before what then failed."""


def outside(facts: Facts, findings: list[Finding], chains: list[Chain]) -> Outside | None:
    """The word for it where every failure of a service began late on a good revision and no change is probable.

    Refuted by one failure that was there from its revision's first requests on, or by a probable cause.
    """
    failing = [each for each in findings if each.kind in ("log", "request") and each.state in ("new", "worse")]
    ids = {each.id for each in failing}
    probable = any(
        isinstance(why, Answer) and why.cause.change and why.cause.confidence in ("probable", "confirmed")
        for chain in chains
        if chain.finding in ids
        for why in chain.whys
    )
    if not failing or probable or not all(served_well_before(facts, each) for each in failing):
        return None
    leads = {chain.lead.rule for chain in chains if chain.finding in ids and chain.lead is not None}
    return next((word for rule, word in _WORDS.items() if rule in leads), None)

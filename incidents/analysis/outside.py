"""Whether a failure came from outside of what was deployed: another party that failed, or too little room."""

from incidents.analysis.facts import Facts
from incidents.analysis.onset import served_well_before
from incidents.analysis.outside_words import Outside, text_of, words_of
from incidents.model.cause import Answer, Chain
from incidents.model.finding import Finding

OTHER_END = "other-end"
"""The rule of a cause that tells of the other end of a connection."""


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
    leads = [chain.lead for chain in chains if chain.finding in ids]
    named = words_of("\n".join(text_of(facts, each) for each in failing))
    if named is None and any(lead is not None and lead.rule == OTHER_END for lead in leads):
        return "external"
    return named.outside if named else None

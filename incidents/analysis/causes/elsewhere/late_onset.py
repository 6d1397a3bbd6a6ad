"""A failure that began on a revision which had served well, with nothing deployed in between or at all.

Claims: another party failed, or room ran out, as the messages say. Refuted by a failure that is there from the first
requests of its revision on, by a change that the messages name, by a host that is no one else's, or, of room that ran
out for the first time, by no more to do than before.
"""

from collections.abc import Sequence

from incidents.analysis.causes.elsewhere.foreign_host import hosts
from incidents.analysis.causes.rivals import open_rivals
from incidents.analysis.causes.suspect import Suspect
from incidents.analysis.course.load import rose
from incidents.analysis.course.onset import good_requests_before, never_deployed, routes_before, served_well_before
from incidents.analysis.course.outside import CAPACITY, EXTERNAL, OTHER_END
from incidents.analysis.course.outside_words import Outside, Words, words_of
from incidents.analysis.course.symptom import Symptom
from incidents.analysis.facts import Facts
from incidents.model.cause import Cause
from incidents.model.finding import Finding
from incidents.model.record import digest

_RULES: dict[Outside, str] = {"external": EXTERNAL, "capacity": CAPACITY}
_MARKS = " \"':{}[](),"


def cause(facts: Facts, finding: Finding, symptom: Symptom) -> Cause | None:
    """The cause, where the messages tell of one; a late onset alone tells no cause."""
    if not served_well_before(facts, finding):
        return None
    words = words_of(symptom.message)
    called = hosts(facts, symptom.revision, symptom.message)
    if words is None or (words.outside == "external" and called.all_ours):
        return None
    if words.outside == "capacity" and not _asked_for_more(facts, finding):
        return None
    return _cause(facts, finding, symptom, words, called.foreign)


def _asked_for_more(facts: Facts, finding: Finding) -> bool:
    """Unless as much was asked before: then the room would have run out before, as it may have, too."""
    return rose(facts, finding) is not False or (finding.before is not None and finding.before.n > 0)


def beside(cause: Cause, deployed: Sequence[Suspect]) -> Cause:
    """The same cause; where another service was deployed shortly before it began, no more than possible."""
    if not deployed or cause.rule not in (EXTERNAL, CAPACITY, OTHER_END):
        return cause
    return cause.model_copy(update={"confidence": "possible", "rivals": open_rivals(deployed)})


def _cause(facts: Facts, finding: Finding, symptom: Symptom, words: Words, called: tuple[str, ...]) -> Cause:
    good, cites = good_requests_before(facts, finding)
    rule, said = _RULES[words.outside], words.said
    named = f" (`{called[0]}`)" if len(called) == 1 else ""
    claims = {
        EXTERNAL: (
            f"another party that {finding.service} calls{named} failed",
            "its answers are passed on as failures",
            "the other party's own records of the same minutes",
        ),
        CAPACITY: (
            f"{finding.service} ran out of room",
            "what finds no room is refused or waits until it is",
            "the service's metrics of instances, connections and memory in the same minutes",
        ),
    }
    claim, mechanism, missing = claims[rule]
    asked = "requests to the routes that failed" if routes_before(facts, finding) else "requests"
    against = f"a change behind it, which would have failed from the first requests of {symptom.revision} on"
    found, since = "it served well before", f"after {symptom.revision} had answered"
    if never_deployed(facts, finding):
        against, found = f"a deployment of {finding.service} in the window, which could be behind it", "none was read"
        since = f"after {finding.service}, of which nothing was deployed in the window, had answered"
    return Cause(
        id=f"cause-{digest(finding.id, rule)}",
        effect=finding.id,
        rule=rule,
        claim=f"{claim}, {since} {good} {asked} without a server error; the messages say “{said.strip(_MARKS)}”",
        mechanism=mechanism,
        change=None,
        evidence_for=tuple(sorted({*finding.primary, *cites})),
        looked_for=f"{against}; {found}",
        counterfactual=None,
        confidence="probable",
        missing=missing,
    )

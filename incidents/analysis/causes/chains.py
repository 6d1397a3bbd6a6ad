"""Chains: for each finding the leading link with its rivals, or the reason why there is none."""

from incidents.analysis.causes import changed_code, changed_setting
from incidents.analysis.causes.suspect import Suspect
from incidents.analysis.causes.symptom import symptom_of
from incidents.analysis.facts import Facts
from incidents.model.cause import Answer, Cause, Chain, Rival, Stop
from incidents.model.finding import Finding
from incidents.model.record import digest


def chain(facts: Facts, finding: Finding) -> Chain:
    """One chain for one finding; it stops where the evidence stops."""
    if finding.state == "persisting":
        text = "the failure was there before the window began, so nothing in the window led to it"
        return _stopped(finding, "outside-window", text, "incident build --since <an earlier point>")
    symptom = symptom_of(facts, finding)
    found = [*changed_code.suspects(facts, finding, symptom), *changed_setting.suspects(facts, symptom)]
    ranked = sorted(found, key=lambda each: (-each.weight, each.claim))
    if not ranked:
        text = "no change that was collected touches what the evidence names"
        return _stopped(finding, "not-collected", text, f"incident show {finding.id}")
    cause = _cause(finding, ranked[0], ranked[1:4])
    text = "no record that was read says why this change was made"
    query = f"git show {ranked[0].change.commit}" if ranked[0].change.commit else f"incident show {ranked[0].cites[0]}"
    stop = Stop(effect=cause.id, reason="needs-a-person", text=text, query=query)
    return Chain(finding=finding.id, whys=(Answer(cause=cause), stop))


def _stopped(finding: Finding, reason: str, text: str, query: str) -> Chain:
    stop = Stop.model_validate({"effect": finding.id, "reason": reason, "text": text, "query": query})
    return Chain(finding=finding.id, whys=(stop,))


def _cause(finding: Finding, lead: Suspect, others: list[Suspect]) -> Cause:
    tied = bool(others) and others[0].weight == lead.weight
    return Cause(
        id=f"cause-{digest(finding.id, lead.claim)}",
        effect=finding.id,
        rule=lead.rule,
        claim=lead.claim,
        mechanism=lead.mechanism,
        change=lead.change,
        evidence_for=tuple(sorted({*finding.primary, *lead.cites})),
        looked_for="the same failure on the baseline side, which would rule the change out; its state is "
        + finding.state,
        rivals=tuple(_rival(each) for each in others),
        counterfactual=None,
        confidence="possible" if tied else lead.confidence,
        missing="a run of the same requests or tests with this change taken back",
    )


def _rival(suspect: Suspect) -> Rival:
    return Rival(
        claim=suspect.claim,
        separating=f"undo this change alone and see whether the failure stays ({suspect.mechanism})",
        confidence="possible",
        cites=suspect.cites,
    )

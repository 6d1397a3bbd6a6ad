"""What two builds decide: whether the deployment stays, and where the traffic could go back to."""

from incidents.model.decision import Decision
from incidents.model.incident import Incident
from reports.difference.change import Change, Verdict
from reports.sections.criteria import WORDS


def changed_decision(before: Incident, now: Incident) -> Change | None:
    """None where both decide the same; other criteria that lead to the same word are told by what they say."""
    was, is_ = _word(before.decision), _word(now.decision)
    if was == is_:
        return None
    verdict = _of_words(was, is_)
    return Change("decision", verdict.movement, "decision", _decided(before), _decided(now), verdict.why)


def changed_way_back(before: Incident, now: Incident) -> Change | None:
    was, is_ = before.rollback.target, now.rollback.target
    if was == is_:
        return None
    verdict = Verdict("contradicted", "another revision is proposed")
    if was is None:
        verdict = Verdict("added", "a revision to go back to is proposed")
    elif is_ is None:
        verdict = Verdict("withdrawn", "no revision to go back to is proposed any more")
    return Change("way back", verdict.movement, "rollback", _way_back(before), _way_back(now), verdict.why)


def _of_words(was: str | None, is_: str | None) -> Verdict:
    if was is None:
        return Verdict("added", "nothing was decided before")
    if is_ is None:
        return Verdict("withdrawn", "nothing is decided any more")
    told = f"{was} became {is_}"
    if "cannot tell" not in (was, is_):
        return Verdict("contradicted", told)
    return Verdict("weakened" if is_ == "cannot tell" else "strengthened", told)


def _word(decision: Decision | None) -> str | None:
    return WORDS[decision.word] if decision else None


def _decided(incident: Incident) -> str | None:
    decision = incident.decision
    if decision is None:
        return None
    reason = next(each.text for each in incident.claims if each.id == decision.claim)
    return f"{_word(decision)}: {reason}"


def _way_back(incident: Incident) -> str:
    return f"{incident.rollback.target or 'none'}: {incident.rollback.reason}"

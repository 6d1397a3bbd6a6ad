"""How sure a cause is, and what each word means; the words are used nowhere in another sense.

confirmed: the failure names what was changed, and it ended when the change was taken back while as much was served.
probable: the failure names what was changed, no other change is named as closely, and it was not there before, or
clearly less.
possible: something ties the change to the failure, and the same could be said of another change, or by chance.
refuted: a record rules it out.
"""

from collections.abc import Sequence

from incidents.analysis.causes.ranking import in_stack
from incidents.analysis.causes.settings import memory_limit, memory_share, more_at_once, room
from incidents.analysis.causes.suspect import BY_CHANCE, Suspect
from incidents.model.cause import Confidence

_AS_CLOSE = 0.95
_ON_THE_SAME = (
    frozenset({room.RULE.name, more_at_once.RULE.name}),
    frozenset({memory_limit.RULE.name, memory_share.RULE.name}),
)


def _by_stack(suspect: Suspect) -> bool:
    """Whether nothing but the stack, and what chance may explain, ties it."""
    ties = (tie for tie in suspect.ties if tie.rule not in BY_CHANCE)
    return all(tie.rule in (in_stack.NAME, in_stack.FILE, in_stack.BELOW) for tie in ties)


def open_beside(other: Suspect, lead: Suspect) -> bool:
    """Whether a setting is as likely as a commit of which only the place, and no line of it, is in the stack.

    What is set for the first time is read by nothing that ran before.
    """
    beside = other.change.setting is not None and other.change.before is not None and other.service is None
    return beside and lead.change.commit is not None and _by_stack(lead) and not any(map(in_stack.on_line, lead.ties))


def _as_close(other: Suspect, lead: Suspect) -> bool:
    """Settings of one revision that act in the same way, or on the same, stand together and are no rivals.

    A stack shows where it went wrong, not what was wrong: beside it any tie of another kind is a rival, and what
    calls the place where it went wrong is none.
    """
    if _set_together(other, lead):
        return False
    if open_beside(other, lead) or (_by_stack(lead) and not _by_stack(other)):
        return True
    return other.strong and other.closest == lead.closest and other.score >= _AS_CLOSE * lead.score


def _set_together(other: Suspect, lead: Suspect) -> bool:
    rules = {other.ties[0].rule, lead.ties[0].rule}
    alike = len(rules) == 1 or any(rules <= each for each in _ON_THE_SAME)
    return bool(lead.change.setting and other.change.revision == lead.change.revision and alike)


def confidence(
    lead: Suspect, others: Sequence[Suspect], *, ended_without_it: bool, compared: bool = True
) -> Confidence:
    """Without `compared` nothing tells whether it was there before."""
    if not lead.strong or not compared:
        return "possible"
    rivals = [each for each in others if _as_close(each, lead)]
    if rivals:
        return "possible"
    # What took one of them back most likely took back the others: it does not tell which it was.
    alone = not any(each.ties[0].rule != lead.ties[0].rule and _set_together(each, lead) for each in others)
    return "confirmed" if ended_without_it and alone else "probable"

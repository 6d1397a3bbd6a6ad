"""Findings that another service's deployment led to."""

from incidents.analysis.causes.neighbour.suspects import DEPLOYED
from incidents.analysis.facts import Facts
from incidents.model.cause import Cause, ChangeRef
from incidents.model.evidence import Revision
from incidents.model.finding import Finding

_SURE = ("probable", "confirmed")


def deployed_elsewhere(facts: Facts, finding: Finding, lead: Cause | None) -> Revision | None:
    """The revision of another service that probably led to the finding."""
    if lead is None or lead.change is None or lead.confidence not in _SURE:
        return None
    return _of_another(facts, finding, lead.change)


def may_be_elsewhere(facts: Facts, finding: Finding, lead: Cause | None) -> Revision | None:
    """The revision of another service that only its time and a link tie to the finding."""
    if lead is None or lead.change is None or lead.rule != DEPLOYED:
        return None
    return _of_another(facts, finding, lead.change)


def _of_another(facts: Facts, finding: Finding, change: ChangeRef) -> Revision | None:
    revision = facts.revisions.get(change.revision or "")
    return revision if revision and finding.service and revision.service != finding.service else None

"""Findings that another service's deployment led to, and those that no deployment takes back."""

from collections.abc import Iterable

from incidents.analysis.causes.code import dropped_schema
from incidents.analysis.causes.neighbour.suspects import DEPLOYED, DROPPED
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


def taken_for_good(lead: Cause | None) -> bool:
    """Whether what fails asks for what a migration took out of the database, which no revision brings back."""
    return lead is not None and lead.rule in (DROPPED, dropped_schema.NAME) and lead.confidence in _SURE


def why_gone(findings: Iterable[tuple[Finding, Cause | None]]) -> str:
    """Of findings that ask for what is gone for good."""
    pairs = list(findings)
    commits = dict.fromkeys(lead.change.commit for _, lead in pairs if lead and lead.change and lead.change.commit)
    names = " and ".join(f"commit {sha[:12]}" for sha in commits)
    services = " and ".join(dict.fromkeys(each.service for each, _ in pairs if each.service))
    return (
        f"a migration of {names} took away what {services} asks for, and an earlier revision does not bring it back; "
        "a migration that adds it again would"
    )

"""From an incident to the drafts of its issues: one problem an issue, as many as a run may file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from incidents.errors import TemplateError
from incidents.model.evidence import AnyEvidence
from incidents.model.finding import Finding, Level
from incidents.model.incident import Incident
from incidents.model.issue_draft import BlockedBy, IssueDraft
from reports.issues.body.view import issue_view
from reports.issues.identity import fingerprints
from reports.issues.titles import title_of
from reports.urgency import by_urgency
from templates.environment import TemplateFaultError, environment, fill

TEMPLATE = "issue.md.j2"
_AGAIN = "the service that it waits for answers again"


@dataclass(frozen=True)
class Unfiled:
    """A finding without a draft, and why."""

    finding: str
    title: str
    level: Level
    reason: str


@dataclass(frozen=True)
class Drafted:
    """A draft or a reason for every finding, the most urgent first."""

    drafts: tuple[IssueDraft, ...]
    unfiled: tuple[Unfiled, ...]


def drafted(
    incident: Incident,
    evidence: Mapping[str, AnyEvidence],
    *,
    most: int,
    templates: Path | None = None,
) -> Drafted:
    """At most `most` drafts; raises TemplateError before anything is returned."""
    chosen, unfiled = choice(incident, most)
    prints = fingerprints(incident.findings)
    try:
        filling = environment(templates)
        bodies = [fill(filling, TEMPLATE, {"issue": issue_view(each, incident, evidence)}) for each in chosen]
    except TemplateFaultError as fault:
        raise TemplateError(str(fault)) from fault
    drafts = [_draft(each, incident, prints, body) for each, body in zip(chosen, bodies, strict=True)]
    return Drafted(tuple(drafts), unfiled)


def choice(incident: Incident, most: int) -> tuple[tuple[Finding, ...], tuple[Unfiled, ...]]:
    """The findings that get a draft, and the others with the reason, each the most urgent first."""
    ordered = by_urgency(incident.findings)
    wrong = [each for each in ordered if each.state != "resolved"]
    beyond = f"`most` of [issues] allows {most} a run, and these are less urgent"
    over = "it is over: the candidate side shows it no more"
    left = [unfiled(each, incident, beyond) for each in wrong[most:]]
    left += [unfiled(each, incident, over) for each in ordered if each.state == "resolved"]
    return tuple(wrong[:most]), tuple(left)


def unfiled(finding: Finding, incident: Incident, reason: str) -> Unfiled:
    return Unfiled(finding.id, title_of(finding, incident), finding.priority.level, reason)


def _draft(finding: Finding, incident: Incident, prints: Mapping[str, str], body: str) -> IssueDraft:
    blocks = [each for each in incident.blocks if each.blocked == finding.id]
    titles = {each.id: each.title for each in incident.findings}
    draft = IssueDraft(
        fingerprint=prints[finding.id],
        title=title_of(finding, incident),
        body=body,
        labels=(),
        priority=finding.priority,
        blocked_by=tuple(
            BlockedBy(fingerprint=prints[each.blocker], path=each.path, cites=each.cites) for each in blocks
        ),
    )
    if blocks:
        ends = " and ".join(f"“{titles[each.blocker]}” is done" for each in blocks)
        return draft.model_copy(update={"state": "blocked", "until": ends})
    if incident.verdict == "external" and finding.state in ("new", "worse"):
        return draft.model_copy(update={"state": "deferred", "until": _AGAIN})
    return draft

"""All that the template of the worklog prints, section by section in the order of the document."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidents.model.evidence import AnyEvidence
from incidents.model.incident import Incident
from reports.citations import Citations, Note
from reports.figures import counted
from reports.sections import headline
from reports.sections.changes import Changes, changes
from reports.sections.coverage import Footer, ReadingRow, footer, reading_rows
from reports.sections.criteria import CriterionRow, criterion_rows, decision_line
from reports.sections.effects import FindingRow, finding_rows
from reports.sections.follow_up import Horizon, Unknown, horizons, unknowns
from reports.sections.issue_order import IssueOrder, order_of_issues
from reports.urgency import failing
from reports.worklog.inheritance import InheritedRow, inherited_rows
from reports.worklog.sessions import SessionRow, StepRow, session_rows, step_rows
from templates.outside_text import code
from templates.safe import Safe, filled, joined


@dataclass(frozen=True)
class WorklogView:
    name: Safe
    preliminary: bool
    verdict: Safe
    where: Safe
    window: Safe
    decision: Safe | None
    left: Safe
    basis: Safe
    baseline: Safe | None
    sessions: tuple[SessionRow, ...]
    changes: Changes
    inherited: tuple[InheritedRow, ...]
    more_inherited: int
    steps: tuple[StepRow, ...]
    more_steps: int
    findings: tuple[FindingRow, ...]
    criteria: tuple[CriterionRow, ...]
    horizons: tuple[Horizon, ...]
    order: IssueOrder | None
    unknowns: tuple[Unknown, ...]
    readings: tuple[ReadingRow, ...]
    footer: Footer
    notes: tuple[Note, ...]


def worklog_view(incident: Incident, evidence: Mapping[str, AnyEvidence]) -> WorklogView:
    # Footnotes are numbered by first citation, so the sections are made in the order in which they are read.
    citations = Citations(incident, evidence)
    verdict = headline.verdict(incident, citations)
    window = headline.side(incident.window.candidate, citations)
    decision = decision_line(incident, incident.decision, citations) if incident.decision else None
    sessions = session_rows(incident, citations)
    changed = changes(incident, evidence, citations)
    steps, more_steps = step_rows(incident, evidence, citations)
    found = finding_rows(incident, citations)
    inherited, more_inherited = inherited_rows(incident, evidence, citations)
    criteria = criterion_rows(incident, citations)
    order = order_of_issues(incident, citations)
    return WorklogView(
        name=code(incident.name),
        preliminary=headline.is_preliminary(incident),
        verdict=verdict,
        where=headline.where(incident),
        window=window,
        decision=decision,
        left=_left(incident),
        basis=headline.basis(incident),
        baseline=code(incident.baseline) if incident.baseline else None,
        sessions=sessions,
        changes=changed,
        inherited=inherited,
        more_inherited=more_inherited,
        steps=steps,
        more_steps=more_steps,
        findings=found,
        criteria=criteria,
        horizons=horizons(incident),
        order=order,
        unknowns=unknowns(incident),
        readings=reading_rows(incident),
        footer=footer(incident),
        notes=citations.notes(),
    )


def _left(incident: Incident) -> Safe:
    """What the session leaves behind, counted; the sections below name each."""
    parts = [
        filled("{n} open", n=counted(len(failing(incident.findings)), "findings")),
        filled("{n} proposed", n=counted(len(incident.actions), "actions")),
        counted(len(incident.questions), "open questions"),
    ]
    return joined(", ", parts)

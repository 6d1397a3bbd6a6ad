"""All that the template of the impact report prints, section by section in the order of the document."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidents.model.evidence import AnyEvidence
from incidents.model.incident import Incident
from reports.citations import Citations, Note
from reports.impact.summary import Summary, summary
from reports.sections import headline
from reports.sections.changes import Changes, changes
from reports.sections.coverage import Footer, ReadingRow, footer, reading_rows
from reports.sections.decisions import Options, exposure, options
from reports.sections.effects import DoubtRow, EffectRow, FindingRow, beyond, doubt_rows, effects, finding_rows
from reports.sections.explanations import Explanation, Unexplained, explanations, unexplained
from reports.sections.follow_up import Horizon, Unknown, horizons, observations, unknowns
from reports.sections.issue_order import IssueOrder, order_of_issues
from reports.sections.stated import stated
from reports.sections.timeline import Timeline, timeline
from templates.outside_text import code, text
from templates.safe import Safe


@dataclass(frozen=True)
class ImpactView:
    """`baseline` is the stored incident that was compared with, `notes` the footnotes of everything cited."""

    name: Safe
    preliminary: bool
    over: bool
    harmless: bool
    environment: Safe
    baseline: Safe | None
    summary: Summary
    effects: tuple[EffectRow, ...]
    beyond: tuple[Safe, ...]
    timeline: Timeline
    findings: tuple[FindingRow, ...]
    as_before: tuple[Safe, ...]
    changes: Changes
    explanations: tuple[Explanation, ...]
    unexplained: tuple[Unexplained, ...]
    doubts: tuple[DoubtRow, ...]
    options: Options
    exposure: tuple[Safe, ...]
    observations: tuple[Safe, ...]
    unknowns: tuple[Unknown, ...]
    horizons: tuple[Horizon, ...]
    order: IssueOrder | None
    readings: tuple[ReadingRow, ...]
    footer: Footer
    notes: tuple[Note, ...]


def impact_view(incident: Incident, evidence: Mapping[str, AnyEvidence]) -> ImpactView:
    # Footnotes are numbered by first citation, so the sections are made in the order in which they are read.
    citations = Citations(incident, evidence)
    head = summary(incident, citations)
    affected = effects(incident, citations)
    named = beyond(incident, citations)
    moments = timeline(incident, citations)
    found = finding_rows(incident, citations)
    before = stated(incident, "as-before", citations)
    changed = changes(incident, evidence, citations)
    explained = explanations(incident, citations)
    open_ends = unexplained(incident, citations)
    doubted = doubt_rows(incident, citations)
    choices = options(incident, citations)
    exposed = exposure(incident, citations)
    observed = observations(incident, citations)
    order = order_of_issues(incident, citations)
    return ImpactView(
        name=code(incident.name),
        preliminary=headline.is_preliminary(incident),
        over=headline.is_over(incident),
        harmless=headline.is_harmless(incident),
        environment=text(incident.impact.environment),
        baseline=code(incident.baseline) if incident.baseline else None,
        summary=head,
        effects=affected,
        beyond=named,
        timeline=moments,
        findings=found,
        as_before=before,
        changes=changed,
        explanations=explained,
        unexplained=open_ends,
        doubts=doubted,
        options=choices,
        exposure=exposed,
        observations=observed,
        unknowns=unknowns(incident),
        horizons=horizons(incident),
        order=order,
        readings=reading_rows(incident),
        footer=footer(incident),
        notes=citations.notes(),
    )

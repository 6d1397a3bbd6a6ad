"""All that the template of the test-run report prints, section by section in the order of the document."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidents.model.evidence import AnyEvidence
from incidents.model.incident import Incident
from reports.citations import Citations, Note
from reports.figures import counted
from reports.sections import headline
from reports.sections.coverage import Footer, footer
from reports.sections.criteria import checked_line
from reports.sections.effects import DoubtRow, EffectRow, FindingRow, doubt_rows, effects, finding_rows
from reports.sections.follow_up import Unknown, unknowns
from reports.sections.measured import MeasuredRow, measured_rows
from reports.sections.revisions import RevisionRow, revision_rows
from reports.sections.run_results import RunRow, StandingRow, rate, run_rows, standing_rows, told_runs
from reports.sections.stated import stated
from reports.test_run.comparison import ComparedRow, compared_line, compared_rows
from reports.test_run.failures import FailureGroup, failure_groups
from reports.test_run.selection import PlanRow, plan_rows
from templates.outside_text import code
from templates.safe import Safe, filled, joined


@dataclass(frozen=True)
class RunsView:
    """`latest` is empty without a run in the window, `compared` None where no test was compared."""

    name: Safe
    preliminary: bool
    verdict: Safe
    where: Safe
    window: Safe
    latest: tuple[Safe, ...]
    checked: Safe | None
    basis: Safe
    baseline: Safe | None
    revisions: tuple[RevisionRow, ...]
    categories: tuple[Safe, ...]
    plan: tuple[PlanRow, ...]
    runs: tuple[RunRow, ...]
    standings: tuple[StandingRow, ...]
    contradictions: tuple[Safe, ...]
    doubts: tuple[DoubtRow, ...]
    failures: tuple[FailureGroup, ...]
    more_failures: int
    findings: tuple[FindingRow, ...]
    compared: Safe | None
    reruns: tuple[Safe, ...]
    comparison: tuple[ComparedRow, ...]
    more_compared: int
    measured: tuple[MeasuredRow, ...]
    trends: tuple[Safe, ...]
    effects: tuple[EffectRow, ...]
    unknowns: tuple[Unknown, ...]
    footer: Footer
    notes: tuple[Note, ...]


def view_of_test_runs(incident: Incident, evidence: Mapping[str, AnyEvidence]) -> RunsView:
    # Footnotes are numbered by first citation, so the sections are made in the order in which they are read.
    citations = Citations(incident, evidence)
    verdict = headline.verdict(incident, citations)
    latest = _latest(incident, evidence, citations)
    checked = checked_line(incident, incident.decision, citations) if incident.decision else None
    affected = effects(incident, citations)
    revisions = revision_rows(incident, evidence, citations)
    categories = stated(incident, "category", citations)
    plan = plan_rows(incident, evidence, citations)
    runs = run_rows(incident, evidence, citations)
    standings = standing_rows(incident, evidence, citations)
    contradictions = stated(incident, "contradiction", citations)
    doubts = doubt_rows(incident, citations)
    failures, more_failures = failure_groups(incident, evidence, citations)
    found = finding_rows(incident, citations)
    rerun = stated(incident, "rerun", citations)
    comparison, more_compared = compared_rows(incident, citations)
    return RunsView(
        name=code(incident.name),
        preliminary=headline.is_preliminary(incident),
        verdict=verdict,
        where=headline.where(incident),
        window=headline.side(incident.window.candidate, citations),
        latest=latest,
        checked=checked,
        basis=headline.basis(incident),
        baseline=code(incident.baseline) if incident.baseline else None,
        revisions=revisions,
        categories=categories,
        plan=plan,
        runs=runs,
        standings=standings,
        contradictions=contradictions,
        doubts=doubts,
        failures=failures,
        more_failures=more_failures,
        findings=found,
        compared=compared_line(incident),
        reruns=rerun,
        comparison=comparison,
        more_compared=more_compared,
        measured=measured_rows(incident, evidence, citations),
        trends=(*stated(incident, "trend", citations), *stated(incident, "impossible", citations)),
        effects=affected,
        unknowns=unknowns(incident),
        footer=footer(incident),
        notes=citations.notes(),
    )


def _latest(incident: Incident, evidence: Mapping[str, AnyEvidence], citations: Citations) -> tuple[Safe, ...]:
    """A line for each run in the window, the newest first."""
    lines = []
    for account, run in reversed(told_runs(incident, evidence)):
        if account.side == "before":
            continue
        counts = run.counts
        parts = [counted(counts.executed, "cases executed"), filled("{n} passed", n=counts.passed)]
        parts += [filled("{n} failed", n=counts.failed)] if counts.failed else []
        parts += [counted(counts.errors, "errors")] if counts.errors else []
        parts += [filled("{n} skipped", n=counts.skipped)] if counts.skipped else []
        real = rate(account.real) if account.real else Safe("not judged")
        lines.append(
            filled(
                "{run}: {parts}; real passes {real}.{cites}",
                run=code(run.name),
                parts=joined(", ", parts),
                real=real,
                cites=citations.cite((run.id,)),
            )
        )
    return tuple(lines)

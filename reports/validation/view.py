"""All that the template of the deployment validation prints, section by section in the order of the document."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidents.model.evidence import AnyEvidence
from incidents.model.incident import Incident
from reports.citations import Citations, Note
from reports.sections import headline
from reports.sections.against import AgainstEarlier, against_earlier
from reports.sections.changes import Changes, changes
from reports.sections.coverage import Footer, ReadingRow, footer, reading_rows
from reports.sections.criteria import CriterionRow, checked_line, criterion_rows, decision_line, elsewhere_rows
from reports.sections.decisions import Options, options
from reports.sections.effects import EffectRow, FindingRow, beyond, effects, finding_rows
from reports.sections.follow_up import Horizon, Unknown, horizons, unknowns
from reports.sections.probes import ProbeRow, probe_rows
from reports.sections.revisions import RevisionRow, revision_rows
from reports.sections.routes import RouteRow, route_rows
from reports.sections.signatures import SignatureRow, Words, drawn, other_words, signature_rows, words
from reports.sections.stated import stated
from reports.urgency import failing
from reports.validation.hypotheses import HypothesisRow, hypothesis_rows
from templates.outside_text import code, text
from templates.safe import Safe

_SHOWN = 3


@dataclass(frozen=True)
class Headline:
    """`checked` is None where nothing was checked; `more` counts the failures that are not in the lines."""

    decision: Safe
    checked: Safe | None
    where: Safe
    window: Safe
    compared: Safe
    failing: tuple[Safe, ...]
    more: int
    cause: Safe | None
    basis: Safe


@dataclass(frozen=True)
class ValidationView:
    name: Safe
    preliminary: bool
    over: bool
    harmless: bool
    environment: Safe
    headline: Headline
    criteria: tuple[CriterionRow, ...]
    elsewhere: tuple[CriterionRow, ...]
    revisions: tuple[RevisionRow, ...]
    changes: Changes
    start_ups: tuple[Safe, ...]
    routes: tuple[RouteRow, ...]
    more_routes: int
    probes: tuple[ProbeRow, ...]
    more_probes: Safe | None
    chart: Safe | None
    signatures: tuple[SignatureRow, ...]
    delays: tuple[Safe, ...]
    words: tuple[Words, ...]
    other_words: tuple[Words, ...]
    findings: tuple[FindingRow, ...]
    earlier: AgainstEarlier | None
    hypotheses: tuple[HypothesisRow, ...]
    weighed: tuple[Safe, ...]
    options: Options
    effects: tuple[EffectRow, ...]
    beyond: tuple[Safe, ...]
    horizons: tuple[Horizon, ...]
    unknowns: tuple[Unknown, ...]
    readings: tuple[ReadingRow, ...]
    footer: Footer
    notes: tuple[Note, ...]


def validation_view(incident: Incident, evidence: Mapping[str, AnyEvidence]) -> ValidationView:
    # Footnotes are numbered by first citation, so the sections are made in the order in which they are read.
    citations = Citations(incident, evidence)
    head = _headline(incident, citations)
    criteria = criterion_rows(incident, citations)
    elsewhere = elsewhere_rows(incident, citations)
    revisions = revision_rows(incident, evidence, citations)
    changed = changes(incident, evidence, citations)
    start_ups = stated(incident, "start-up", citations)
    routes, more_routes = route_rows(incident, evidence, citations)
    probes, more_probes = probe_rows(evidence, citations)
    signatures = signature_rows(incident, evidence, citations)
    delays = stated(incident, "delay", citations)
    said = words(incident, evidence, citations)
    others = other_words(incident, evidence, citations)
    findings = finding_rows(incident, citations)
    compared = against_earlier(incident, citations)
    hypotheses = hypothesis_rows(incident, citations)
    weighed = stated(incident, "weighed", citations)
    back = options(incident, citations)
    affected = effects(incident, citations)
    named = beyond(incident, citations)
    return ValidationView(
        name=code(incident.name),
        preliminary=headline.is_preliminary(incident),
        over=headline.is_over(incident),
        harmless=headline.is_harmless(incident),
        environment=text(incident.impact.environment),
        headline=head,
        criteria=criteria,
        elsewhere=elsewhere,
        revisions=revisions,
        changes=changed,
        start_ups=start_ups,
        routes=routes,
        more_routes=more_routes,
        probes=probes,
        more_probes=more_probes,
        chart=drawn(incident, evidence),
        signatures=signatures,
        delays=delays,
        words=said,
        other_words=others,
        findings=findings,
        earlier=compared,
        hypotheses=hypotheses,
        weighed=weighed,
        options=back,
        effects=affected,
        beyond=named,
        horizons=horizons(incident),
        unknowns=unknowns(incident),
        readings=reading_rows(incident),
        footer=footer(incident),
        notes=citations.notes(),
    )


def _headline(incident: Incident, citations: Citations) -> Headline:
    wrong = failing(incident.findings)
    decided = incident.decision
    return Headline(
        decision=decision_line(incident, decided, citations) if decided else Safe("No decision was made."),
        checked=checked_line(incident, decided, citations) if decided else None,
        where=headline.where(incident),
        window=headline.side(incident.window.candidate, citations),
        compared=headline.side(incident.window.baseline, citations),
        failing=headline.failures(incident, _SHOWN, citations),
        more=max(0, len(wrong) - _SHOWN),
        cause=headline.cause(incident, citations),
        basis=headline.basis(incident),
    )

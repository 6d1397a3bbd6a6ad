"""The whole analysis: sealed evidence in, an incident out; the same evidence gives the same incident."""

from incidents.analysis.actions import actions, answers
from incidents.analysis.against_earlier.compared import against_earlier
from incidents.analysis.causes.behind import Behind
from incidents.analysis.causes.chains import explain
from incidents.analysis.causes.common_cause import common_cause
from incidents.analysis.compared.comparisons import comparisons
from incidents.analysis.compared.slower_before import slower_before
from incidents.analysis.course.set_in import dated, in_window
from incidents.analysis.decision.decide import decide
from incidents.analysis.deployments.created_by import creators
from incidents.analysis.deployments.progress import progress
from incidents.analysis.deployments.start_ups import start_ups
from incidents.analysis.facts import Facts
from incidents.analysis.folding import fold
from incidents.analysis.impact.as_before import as_before
from incidents.analysis.impact.impact import impact
from incidents.analysis.inherited import inherited
from incidents.analysis.judged.authenticity import judgements
from incidents.analysis.judged.categories import categories
from incidents.analysis.judged.plan_against_run import plan_against_run, plan_lines
from incidents.analysis.judged.reruns import reruns
from incidents.analysis.judged.run_accounts import accounts
from incidents.analysis.judged.run_ledger import run_accounts
from incidents.analysis.origin.last_changes import origins
from incidents.analysis.rates.metric_history import metric_history
from incidents.analysis.recurrences import recurrences
from incidents.analysis.rules.registry import DOUBTS, RULES
from incidents.analysis.session_acts import sessions
from incidents.analysis.statements import statements
from incidents.analysis.ties.too_few import seldom
from incidents.analysis.timeline import timeline
from incidents.analysis.unknown.questions import distinct, questions
from incidents.analysis.unknown.weighed_changes import weighed_changes
from incidents.analysis.unread.coverage import coverage
from incidents.analysis.unread.log_holes import holes
from incidents.analysis.verdict import verdict
from incidents.analysis.waiting.blocks import blocks
from incidents.analysis.way_back.after_deployment import after_deployment
from incidents.analysis.way_back.rollback import advise
from incidents.model.incident import Incident, IndexEntry
from incidents.model.left_out import LeftOut
from incidents.model.sealed import SealedEvidence


def analyse(sealed: SealedEvidence) -> Incident:
    """Run every rule over the evidence and bind what was found."""
    facts = Facts(sealed)
    folded = fold(facts, [finding for rule in RULES for finding in rule(facts)])
    if began := in_window(facts, folded.findings):
        facts = Facts(sealed, began)
        folded = fold(facts, [finding for rule in RULES for finding in rule(facts)])
    findings = [dated(facts, each) for each in folded.findings]
    readings = (*sealed.collected.readings, *holes(facts))
    doubts = [doubt for rule in DOUBTS for doubt in rule(facts)]
    chains = explain(facts, findings, doubts)
    asked = distinct(
        [*questions(facts, findings, chains, doubts, readings), *(seldom(each) for each in folded.too_few)]
    )
    waiting = tuple(blocks(facts, findings))
    back = advise(facts, findings, chains)
    word, reason = verdict(facts, folded, chains, doubts, readings)
    affected, lines = impact(facts, findings)
    stated = [*lines, *statements(facts, findings, chains, doubts), *accounts(facts)]
    stated += [*categories(facts), *plan_against_run(facts), *metric_history(facts), *coverage(facts)]
    stated += [*common_cause(facts, findings, chains, waiting), *after_deployment(facts, findings), *reruns(facts)]
    stated += [*as_before(facts, findings), *start_ups(facts), *progress(facts), *creators(facts)]
    stated += slower_before(facts, findings)
    stated += [*weighed_changes(facts, findings, chains), *origins(facts, findings)]
    again, of_many = recurrences(facts, findings, chains)
    stated += of_many
    judged = judgements(facts)
    decision, reasons = decide(facts, Behind(findings, chains), affected, judged, stated)
    compared, happened = comparisons(facts), timeline(facts, findings)
    return Incident(
        name=sealed.name,
        scope=sealed.scope,
        policy=sealed.policy,
        window=sealed.window,
        readings=readings,
        index=tuple(_entry(sealed)),
        verdict=word,
        verdict_reason=reason,
        findings=tuple(findings),
        chains=tuple(chains),
        doubts=tuple(doubts),
        rollback=back,
        blocks=waiting,
        impact=affected,
        actions=(*actions(facts, findings, chains, back), *answers(asked, doubts)),
        questions=asked,
        claims=(*stated, *reasons),
        baseline=sealed.baseline,
        comparisons=compared.kept,
        timeline=happened.moments,
        decision=decision,
        runs=run_accounts(facts, judged),
        plan=plan_lines(facts),
        sessions=sessions(facts),
        inherited=inherited(facts, findings),
        against=against_earlier(facts, findings, affected, decision),
        left_out=LeftOut(comparisons=compared.cut, moments=happened.more),
        stored_before=sealed.stored_before,
        recurrences=again,
    )


def _entry(sealed: SealedEvidence) -> list[IndexEntry]:
    return [
        IndexEntry(id=each.id, kind=each.kind, at=each.at, source=each.source, locator=each.locator, hash=each.hash)
        for each in sealed.collected.evidence
    ]

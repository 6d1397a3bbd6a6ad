"""The whole analysis: sealed evidence in, an incident out; the same evidence gives the same incident."""

from incidents.analysis.actions import actions, answers
from incidents.analysis.after_deployment import after_deployment
from incidents.analysis.against_earlier.compared import against_earlier
from incidents.analysis.as_before import as_before
from incidents.analysis.authenticity import judgements
from incidents.analysis.behind import Behind
from incidents.analysis.categories import categories
from incidents.analysis.causes.blocks import blocks
from incidents.analysis.causes.chains import explain
from incidents.analysis.common_cause import common_cause
from incidents.analysis.comparisons import comparisons
from incidents.analysis.coverage import coverage
from incidents.analysis.created_by import creators
from incidents.analysis.decision.decide import decide
from incidents.analysis.facts import Facts
from incidents.analysis.folding import fold
from incidents.analysis.impact import impact
from incidents.analysis.inherited import inherited
from incidents.analysis.log_holes import holes
from incidents.analysis.metric_history import metric_history
from incidents.analysis.plan_against_run import plan_against_run, plan_lines
from incidents.analysis.questions import distinct, questions
from incidents.analysis.recurrences import recurrences
from incidents.analysis.reruns import reruns
from incidents.analysis.rollback import advise
from incidents.analysis.rules.registry import DOUBTS, RULES
from incidents.analysis.run_accounts import accounts
from incidents.analysis.run_ledger import run_accounts
from incidents.analysis.session_acts import sessions
from incidents.analysis.start_ups import start_ups
from incidents.analysis.statements import statements
from incidents.analysis.timeline import timeline
from incidents.analysis.too_few import seldom
from incidents.analysis.verdict import verdict
from incidents.analysis.weighed_changes import weighed_changes
from incidents.model.incident import Incident, IndexEntry
from incidents.model.left_out import LeftOut
from incidents.model.sealed import SealedEvidence


def analyse(sealed: SealedEvidence) -> Incident:
    """Run every rule over the evidence and bind what was found."""
    facts = Facts(sealed)
    folded = fold(facts, [finding for rule in RULES for finding in rule(facts)])
    findings = folded.findings
    readings = (*sealed.collected.readings, *holes(facts))
    doubts = [doubt for rule in DOUBTS for doubt in rule(facts)]
    chains = explain(facts, findings, doubts)
    asked = distinct(
        [*questions(facts, findings, chains, doubts, readings), *(seldom(each) for each in folded.too_few)]
    )
    back = advise(facts, findings, chains)
    word, reason = verdict(facts, folded, chains, doubts, readings)
    affected, lines = impact(facts, findings)
    stated = [*lines, *statements(facts, findings, chains, doubts), *accounts(facts)]
    stated += [*categories(facts), *plan_against_run(facts), *metric_history(facts), *coverage(facts)]
    stated += [*common_cause(facts, findings, chains), *after_deployment(facts, findings), *reruns(facts)]
    stated += [*as_before(facts, findings), *start_ups(facts), *creators(facts)]
    stated += weighed_changes(facts, findings, chains)
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
        blocks=tuple(blocks(facts, findings)),
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

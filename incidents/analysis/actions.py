"""What to do: each from a finding, with the observation that tells that it is done."""

from collections.abc import Iterable

from incidents.analysis.causes.harmless.quiet import is_quiet
from incidents.analysis.course.onset import is_over
from incidents.analysis.course.outside import EXTERNAL, ONE_ITEM, OTHER_END
from incidents.analysis.facts import Facts
from incidents.analysis.rates.level_alone import LEVEL
from incidents.analysis.rules import revision_never_ready, secret_in_log, uncollected_tests
from incidents.analysis.tested.remote_tests import claims_the_service
from incidents.model.cause import Cause, Chain
from incidents.model.evidence import CaseResult
from incidents.model.finding import Finding, FindingKind
from incidents.model.incident import Action, Doubt, Question, Rollback
from incidents.model.record import digest

_GONE = "A deployment with as much traffic shows no such entry and no such answer."
_DONE: dict[FindingKind, str] = {
    "deployment": "A later revision is Ready and takes the traffic.",
    "latency": "The route takes no longer than before, with as much traffic.",
    "authenticity": "A run against the real service has a result of each of these tests.",
    "session": "What was changed is reviewed, and kept or taken back.",
    "metric": "It is measured within its declared limit.",
    "probe": "It answers a probe.",
}


def actions(facts: Facts, findings: list[Finding], chains: list[Chain], rollback: Rollback) -> list[Action]:
    """Now: go back where that helps. Before the next deployment: what is new. Later: what is old."""
    failures = [each for each in findings if each.state in ("new", "worse") and each.kind != "session"]
    found = []
    if rollback.command and failures:
        text = f"Decide whether to send the traffic of {rollback.service} back to {rollback.target}."
        done = f"{rollback.target} takes 100 percent of the traffic, or the decision against it is recorded."
        found.append(_action("now", text, done, failures[0].id))
    leads = {chain.finding: chain.lead for chain in chains}
    return found + [_about(facts, each, leads.get(each.id)) for each in findings]


def answers(questions: Iterable[Question], doubts: Iterable[Doubt]) -> list[Action]:
    """Before the next deployment: what a doubtful result leaves open."""
    doubted = {doubt.reason for doubt in doubts}
    return [
        _action("before-next-deployment", f"Answer: {each.text}", "A real run shows it either way.", each.id)
        for each in questions
        if each.why in doubted
    ]


def _about(facts: Facts, finding: Finding, cause: Cause | None) -> Action:
    if finding.state not in ("new", "worse"):
        return _action("later", f"Look at: {finding.title}.", _done(facts, finding), finding.id)
    if is_quiet(facts, finding):
        verb = "Look at"
    elif finding.kind == "session":
        verb = "Decide what becomes of these changes"
    elif is_over(facts, finding) or revision_never_ready.replaced_by(facts, finding):
        return _about_past(finding, cause)
    elif cause is not None and cause.rule in (EXTERNAL, OTHER_END):
        verb = "Ask the other party about, and settle how to answer while it fails"
    elif cause is not None and cause.rule == ONE_ITEM:
        verb = "Find the one item, set it aside where it is tried no more (a dead letter), and decide who is to take it"
    elif cause is not None and cause.confidence == "confirmed":
        verb = "Fix"
    elif cause is not None and cause.confidence == "probable":
        verb = "Check the probable cause and fix"
    else:
        verb = "Find the cause of and fix"
    return _action("before-next-deployment", f"{verb}: {finding.title}.", _done(facts, finding), finding.id)


def _about_past(finding: Finding, cause: Cause | None) -> Action:
    """A failure that ended needs no fix in what serves; what was taken back comes again unless somebody mends it."""
    if cause is not None and cause.counterfactual:
        text = f"Mend what was taken back before it is deployed again: {finding.title}."
        done = "It is deployed again without the failure, or the decision against it is recorded."
    else:
        text = f"Find out what ended it, or it may come back: {finding.title}."
        done = "The change that ended it is known."
    return _action("before-next-deployment", text, done, finding.id)


def _action(horizon: str, text: str, done: str, because: str) -> Action:
    given = {"horizon": horizon, "text": text, "done_when": done, "because": because}
    return Action.model_validate({"id": f"action-{digest(horizon, text, because)}", **given})


def _done(facts: Facts, finding: Finding) -> str:
    if finding.rule == LEVEL:
        return "It is logged at another level, or it is said what fails by it."
    if finding.rule == secret_in_log.NAME:
        return f"The secret is revoked and replaced. {_GONE}"
    if finding.rule == uncollected_tests.NAME:
        return "The named files are collected in a later run, and all tests that did not run have a result."
    if finding.kind != "test":
        return _DONE.get(finding.kind, _GONE)
    runs = {run.id: run for run in facts.runs}
    cases = [each for key in finding.primary if isinstance(each := facts.records[key], CaseResult)]
    if any(claims_the_service(facts, runs[each.run], each) for each in cases if each.run in runs):
        return "The named tests pass in a run against the real service."
    return "The named tests pass in a later run."

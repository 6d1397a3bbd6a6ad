"""What to do: each from a finding, with the observation that tells that it is done."""

from incidents.model.cause import Chain
from incidents.model.finding import Finding, FindingKind
from incidents.model.incident import Action, Doubt, Question, Rollback
from incidents.model.record import digest

_DONE: dict[FindingKind, str] = {
    "test": "The named tests pass in a run against the real service.",
    "deployment": "A later revision is Ready and takes the traffic.",
    "latency": "The route takes no longer than before, with as much traffic.",
    "authenticity": "A run against the real service has a result of each of these tests.",
    "session": "What was changed is reviewed, and kept or taken back.",
    "metric": "It is measured within its declared limit.",
    "probe": "It answers a probe.",
}


def actions(
    findings: list[Finding], chains: list[Chain], rollback: Rollback, questions: list[Question], doubts: list[Doubt]
) -> list[Action]:
    """Now: go back where that helps. Before the next deployment: what is new. Later: what is old or doubtful."""
    worse = [each for each in findings if each.state in ("new", "worse")]
    found = []
    if rollback.target and worse:
        text = f"Decide whether to send the traffic of {rollback.service} back to {rollback.target}."
        done = f"{rollback.target} takes 100 percent of the traffic, or the decision against it is recorded."
        found.append(_action("now", text, done, worse[0].id))
    leads = {chain.finding: chain.lead for chain in chains}
    for each in findings:
        cause = leads.get(each.id)
        if each.state in ("new", "worse"):
            verb = "Fix" if cause and cause.confidence == "confirmed" else "Find the cause of and fix"
            found.append(_action("before-next-deployment", f"{verb}: {each.title}.", _done(each), each.id))
        else:
            found.append(_action("later", f"Look at: {each.title}.", _done(each), each.id))
    doubted = {doubt.reason for doubt in doubts}
    for question in questions:
        if question.why in doubted:
            text = f"Answer: {question.text}"
            found.append(_action("before-next-deployment", text, "A real run shows it either way.", question.id))
    return list({each.id: each for each in found}.values())


def _action(horizon: str, text: str, done: str, because: str) -> Action:
    given = {"horizon": horizon, "text": text, "done_when": done, "because": because}
    return Action.model_validate({"id": f"action-{digest(horizon, text, because)}", **given})


def _done(finding: Finding) -> str:
    return _DONE.get(finding.kind, "A deployment with as much traffic shows no such entry and no such answer.")

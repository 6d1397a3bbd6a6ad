"""Phrases on sessions, what was done in them, and what was handed over to them."""

from collections import Counter
from collections.abc import Iterator, Mapping

from incidents.model.evidence import AnyEvidence, Commit, OpenIssue, Revision, Statement, TestRun
from incidents.model.incident import Incident
from incidents.model.session_account import Act, Inherited, SessionAccount
from reports.checker.facts.figures import at, counted, marks
from reports.checker.facts.findings import numbers

_KEPT = {True: "yes", False: "no: something changed in it", None: "not declared"}
_AND_KEPT = {True: " and kept", False: " and not kept, as something changed in it", None: ""}
_ISSUES = {"issue-opened": "opened", "issue-updated": "changed", "issue-closed": "closed"}


def of_sessions(incident: Incident, evidence: Mapping[str, AnyEvidence]) -> Iterator[str]:
    for session in incident.sessions:
        yield from _of_session(session)
        for act in session.acts:
            said = _done(act, evidence.get(act.record))
            yield f"⟨Time (UTC)⟩ {at(act.at)} ⟨What⟩ {said}{marks((act.record,))}"
    short = numbers(incident)
    for each in incident.inherited:
        yield from _of_inherited(each, evidence.get(each.record), short)
    left = [f"{counted(len(short), 'finding', 'findings')} open"]
    left.append(f"{counted(len(incident.actions), 'action', 'actions')} proposed")
    left.append(counted(len(incident.questions), "open question", "open questions"))
    yield f"Left: {', '.join(left)}"


def _of_session(session: SessionAccount) -> Iterator[str]:
    kinds = Counter[str](each.kind for each in session.acts)
    commits = [each for each in session.acts if each.kind == "commit"]
    functional = sum(each.sort == "functional" for each in commits)
    others, deployed = len(commits) - functional, sum(bool(each.deployed) for each in commits)
    said = f"{len(commits)} ({functional} functional, {others} of tests or docs, {deployed} deployed)"
    said = said if commits else "none"
    issues = ", ".join(f"{kinds[key]} {word}" for key, word in _ISSUES.items() if kinds[key]) or "none"
    mode = "not declared" if session.mode == "unknown" else session.mode
    kept = _KEPT[session.kept]
    deployments, runs = kinds["deployment"], kinds["test-run"]
    amounts = f"{counted(deployments, 'deployment', 'deployments')}; commits: {said}; issues: {issues}"
    cited = marks((session.record,) if session.record else ())
    declared = "no mode declared" if session.mode == "unknown" else f"declared {mode}{_AND_KEPT[session.kept]}"
    yield f"{session.name}{cited}, {declared}: {amounts}; {counted(runs, 'test run', 'test runs')}"
    start = at(session.span.start) if session.span.start else "an unknown start"
    end = at(session.span.end) if session.span.end else "no recorded end"
    row = f"⟨Session⟩ {session.name}{cited} ⟨From and to (UTC)⟩ {start} to {end} ⟨Mode⟩ {mode} ⟨Kept⟩ {kept}"
    yield f"{row} ⟨Deployments⟩ {deployments} ⟨Commits⟩ {said} ⟨Issues⟩ {issues} ⟨Test runs⟩ {runs}"


def _done(act: Act, record: AnyEvidence | None) -> str:
    match record:
        case Commit():
            sort = "functional" if act.sort == "functional" else "tests or docs"
            deployed = "deployed" if act.deployed else "not deployed"
            return f"commit {record.sha[:12]} ({sort}, {deployed}): {record.subject}"
        case Revision():
            return f"revision {record.name} was deployed"
        case OpenIssue():
            return f"issue #{record.number} {_ISSUES.get(act.kind, '')}: {record.title}"
        case TestRun():
            return f"test run {record.name} began; {counted(record.counts.executed, 'case', 'cases')} executed"
    return ""


def _of_inherited(each: Inherited, record: AnyEvidence | None, short: Mapping[str, str]) -> Iterator[str]:
    named = ", ".join(short.get(key, "a resolved finding") for key in each.findings)
    verb = "names" if len(each.findings) == 1 else "name"
    told = f"{named} {verb} the same: {', '.join(each.names)}; whether it is the same fault is for a person to say"
    if each.disposition == "not-seen":
        told = "not checked: no finding names the same thing"
    cited = marks((each.record,))
    if isinstance(record, OpenIssue):
        yield f"⟨What⟩ #{record.number}: {record.title}{cited} ⟨From⟩ issue, {record.state} ⟨Disposition⟩ {told}"
    elif isinstance(record, Statement):
        when = f", {at(record.at)}" if record.at else ""
        source = f"{record.speaker or 'not named'}{when}"
        yield f"⟨What⟩ it was stated: {record.claim}{cited} ⟨From⟩ {source} ⟨Disposition⟩ {told}"

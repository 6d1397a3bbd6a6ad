"""What each session declared beside what was done in it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from incidents.model.evidence import AnyEvidence, Commit, OpenIssue, Revision, TestRun
from incidents.model.incident import Incident
from incidents.model.scope import Span
from incidents.model.session_account import Act, SessionAccount
from reports.citations import Citations
from reports.figures import counted, moment
from templates.outside_text import code, text
from templates.safe import Safe, filled, joined

_MOST = 40
_KEPT = {True: "yes", False: "no: something changed in it", None: "not declared"}
_AND_KEPT = {True: " and kept", False: " and not kept, as something changed in it", None: ""}
_ISSUES = {"issue-opened": "opened", "issue-updated": "changed", "issue-closed": "closed"}


@dataclass(frozen=True)
class SessionRow:
    """`commits` counts by what they change and whether they are deployed; `declared` and `done` are all in one line."""

    session: Safe
    span: Safe
    mode: Safe
    kept: Safe
    deployments: Safe
    commits: Safe
    issues: Safe
    runs: Safe
    declared: Safe
    done: Safe


@dataclass(frozen=True)
class StepRow:
    at: Safe
    what: Safe


def session_rows(incident: Incident, citations: Citations) -> tuple[SessionRow, ...]:
    return tuple(_row(each, citations) for each in incident.sessions)


def step_rows(
    incident: Incident, evidence: Mapping[str, AnyEvidence], citations: Citations
) -> tuple[tuple[StepRow, ...], int]:
    """What was done in the sessions in the order of time; and how many of the last steps were left out."""
    acts = {(each.at, each.kind, each.record): each for session in incident.sessions for each in session.acts}
    ordered = [acts[key] for key in sorted(acts)]
    rows = [
        StepRow(
            moment(each.at),
            filled("{what}{cites}", what=_what(each, evidence.get(each.record)), cites=citations.cite((each.record,))),
        )
        for each in ordered[:_MOST]
    ]
    return tuple(rows), max(0, len(ordered) - _MOST)


def _row(session: SessionAccount, citations: Citations) -> SessionRow:
    counts = Counter[str](each.kind for each in session.acts)
    issues = [filled("{n} {word}", n=counts[key], word=Safe(word)) for key, word in _ISSUES.items() if counts[key]]
    cites = citations.cite((session.record,) if session.record else ())
    return SessionRow(
        session=filled("{name}{cites}", name=text(session.name), cites=cites),
        span=_span(session.span),
        mode=Safe("not declared") if session.mode == "unknown" else text(session.mode),
        kept=Safe(_KEPT[session.kept]),
        deployments=filled("{n}", n=counts["deployment"]),
        commits=_commits(session),
        issues=joined(", ", issues) if issues else Safe("none"),
        runs=filled("{n}", n=counts["test-run"]),
        declared=_declared(session),
        done=_done(session, counts, issues),
    )


def _declared(session: SessionAccount) -> Safe:
    if session.mode == "unknown":
        return Safe("no mode declared")
    return filled("declared {mode}{kept}", mode=text(session.mode), kept=Safe(_AND_KEPT[session.kept]))


def _done(session: SessionAccount, counts: Counter[str], issues: list[Safe]) -> Safe:
    parts = [counted(counts["deployment"], "deployments"), filled("commits: {n}", n=_commits(session))]
    parts.append(filled("issues: {n}", n=joined(", ", issues) if issues else Safe("none")))
    return joined("; ", [*parts, counted(counts["test-run"], "test runs")])


def _commits(session: SessionAccount) -> Safe:
    commits = [each for each in session.acts if each.kind == "commit"]
    if not commits:
        return Safe("none")
    functional = sum(each.sort == "functional" for each in commits)
    return filled(
        "{all} ({functional} functional, {others} of tests or docs, {deployed} deployed)",
        all=len(commits),
        functional=functional,
        others=len(commits) - functional,
        deployed=sum(bool(each.deployed) for each in commits),
    )


def _span(span: Span) -> Safe:
    start = moment(span.start) if span.start else Safe("an unknown start")
    return filled("{start} to {end}", start=start, end=moment(span.end) if span.end else Safe("no recorded end"))


def _what(act: Act, record: AnyEvidence | None) -> Safe:
    if isinstance(record, Commit):
        sort = Safe("functional" if act.sort == "functional" else "tests or docs")
        deployed = Safe("deployed" if act.deployed else "not deployed")
        return filled(
            "commit {sha} ({sort}, {deployed}): {subject}",
            sha=code(record.sha[:12]),
            sort=sort,
            deployed=deployed,
            subject=text(record.subject),
        )
    if isinstance(record, Revision):
        return filled("revision {name} was deployed", name=code(record.name))
    if isinstance(record, OpenIssue):
        name = code(f"#{record.number}")
        return filled("issue {name} {word}: {title}", name=name, word=Safe(_ISSUES[act.kind]), title=text(record.title))
    if isinstance(record, TestRun):
        executed = counted(record.counts.executed, "cases")
        return filled("test run {name} began; {n} executed", name=code(record.name), n=executed)
    return filled("{what}; the record is not in the evidence file", what=text(act.kind.replace("-", " ")))

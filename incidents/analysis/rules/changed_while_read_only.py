"""Commits and deployments inside a window that was declared read-only.

Claims: these commits were made, or these revisions created, between the start and the end of a session that declared
itself read-only (or in the window, where the configuration declares it). Refuted by a commit's or a revision's time
outside of that span. It does not claim that anything broke, nor who did it.
"""

from incidents.amounts import counted
from incidents.analysis.facts import Facts
from incidents.model.evidence import Commit, Revision, SessionRecord
from incidents.model.finding import Finding, Priority, Ratio
from incidents.model.record import digest
from incidents.model.scope import Span

NAME = "changed-while-read-only"
_FUNCTIONAL = ("production", "config", "dependencies", "build")


def find(facts: Facts) -> list[Finding]:
    """One finding for each read-only span with a change in it; a session without an end is open."""
    sessions = [each for each in facts.of(SessionRecord) if each.mode == "read-only" and each.at is not None]
    spans: list[tuple[str, Span, tuple[str, ...]]] = [
        (each.name, Span(start=each.at, end=each.end), (each.id,)) for each in sessions
    ]
    if not spans and facts.sealed.policy.session_mode == "read-only":
        spans = [("the window", facts.window.candidate.span, ())]
    found = (_finding(facts, name, span, cites) for name, span, cites in spans)
    return sorted((each for each in found if each is not None), key=lambda each: each.id)


def _finding(facts: Facts, name: str, span: Span, cites: tuple[str, ...]) -> Finding | None:
    commits = [each for each in facts.commits.values() if each.at is not None and span.holds(each.at)]
    revisions = [each for each in facts.revisions.values() if each.at is not None and span.holds(each.at)]
    changes: list[Commit | Revision] = [*commits, *revisions]
    if not changes:
        return None
    functional = [each for each in commits if is_functional(facts, each)]
    deployed = [each for each in commits if each.new_in]
    moments = [each.at for each in changes if each.at is not None]
    sorts = f"{len(functional)} functional, {len(commits) - len(functional)} of tests or docs, {len(deployed)} deployed"
    counts = f"{counted(len(commits), 'commits')} ({sorts}) and {counted(len(revisions), 'deployments')}"
    return Finding(
        id=f"finding-{digest(NAME, name, str(span))}",
        rule=NAME,
        kind="session",
        title=f"{name} was declared read-only, and {counts} {'falls' if len(changes) == 1 else 'fall'} in it",
        service=None,
        component=None,
        state="new",
        priority=_priority(functional=len(functional), deployments=len(revisions)),
        signature="; ".join(sorted(_named(facts, each) for each in changes)),
        before=None,
        after=Ratio(n=len(changes), total=None, unit="changes"),
        first=min(moments),
        last=max(moments),
        primary=tuple(sorted(each.id for each in changes)),
        related=cites,
    )


def is_functional(facts: Facts, commit: Commit) -> bool:
    """Whether it changes what runs; comments and layout do not, and an unknown effect counts as a change."""
    changes = [each for each in facts.changes if each.commit == commit.sha]
    return any(
        each.path_class in _FUNCTIONAL and each.effect not in ("comments-only", "formatting-only") for each in changes
    )


def _named(facts: Facts, change: Commit | Revision) -> str:
    if isinstance(change, Revision):
        return f"{change.at} {change.name} was deployed"
    sort = "functional" if is_functional(facts, change) else "tests or docs"
    return f"{change.at} {change.sha[:12]} {sort}, {'deployed' if change.new_in else 'not deployed'}"


def _priority(*, functional: int, deployments: int) -> Priority:
    if deployments:
        return Priority(level="P1", row="C", reason="something was deployed in a window that was declared read-only")
    what = "functional commits" if functional else "commits of tests or docs"
    return Priority(level="P2", row="F", reason=f"{what}, none of them deployed, in a window declared read-only")

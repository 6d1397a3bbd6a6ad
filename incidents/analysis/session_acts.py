"""What was done in each session that was recorded, or else in the window, beside the mode that was declared for it."""

from collections.abc import Iterator

from incidents.analysis.facts import Facts
from incidents.analysis.rules.changed_while_read_only import is_functional
from incidents.model.evidence import OpenIssue, SessionRecord
from incidents.model.instant import Instant
from incidents.model.scope import Span
from incidents.model.session_account import Act, SessionAccount

_CHANGES = ("commit", "deployment")


def sessions(facts: Facts) -> tuple[SessionAccount, ...]:
    """The recorded sessions by their start; without any the window, with the mode that the configuration declares."""
    recorded = [each for each in facts.of(SessionRecord) if each.at is not None]
    if not recorded:
        return (_account(facts, "the window", None, facts.sealed.policy.session_mode, facts.window.candidate.span),)
    ordered = sorted(recorded, key=lambda each: (str(each.at), each.id))
    return tuple(_account(facts, each.name, each.id, each.mode, Span(start=each.at, end=each.end)) for each in ordered)


def _account(facts: Facts, name: str, record: str | None, mode: str, span: Span) -> SessionAccount:
    found = [each for each in _acts(facts, span) if span.holds(each.at)]
    acts = tuple(sorted(found, key=lambda each: (each.at, each.kind, each.record)))
    changed = any(each.kind in _CHANGES for each in acts)
    given = {"name": name, "record": record, "mode": mode, "span": span, "acts": acts}
    return SessionAccount.model_validate({**given, "kept": not changed if mode == "read-only" else None})


def _acts(facts: Facts, span: Span) -> Iterator[Act]:
    for commit in facts.commits.values():
        if commit.at is not None:
            sort = "functional" if is_functional(facts, commit) else "tests-or-docs"
            given = {"kind": "commit", "at": commit.at, "sort": sort, "record": commit.id}
            yield Act.model_validate({**given, "deployed": bool(commit.new_in)})
    for revision in facts.revisions.values():
        if revision.at is not None:
            yield Act(kind="deployment", at=revision.at, record=revision.id)
    for run in facts.runs:
        if run.at is not None:
            yield Act(kind="test-run", at=run.at, record=run.id)
    for issue in facts.of(OpenIssue):
        yield from _of_issue(issue, span)


def _of_issue(issue: OpenIssue, span: Span) -> Iterator[Act]:
    """Opening and closing are acts of their own; another change only where neither of them is what changed it."""
    if issue.at is not None:
        yield Act(kind="issue-opened", at=issue.at, record=issue.id)
    if issue.closed_at is not None:
        yield Act(kind="issue-closed", at=issue.closed_at, record=issue.id)
    known: tuple[Instant | None, ...] = (issue.at, issue.closed_at)
    if issue.updated_at is not None and issue.updated_at not in known and span.holds(issue.updated_at):
        yield Act(kind="issue-updated", at=issue.updated_at, record=issue.id)

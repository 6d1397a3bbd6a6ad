"""A plan of filing, and what came of it, as a table on the terminal and as JSON."""

from collections import Counter

from incidents.cli.output import print_line, print_note
from reports.issues.actions import Action, FilingPlan
from reports.issues.applying import Applied
from reports.issues.tracker import IssueRef


def print_plan(plan: FilingPlan, *, yes: bool) -> None:
    """Each draft with its action, and below it the reason."""
    print_line(f"{plan.incident}: {_counts(plan)}, in {plan.tracker}")
    for action in plan.actions:
        print_line()
        issue = f"{action.issue.ref.shown} " if action.issue else ""
        print_line(
            f"{issue}{action.wanted.draft.title}", columns=(f"{action.verb:<8}{action.wanted.draft.priority.level}  ",)
        )
        print_line(f"            {action.reason}")
        for edge in (each for each in plan.edges if each.blocked == action.fingerprint):
            print_line(f"            blocked by “{_title(plan, edge.blocker)}”: {edge.path}")
    if plan.parent is not None and plan.parent.writes:
        print_line()
        verb = "update" if plan.parent.issue else "create"
        print_line(plan.parent.title, columns=(f"{verb:<8}--  ",))
        print_line(f"            the issue above those of this incident, {len(plan.parent.children)} in all")
    for each in plan.unfiled:
        print_line()
        print_line(each.title, columns=(f"{'leave':<8}{each.level}  ",))
        print_line(f"            not filed, because {each.reason}")
    if not yes:
        print_line()
        print_line("Nothing was filed. --yes does it." if plan.writes else "There is nothing to do.")


def print_applied(plan: FilingPlan, applied: Applied) -> None:
    print_line()
    for action in plan.actions:
        if action.fingerprint in applied.made:
            ref = applied.refs[action.fingerprint]
            print_line(f"{ref.shown} {action.wanted.draft.title}{_at(ref)}")
    print_line(f"{applied.writes} writes to {plan.tracker}.")
    for each in applied.troubles:
        print_note(each)
    if applied.stopped is not None:
        print_note(
            f"{applied.stopped}. What was filed is noted in filed.jsonl; `incident file {plan.incident} --yes` goes on"
            " from there"
        )


def as_json_object(plan: FilingPlan, applied: Applied | None) -> dict[str, object]:
    parent = plan.parent
    found: dict[str, object] = {
        "incident": plan.incident,
        "tracker": plan.tracker,
        "writes": plan.writes,
        "actions": [_action(each) for each in plan.actions],
        "links": [{"blocked": each.blocked, "blocker": each.blocker, "path": each.path} for each in plan.edges],
        "parent": {"title": parent.title, "children": list(parent.children), "writes": parent.writes}
        if parent
        else None,
        "not_filed": [
            {"finding": each.finding, "title": each.title, "priority": each.level, "reason": each.reason}
            for each in plan.unfiled
        ],
    }
    if applied is not None:
        found["applied"] = {
            "writes": applied.writes,
            "issues": {key: _ref(ref) for key, ref in sorted(applied.refs.items())},
            "troubles": applied.troubles,
            "stopped": str(applied.stopped) if applied.stopped else None,
        }
    return found


def _action(action: Action) -> dict[str, object]:
    return {
        "action": action.verb,
        "draft": action.wanted.file,
        "fingerprint": action.fingerprint,
        "title": action.wanted.draft.title,
        "priority": action.wanted.draft.priority.level,
        "issue": _ref(action.issue.ref) if action.issue else None,
        "reason": action.reason,
    }


def _ref(ref: IssueRef) -> dict[str, object]:
    return {"key": ref.key, "url": ref.url}


def _counts(plan: FilingPlan) -> str:
    counts = Counter(each.verb for each in plan.actions)
    named = [
        f"{counts[verb]} to {verb}" for verb in ("create", "update", "reopen", "link", "close", "skip") if counts[verb]
    ]
    return ", ".join(named) or "no drafts"


def _title(plan: FilingPlan, fingerprint: str) -> str:
    return next((each.wanted.draft.title for each in plan.actions if each.fingerprint == fingerprint), fingerprint)


def _at(ref: IssueRef) -> str:
    return f" {ref.url}" if ref.url else ""

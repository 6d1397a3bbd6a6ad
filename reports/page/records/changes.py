"""Commits, what each did to a file, and imports of test code."""

from incidents.model.evidence import CallSite, Commit, FileChange, ImportEdge
from reports.page.records.body import Body, diff, facts, table


def commit_body(commit: Commit) -> Body:
    return Body(
        title=commit.subject,
        facts=facts(
            ("commit", commit.sha),
            ("new in", ", ".join(commit.new_in)),
            ("parents", ", ".join(each[:12] for each in commit.parents)),
            ("names", ", ".join(commit.refs)),
            ("reverts", commit.reverts),
            ("ignored by blame", commit.ignored_by_blame or None),
            ("last before the window to change", ", ".join(dict.fromkeys(each.path for each in commit.last_changed))),
        ),
        words="" if commit.excerpt.strip() == commit.subject.strip() else commit.excerpt,
    )


def file_change_body(change: FileChange) -> Body:
    lines = None if change.added is None else f"+{change.added} −{change.removed}"  # noqa: RUF001  a minus sign
    dependencies = (
        (each.name, each.before or "none", each.after or "none", each.group) for each in change.dependencies
    )
    return Body(
        title=change.path,
        facts=facts(
            ("commit", change.commit[:12]),
            ("status", change.status if change.old_path is None else f"{change.status} from {change.old_path}"),
            ("class", change.path_class),
            ("lines", lines),
            ("functions", ", ".join(change.functions)),
            ("effect", change.effect),
            ("cut", "only the first hunks were kept" if change.truncated else None),
        ),
        words="" if change.hunks else change.excerpt,
        tables=table("Dependencies", ("Name", "Before", "After", "Group"), dependencies),
        diff=diff(change.hunks),
    )


def import_body(edge: ImportEdge) -> Body:
    return Body(
        title=f"{edge.importer} imports {edge.module}",
        facts=facts(
            ("commit", edge.commit[:12]),
            ("line", edge.line),
            ("importer is", edge.importer_class),
            ("imported", edge.imported),
            ("imported is", edge.imported_class),
        ),
        words=edge.excerpt,
    )


def use_body(site: CallSite) -> Body:
    return Body(
        title=f"{site.function} in {site.path} uses {site.used}",
        facts=facts(
            ("commit", site.commit[:12]),
            ("line", site.line),
            ("used function in", site.used_path),
            ("answers", ", ".join(site.routes)),
        ),
        words=site.excerpt,
    )

"""What changed: the revisions on both sides of the window, their settings and traffic, and the commits between them."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidents.model.evidence import AnyEvidence, Commit, FileChange
from incidents.model.incident import Incident
from incidents.model.window import CommitRange, Serving
from reports.citations import Citations
from reports.clauses import clause
from reports.figures import counted, moment
from reports.sections.stated import stated
from templates.outside_text import code, text
from templates.safe import Safe, filled, joined

_MOST = 15


@dataclass(frozen=True)
class CommitRow:
    commit: Safe
    at: Safe
    subject: Safe
    files: Safe


@dataclass(frozen=True)
class Changes:
    """`settings` tell how revisions differ; `rest` counts the commits that are not in the table, None without any."""

    services: tuple[Safe, ...]
    settings: tuple[Safe, ...]
    commits: tuple[CommitRow, ...]
    rest: Safe | None


def changes(incident: Incident, evidence: Mapping[str, AnyEvidence], citations: Citations) -> Changes:
    read = {each.sha: each for each in evidence.values() if isinstance(each, Commit) and not each.last_changed}
    touched = [each for each in evidence.values() if isinstance(each, FileChange)]
    known = [each for each in incident.window.commits if each.state == "known"]
    between = {sha for each in known for sha in _reachable(read, each.bad) - _reachable(read, each.good)}
    ordered = sorted((read[sha] for sha in between), key=lambda each: (str(each.at), each.sha))
    services = tuple(_service(incident, each, citations) for each in incident.window.commits)
    return Changes(
        services=services,
        settings=(*stated(incident, "drift", citations), *stated(incident, "traffic", citations)),
        commits=tuple(_row(each, touched, citations) for each in ordered[:_MOST]),
        rest=_rest(max(0, len(ordered) - _MOST), len(read) - len(ordered)),
    )


def _rest(later: int, others: int) -> Safe | None:
    parts = []
    if later:
        parts.append(filled("{n} between these revisions", n=counted(later, "later commits")))
    if others:
        verb, where = Safe("is" if others == 1 else "are"), Safe("them" if later else "these revisions")
        n = counted(others, "commits")
        parts.append(filled("{n} that {verb} not known to lie between {where}", n=n, verb=verb, where=where))
    return filled("Not shown: {parts}.", parts=joined(", ", parts)) if parts else None


def _service(incident: Incident, commits: CommitRange, citations: Citations) -> Safe:
    before = incident.window.baseline.of(commits.service)
    after = incident.window.candidate.of(commits.service)
    return filled(
        "{service}: before, {before}; in the window, {after}.{cites}{commits}",
        service=code(commits.service),
        before=_named(before),
        after=_named(after),
        cites=citations.cite(each.evidence for each in (*before, *after)),
        # Where both commits are known they stand beside their revisions.
        commits=Safe("") if commits.state == "known" else filled(" Commits: {reason}.", reason=clause(commits.reason)),
    )


def _named(revisions: tuple[Serving, ...]) -> Safe:
    return joined(", ", [_serving(each) for each in revisions]) if revisions else Safe("no revision known")


def _serving(serving: Serving) -> Safe:
    ready = {True: "ready", False: "not ready", None: "readiness unknown"}[serving.ready]
    parts = [filled("commit {sha}", sha=code(serving.commit[:12])) if serving.commit else Safe("commit unknown")]
    parts.append(Safe(ready))
    if serving.percent is not None:
        parts.append(filled("{percent}% of the traffic", percent=serving.percent))
    return filled("{revision} ({said})", revision=code(serving.revision), said=joined(", ", parts))


def _row(commit: Commit, touched: list[FileChange], citations: Citations) -> CommitRow:
    classes = [each.path_class for each in touched if each.commit == commit.sha]
    named = [filled("{word} {n}", word=text(word), n=classes.count(word)) for word in sorted(set(classes))]
    none = Safe("a merge, nothing of its own") if len(commit.parents) > 1 else Safe("not read")
    return CommitRow(
        commit=filled("{sha}{cites}", sha=code(commit.sha[:12]), cites=citations.cite((commit.id,))),
        at=moment(commit.at) if commit.at else Safe("no time stated"),
        subject=text(commit.subject),
        files=joined(", ", named) if named else none,
    )


def _reachable(read: Mapping[str, Commit], tip: str | None) -> set[str]:
    """The commit and its ancestors as far as they were read; a tip may be abbreviated."""
    waiting = [sha for sha in read if tip and sha.startswith(tip)]
    found: set[str] = set()
    while waiting:
        sha = waiting.pop()
        if sha in read and sha not in found:
            found.add(sha)
            waiting += read[sha].parents
    return found

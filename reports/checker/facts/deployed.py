"""Phrases on revisions, commits and what was asked of them, each row bound to its record."""

from collections import Counter
from collections.abc import Iterator, Mapping

from incidents.model.evidence import (
    AnyEvidence,
    BuiltImage,
    Commit,
    FileChange,
    RequestStatistics,
    Revision,
)
from incidents.model.incident import Incident
from incidents.model.window import Serving
from reports.checker.facts.figures import at, counted, marks

Evidence = Mapping[str, AnyEvidence]
_COMMITS = 15
"""So many stand in the table."""


def of_deployed(incident: Incident, evidence: Evidence) -> Iterator[str]:
    window = incident.window
    for each in window.candidate.revisions:
        yield _revision(each, "in the window", evidence)
    for each in window.baseline.revisions:
        yield _revision(each, "before", evidence)
    for commits in window.commits:
        sides = (window.baseline.of(commits.service), window.candidate.of(commits.service))
        cited = marks(each.evidence for side in sides for each in side)
        before, after = map(_serving, sides)
        reason = "" if commits.state == "known" else f" Commits: {commits.reason}"
        yield f"{commits.service}: before, {before}; in the window, {after}.{cited}{reason}"
    yield from _commits(incident, evidence)
    for record in evidence.values():
        if isinstance(record, RequestStatistics):
            yield _route(record)


def _revision(serving: Serving, side: str, evidence: Evidence) -> str:
    record = evidence.get(serving.evidence)
    made, image, why, undecided = "not stated", "digest not stated", "", "not stated"
    if isinstance(record, Revision):
        made = at(record.at) if record.at else made
        condition = record.condition("Ready")
        undecided = "not yet" if condition else undecided
        if not serving.ready and condition and (condition.message or condition.reason):
            why = f": {condition.message or condition.reason}"
        image = _image(record, evidence)
    ready = {True: "yes", False: "no", None: undecided}[serving.ready]
    commit = serving.commit[:12] if serving.commit else "not known"
    traffic = "not read" if serving.percent is None else f"{serving.percent}%"
    row = f"⟨Revision⟩ {serving.revision}{marks((serving.evidence,))} ⟨Side⟩ {side}"
    row += f" ⟨Created (UTC)⟩ {made} ⟨Ready⟩ {ready}{why}"
    return f"{row} ⟨Commit⟩ {commit} ⟨Image⟩ {image} ⟨Traffic⟩ {traffic}"


def _image(revision: Revision, evidence: Evidence) -> str:
    if not revision.image_digest:
        return "digest not stated"
    built = [each for each in evidence.values() if isinstance(each, BuiltImage) and each.is_of(revision)]
    digest = revision.image_digest[: len("sha256:") + 12]
    if not built:
        return digest
    first = min(built, key=lambda each: each.id)
    size = "" if first.size_mb is None else f", {first.size_mb:g} MB"
    by = f", built by {first.built_by}" if first.built_by else ""
    return f"{digest}{size}{by}{marks((first.id,))}"


def _serving(revisions: tuple[Serving, ...]) -> str:
    said = []
    for each in revisions:
        commit = f"commit {each.commit[:12]}" if each.commit else "commit unknown"
        ready = {True: "ready", False: "not ready", None: "readiness unknown"}[each.ready]
        traffic = "" if each.percent is None else f", {each.percent}% of the traffic"
        said.append(f"{each.revision} ({commit}, {ready}{traffic})")
    return ", ".join(said) or "no revision known"


def _commits(incident: Incident, evidence: Evidence) -> Iterator[str]:
    commits = {each.sha: each for each in evidence.values() if isinstance(each, Commit) and not each.last_changed}
    touched = [each for each in evidence.values() if isinstance(each, FileChange)]
    for sha, each in commits.items():
        none = "a merge, nothing of its own" if len(each.parents) > 1 else "not read"
        classes = Counter(one.path_class for one in touched if one.commit == sha)
        files = ", ".join(f"{word} {n}" for word, n in sorted(classes.items())) or none
        when = at(each.at) if each.at else "no time stated"
        row = f"⟨Commit⟩ {sha[:12]}{marks((each.id,))} ⟨Time (UTC)⟩ {when}"
        yield f"{row} ⟨Subject⟩ {each.subject} ⟨Files by class⟩ {files}"
    between: set[str] = set()
    for each_range in incident.window.commits:
        if each_range.state == "known":
            between |= _ancestors(commits, each_range.bad) - _ancestors(commits, each_range.good)
    later, others = len(between) - _COMMITS, len(commits) - len(between)
    parts = [f"{counted(later, 'later commit', 'later commits')} between these revisions"] if later > 0 else []
    verb, where = "is" if others == 1 else "are", "them" if later > 0 else "these revisions"
    parts += [f"{counted(others, 'commit', 'commits')} that {verb} not known to lie between {where}"] if others else []
    yield f"Not shown: {', '.join(parts)}"


def _ancestors(commits: Mapping[str, Commit], tip: str | None) -> set[str]:
    found: set[str] = set()
    left = [sha for sha in commits if tip and sha.startswith(tip)]
    while left:
        sha = left.pop()
        if sha in commits and sha not in found:
            found.add(sha)
            left.extend(commits[sha].parents)
    return found


def _route(record: RequestStatistics) -> str:
    statuses = ", ".join(f"{each.status}: {each.count}" for each in record.statuses)
    most = record.latency.max_ms if record.latency else None
    slowest = "not stated" if most is None else f"{most / 1000:.1f} s" if most >= 1000 else f"{most:.0f} ms"
    row = f"⟨Route⟩ {record.method} {record.route}{marks((record.id,))} ⟨Revision⟩ {record.revision}"
    requests = counted(record.count, "request", "requests")
    return f"{row} ⟨Requests⟩ {requests} ⟨By status⟩ {statuses} ⟨Slowest⟩ {slowest}"

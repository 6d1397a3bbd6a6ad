"""The commits of a collection in the order of history, and which of them could be at work where a failure was seen."""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial

from incidents.analysis.causes.between_runs import between_runs
from incidents.analysis.causes.held_well import held_well
from incidents.analysis.causes.reachable import reachable
from incidents.analysis.causes.reverts import reverts
from incidents.analysis.causes.settings.setting_change import usable_before
from incidents.analysis.causes.unreached import Unreached
from incidents.analysis.course.symptom import Symptom
from incidents.analysis.facts import Facts
from incidents.model.evidence import Commit, FileChange, ImportEdge
from incidents.model.finding import Finding
from incidents.model.instant import Instant

_EPOCH = Instant(0)
_SILENT = ("docs", "ci")
_SAME_PROGRAM = ("comments-only", "formatting-only")


@dataclass(frozen=True)
class Eligible:
    """For each commit that may be behind a failure what of it may, and for each other one why it may not."""

    changes: Mapping[str, Sequence[FileChange]]
    innocent: Mapping[str, str]


def newest_first(commits: Iterable[Commit]) -> list[Commit]:
    """Every commit before its parents; where history leaves it open, the newer one first and then by id."""
    known = {each.sha: each for each in commits}
    children = dict.fromkeys(known, 0)
    for each in known.values():
        for parent in each.parents:
            if parent in children:
                children[parent] += 1
    ready = [_place(known[sha]) for sha, count in children.items() if not count]
    heapq.heapify(ready)
    ordered = []
    while ready:
        commit = known[heapq.heappop(ready)[1]]
        ordered.append(commit)
        for parent in commit.parents:
            if parent in children:
                children[parent] -= 1
                if not children[parent]:
                    heapq.heappush(ready, _place(known[parent]))
    return ordered


def _place(commit: Commit) -> tuple[float, str]:
    return (commit.at.seconds_until(_EPOCH) if commit.at else 0, commit.sha)


def eligible(
    facts: Facts,
    finding: Finding,
    symptom: Symptom,
    by_commit: Mapping[str, Sequence[FileChange]],
    stale: AbstractSet[str] = frozenset(),
) -> Eligible:
    """Only a commit in the image can be behind a failure of the service.

    Behind one of a test any of the window can be, or, where the test passed before on another commit, any between both
    runs, deployed or not. `stale` are revisions that run something else than their name says: no commit is known to be
    in their image.
    """
    between = between_runs(facts, finding)
    reach = between.commits if between else _in_range(facts, finding, symptom, stale)
    undone, held = _undone(facts, reach), held_well(facts, finding, symptom.revision)
    imports = bool(facts.of(ImportEdge))
    unreached = Unreached(facts, finding, partial(changes_until, facts, finding))
    kept: dict[str, list[FileChange]] = {}
    innocent: dict[str, str] = {}
    for sha, changes in by_commit.items():
        if sha not in reach:
            innocent[sha] = between.why_not(sha) if between else _why_not_in_reach(facts, finding, symptom, sha)
            continue
        if held is not None and sha in held.commits:
            innocent[sha] = f"it is in {held.said}"
            continue
        if sha in undone:
            innocent[sha] = f"commit {undone[sha][:12]}, in the same image, takes it back"
            continue
        commit = facts.commits.get(sha)
        if commit is not None and _is_later(commit, finding):
            innocent[sha] = "it was made after the failure was first seen"
            continue
        if commit is not None and commit.ignored_by_blame:
            innocent[sha] = "the project itself lists it among the commits that blame looks through"
            continue
        of_test = finding.kind == "test"
        told = {
            each.id: why_harmless(each, of_test=of_test, production_imports=imports)
            or (unreached.why(each) if of_test else _not_in_image(facts, finding, symptom, each))
            for each in changes
        }
        may = [change for change in changes if told[change.id] is None]
        if may:
            kept[sha] = may
        else:
            innocent[sha] = next((why for why in told.values() if why), "it changed no file")
    return Eligible(kept, innocent)


def changes_until(facts: Facts, finding: Finding) -> list[FileChange]:
    """What was changed before a test was seen to fail, newest first."""
    by_commit: dict[str, list[FileChange]] = {}
    for each in facts.changes:
        by_commit.setdefault(each.commit, []).append(each)
    could = newest_first(facts.commits.values())
    return [change for each in could if not _is_later(each, finding) for change in by_commit.get(each.sha, ())]


def _is_later(commit: Commit, finding: Finding) -> bool:
    return bool(commit.at and finding.first and commit.at > finding.first)


def built_elsewhere(facts: Facts, service: str | None, path: str) -> str | None:
    """Why the file is not in the service's image: another service declares it as its source, and this one does not."""
    paths = {each.name: each.source_paths for each in facts.sealed.scope.services}
    if not paths.get(service or "") or _lies_in(path, paths[service or ""]):
        return None
    others = [name for name, of in paths.items() if _lies_in(path, of)]
    return f"{path} is built into the image of {others[0]}, and not of {service}" if others else None


def _lies_in(path: str, sources: Iterable[str]) -> bool:
    """Whether it is one of the files or below one of the folders; a dot is the whole repository."""
    return any(each == "." or f"{path}/".startswith(f"{each.rstrip('/')}/") for each in sources)


def _not_in_image(facts: Facts, finding: Finding, symptom: Symptom, change: FileChange) -> str | None:
    """Code may be shared by services without being declared; a file of settings beside them is read by what releases.

    How such a file came to change a setting of the revision is another link. What the failure names is read after all.
    """
    elsewhere = built_elsewhere(facts, finding.service, change.path)
    declared = [path for each in facts.sealed.scope.services for path in each.source_paths]
    own = any(each.source_paths for each in facts.sealed.scope.services if each.name == finding.service)
    named = change.path.rpartition("/")[2] in symptom.detail
    if elsewhere or not own or named or change.path_class != "config" or _lies_in(change.path, declared):
        return elsewhere
    return f"{change.path} lies in no source of a service, so {finding.service} does not read it"


def why_harmless(change: FileChange, *, of_test: bool, production_imports: bool) -> str | None:
    """Why this change cannot be behind a failure, of a test or of the service; None where it can."""
    if change.path_class in _SILENT:
        return f"{change.path} is read by no program that serves"
    if change.effect in _SAME_PROGRAM:
        kind = "comments" if change.effect == "comments-only" else "formatting"
        return f"in {change.path} it changes {kind} alone"
    if of_test:
        return None
    if change.path_class == "test":
        return f"{change.path} is a test, which the service does not run"
    if change.path_class == "test-support" and not production_imports:
        return f"{change.path} supports tests, and no production file that was read imports such a file"
    return None


def _in_range(facts: Facts, finding: Finding, symptom: Symptom, stale: AbstractSet[str]) -> set[str]:
    """Commits that the bad side holds and the good side does not; all of the window's for a failing test."""
    new = {sha for sha, each in facts.commits.items() if each.new_in}
    if finding.kind == "test":
        return new - _only_in(facts, stale) if new else set(facts.commits)
    if symptom.revision in stale:
        return set()
    new = {sha for sha in new if finding.service in facts.commits[sha].new_in}
    if symptom.revision in {each.revision for each in facts.window.baseline.revisions}:
        return _brought(facts, symptom.revision or "")
    built = [each.commit for each in facts.window.candidate.revisions if each.revision == symptom.revision]
    return {sha for tip in built for sha in reachable(facts, tip) & new} if built else new


def _brought(facts: Facts, revision: str) -> set[str]:
    """What a revision from before the window holds and the usable one before it does not, as far as both are known."""
    bad = facts.revisions.get(revision)
    good = usable_before(facts, bad) if bad else None
    if bad is None or good is None or not bad.commit or not good.commit:
        return set()
    return reachable(facts, bad.commit) - reachable(facts, good.commit)


def _only_in(facts: Facts, stale: AbstractSet[str]) -> set[str]:
    """Commits that are new in no service but those whose every new revision is stale."""
    fresh = {each.service for each in facts.window.candidate.revisions if each.revision not in stale}
    return {sha for sha, each in facts.commits.items() if not fresh.intersection(each.new_in)} if stale else set()


def _undone(facts: Facts, reach: AbstractSet[str]) -> dict[str, str]:
    """For each commit that another one in the same image takes back, and for that other one, its counterpart."""
    found: dict[str, str] = {}
    for reverted, revert in reverts(facts.commits.values()).items():
        if reverted in reach and revert in reach:
            found |= {reverted: revert, revert: reverted}
    return found


def _why_not_in_reach(facts: Facts, finding: Finding, symptom: Symptom, sha: str) -> str:
    commit = facts.commits.get(sha)
    if commit is None:
        return "the commit itself was not read"
    if finding.service and finding.service not in commit.new_in:
        return f"no deployment of {finding.service} in the window is known to have brought it"
    return f"the image of {symptom.revision} does not hold it"

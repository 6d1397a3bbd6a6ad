"""What the revision that ended a failure tells of each change: which were taken back in it, which are still in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidents.analysis.causes.history import why_harmless
from incidents.analysis.causes.reachable import reachable
from incidents.analysis.causes.reverts import reverts
from incidents.analysis.causes.settings.setting_change import setting_changes
from incidents.analysis.course.onset import Ended, ended_on
from incidents.analysis.course.symptom import first_revision
from incidents.analysis.facts import Facts
from incidents.model.cause import ChangeRef
from incidents.model.evidence import Commit, Revision
from incidents.model.finding import Finding


@dataclass(frozen=True)
class Ending:
    """`reverted` are commits with the one that takes each back.

    `left_out` are those that an older state does not hold, `still_in` those that are in it as they were. `undid` tells
    that anything at all was taken back: then what stayed is ruled out. Otherwise the failure ended by something else,
    which only speaks against what stayed.
    """

    good: Revision
    served: Ended
    reverted: Mapping[str, Commit]
    left_out: frozenset[str]
    still_in: frozenset[str]
    undid: bool

    @property
    def said(self) -> str:
        """The revision and what it served, in words."""
        kind = "of these requests" if self.served.of_routes else "requests"
        return f"{self.good.name}, which answered {self.served.clean} {kind} without the failure"

    def without(self, change: ChangeRef) -> str | None:
        """How the revision comes to serve without the change; None where it has it, or nothing tells."""
        revert = self.reverted.get(change.commit or "")
        if revert is not None:
            return f"commit {revert.sha[:12]} takes it back in {self.said}"
        if change.commit in self.left_out:
            return f"it is not in {self.said}"
        if self.good.settings and change.setting is not None and _value(self.good, change.setting) == change.before:
            return f"the value of before is set again in {self.said}"
        return None

    def took_back(self, change: ChangeRef) -> bool:
        """Whether just this was taken back, and not left out with others."""
        if change.commit is not None:
            return change.commit in self.reverted
        return self.without(change) is not None and "image" not in (change.setting or "").lower()

    def cites(self, change: ChangeRef) -> tuple[str, ...]:
        """The records that show how the revision comes to be without the change, and what it served."""
        revert = self.reverted.get(change.commit or "")
        return tuple(sorted({self.good.id, *self.served.cites, *((revert.id,) if revert else ())}))

    def keeps(self, change: ChangeRef) -> bool:
        """Whether the change is in the revision that served without the failure."""
        if change.commit is not None:
            return change.commit in self.still_in
        settings = bool(self.good.settings) and change.setting is not None
        return settings and _value(self.good, change.setting or "") == change.after


def ending(facts: Facts, finding: Finding) -> Ending | None:
    """None where no later revision is known to have served enough without the failure."""
    served = ended_on(facts, finding)
    if served is None:
        return None
    good = facts.revisions[served.good]
    held, holds = reachable(facts, facts.revisions[served.bad].commit), reachable(facts, good.commit)
    undoing = {
        each: facts.commits[new]
        for old, new in reverts(facts.commits.values()).items()
        if old in held and new in holds - held
        for each in (old, *_merged(facts, old))
    }
    again = _touched(facts, holds - held - {each.sha for each in undoing.values()})
    paths: dict[str, set[str]] = {}
    for change in facts.changes:
        paths.setdefault(change.commit, set()).update({change.path, change.old_path or change.path})
    kept = {sha for sha in held & holds - set(undoing) if not again & paths.get(sha, set())}
    changed = setting_changes(facts, first_revision(facts, finding))
    put_back = any(each.before == _value(good, each.path) for each in changed if "image" not in each.path.lower())
    gone = frozenset(held - holds if holds else ())
    return Ending(good, served, undoing, gone, frozenset(kept), bool(undoing or gone) or put_back)


def _merged(facts: Facts, sha: str) -> set[str]:
    """What a merge brought in, all of which its revert takes back; nothing of another commit."""
    main, *others = facts.commits[sha].parents or ("",)
    return set().union(*(reachable(facts, each) for each in others)) - reachable(facts, main)


def _touched(facts: Facts, commits: set[str]) -> set[str]:
    """The files in which these commits change what a program does."""
    changes = (each for each in facts.changes if each.commit in commits)
    return {each.path for each in changes if why_harmless(each, of_test=False, production_imports=True) is None}


def _value(revision: Revision, path: str) -> str | None:
    return next((each.value for each in revision.settings if each.path == path), None)

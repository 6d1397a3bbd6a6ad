"""What filing is going to do, each step with its reason: values that can be printed before anything is written."""

from dataclasses import dataclass
from typing import Literal

from reports.issues.draft.drafting import Unfiled
from reports.issues.region import Marker
from reports.issues.tracker import IssueRef, TrackedIssue
from reports.issues.wanted import Wanted

Verb = Literal["create", "update", "reopen", "link", "close", "skip"]


@dataclass(frozen=True)
class Action:
    """What becomes of one draft, or of the issue of a finding that is over.

    `issue` is what is changed, or for a link the closed one that the new issue points back to. A skip with an issue is
    about one that is as it should be. `rewrite` says whether our part of the body is written, `comment` what is said.
    """

    verb: Verb
    wanted: Wanted
    marker: Marker
    reason: str
    issue: TrackedIssue | None = None
    comment: str | None = None
    rewrite: bool = True

    @property
    def fingerprint(self) -> str:
        return self.wanted.draft.fingerprint

    @property
    def writes(self) -> bool:
        return self.verb != "skip"

    @property
    def ref(self) -> IssueRef | None:
        """The issue that stands for the draft already; None where one is to be made, or where there is none."""
        return self.issue.ref if self.issue and self.verb not in ("create", "link") else None


@dataclass(frozen=True)
class Edge:
    """`blocked` waits for `blocker`, both by the fingerprints of drafts, and is not linked so yet."""

    blocked: str
    blocker: str
    path: str


@dataclass(frozen=True)
class Parent:
    """The issue that holds those of one incident together; `issue` where there is one.

    `children` are the fingerprints of drafts, `adopted` those that are below it already.
    """

    fingerprint: str
    title: str
    head: str
    children: tuple[str, ...]
    adopted: tuple[str, ...] = ()
    issue: TrackedIssue | None = None
    rewrite: bool = True

    @property
    def writes(self) -> bool:
        return self.rewrite or bool(set(self.children) - set(self.adopted))


@dataclass(frozen=True)
class FilingPlan:
    """The actions in the order in which they are done: what blocks comes before what it blocks."""

    tracker: str
    incident: str
    actions: tuple[Action, ...]
    unfiled: tuple[Unfiled, ...] = ()
    edges: tuple[Edge, ...] = ()
    parent: Parent | None = None

    @property
    def writes(self) -> bool:
        parent = self.parent is not None and self.parent.writes
        return any(each.writes for each in self.actions) or bool(self.edges) or parent

"""Carries out a plan: creates everything, then links it, noting each write before and after it is made."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from incidents.store.filed import Filed
from reports.issues.actions import Action, FilingPlan
from reports.issues.family import parent_marker, parent_text
from reports.issues.labels import labels_of, lasting, missing
from reports.issues.matching.known import by_fingerprint
from reports.issues.region import found, room_in, with_marker, with_region
from reports.issues.tracker import Edit, IssueRef, NewIssue, TrackedIssue, Tracker, TrackerError, Trouble
from reports.issues.wanted import text_of

_TRIES = 3
_WAITS = (2.0, 5.0)
# The rest of a run can go on after these; every other trouble would meet each further write too.
_OF_ONE_ISSUE = frozenset({Trouble.GONE, Trouble.INVALID})
Result = TypeVar("Result")


@dataclass
class Applied:
    """What was written, and what could not be, as sentences; `stopped` is the trouble that ended the run early."""

    refs: dict[str, IssueRef] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    writes: int = 0
    troubles: list[str] = field(default_factory=list)
    stopped: TrackerError | None = None


def apply(
    plan: FilingPlan, tracker: Tracker, journal: Filed, labels: tuple[str, ...], wait: Callable[[float], None]
) -> Applied:
    """Do what the plan says. It may end at any point, by a trouble or a kill, and the next run goes on from there.

    The caller holds the right to file. Every issue gets the labels; by the first of them it is found again.
    """
    applying = _Applying(plan, tracker, journal, labels, wait)
    try:
        applying.all()
    except TrackerError as error:
        applying.applied.stopped = error
    return applying.applied


class _Applying:
    def __init__(
        self, plan: FilingPlan, tracker: Tracker, journal: Filed, labels: tuple[str, ...], wait: Callable[[float], None]
    ) -> None:
        self._plan = plan
        self._tracker = tracker
        self._journal = journal
        self._always = labels
        self._label = labels[0]
        self._wait = wait
        self._titles = {print_: each.wanted.draft.title for each in plan.actions for print_ in each.marker.fingerprints}
        self.applied = Applied()

    def all(self) -> None:
        if not self._plan.writes:
            return
        self._labels()
        for action in self._plan.actions:
            if action.ref:
                self.applied.refs |= dict.fromkeys(action.marker.fingerprints, action.ref)
            with self._alone(action.wanted.file):
                self._one(action)
        self._settle()
        for edge in self._plan.edges:
            with self._alone(f"{edge.blocked} blocked by {edge.blocker}"):
                self._edge(edge.blocked, edge.blocker)
        with self._alone(f"the issue of incident {self._plan.incident}"):
            self._parent()

    def _labels(self) -> None:
        wanted = {
            each for action in self._plan.actions if action.writes for each in labels_of(action.wanted, self._always)
        }
        for label in missing(wanted, self._tracker.labels()) if wanted else ():
            self._write("label", label.name, partial(self._tracker.make_label, label))

    def _one(self, action: Action) -> None:
        if action.verb in ("create", "link"):
            self._create(action)
        elif action.writes:
            self._edit(action)

    def _create(self, action: Action) -> None:
        wanted = action.wanted
        room = self._tracker.limits
        words = text_of(wanted, self.applied.refs, self._titles, room.body, action.marker.after)
        new = NewIssue(
            title=wanted.draft.title[: room.title],
            body=with_region("", action.marker, words),
            labels=labels_of(wanted, self._always),
        )
        issue = self._made(wanted.draft.fingerprint, new)
        self.applied.refs |= dict.fromkeys(action.marker.fingerprints, issue.ref)
        self.applied.made.append(wanted.draft.fingerprint)
        if self._label not in issue.labels:
            self.applied.troubles.append(
                f"{issue.ref.shown} was filed without the label {self._label!r}, which the token may not set; give it"
                " the right to label issues, or set the label by hand: by it the issue is found again"
            )

    def _made(self, fingerprint: str, new: NewIssue) -> TrackedIssue:
        """Create it, or find that a try whose answer was lost has created it."""
        number = self._journal.begin(self._tracker.shown, "create", fingerprint)
        for attempt in range(_TRIES):
            try:
                issue = self._tracker.create(new)
                break
            except TrackerError as error:
                if error.trouble is not Trouble.UNCERTAIN:
                    self._journal.end(number, trouble=error.trouble.name)
                    raise
                there = self._looked_for(fingerprint)
                if there is not None:
                    issue = there
                    break
                if attempt + 1 == _TRIES:
                    raise
        self._journal.end(number, issue.ref.key, issue.ref.native)
        self.applied.writes += 1
        return issue

    def _looked_for(self, fingerprint: str) -> TrackedIssue | None:
        """A list may lag behind a write, so it is asked twice; of all issues, for labels may have been dropped."""
        for seconds in _WAITS:
            self._wait(seconds)
            there = by_fingerprint(self._tracker.issues(None, 1), (fingerprint,))
            if there is not None:
                return there
        return None

    def _settle(self) -> None:
        """Where a run on another machine made the same issues, the older ones stay and ours are closed."""
        listed = self._tracker.issues(self._label, None) if self.applied.made else ()
        for print_ in self.applied.made:
            ours, first = self.applied.refs[print_], by_fingerprint(listed, (print_,))
            if first is None or first.ref.native == ours.native or first.state == "closed":
                continue
            edit = Edit(state="closed", closed_as="duplicate")
            with self._alone(ours.shown):
                self._write("close", ours.key, partial(self._tracker.edit, ours, edit))
            self.applied.troubles.append(f"{ours.shown} was closed: another run had filed {first.ref.shown} for it")
            self.applied.refs |= {key: first.ref for key, ref in self.applied.refs.items() if ref == ours}

    def _edit(self, action: Action) -> None:
        """The comment first: once the body says the news, no later run would tell them again."""
        assert action.issue is not None
        ref = action.issue.ref
        # People may have written since the list was read.
        now = self._tracker.issue(ref)
        if action.comment:
            self._say(ref, action.comment)
        body = self._body(now, action)
        added, removed = lasting(now, action)
        state = {"reopen": "open", "close": "closed"}.get(action.verb)
        edit = Edit.model_validate(
            {"body": body if body != now.body else None, "state": state, "add_labels": added, "remove_labels": removed}
        )
        if edit != Edit():
            self._write(action.verb, ref.key, lambda: self._tracker.edit(ref, edit))

    def _body(self, now: TrackedIssue, action: Action) -> str:
        region = found(now.body)
        if action.verb == "close":
            return with_marker(now.body, action.marker)
        if not action.rewrite or (region is not None and region.edited):
            return now.body
        room = room_in(now.body, self._tracker.limits.body)
        words = text_of(action.wanted, self.applied.refs, self._titles, room, action.marker.after)
        return with_region(now.body, action.marker, words)

    def _say(self, ref: IssueRef, comment: str) -> None:
        mark = comment.rpartition("\n")[2]
        if any(mark in each for each in self._tracker.comments(ref)):
            return
        number = self._journal.begin(self._tracker.shown, "comment", ref.key)
        for attempt in range(_TRIES):
            try:
                self._tracker.comment(ref, comment)
                break
            except TrackerError as error:
                if error.trouble is not Trouble.UNCERTAIN:
                    self._journal.end(number, trouble=error.trouble.name)
                    raise
                self._wait(_WAITS[0])
                if any(mark in each for each in self._tracker.comments(ref)):
                    break
                if attempt + 1 == _TRIES:
                    raise
        self._journal.end(number)
        self.applied.writes += 1

    def _edge(self, blocked: str, blocker: str) -> None:
        refs = self.applied.refs
        if blocked in refs and blocker in refs:
            self._write("block", blocked, lambda: self._tracker.block(refs[blocked], refs[blocker]), blocker)

    def _parent(self) -> None:
        parent = self._plan.parent
        if parent is None or not parent.writes:
            return
        refs = {each: self.applied.refs[each] for each in parent.children if each in self.applied.refs}
        words = parent_text(parent, refs, self._titles)
        marker = parent_marker(parent.fingerprint, self._plan.incident)
        issue = parent.issue
        if issue is None:
            # Another machine may have made it since the plan.
            issue = by_fingerprint(self._tracker.issues(self._label, None), (parent.fingerprint,))
        if issue is None:
            labels = self._always
            issue = self._made(
                parent.fingerprint, NewIssue(title=parent.title, body=with_region("", marker, words), labels=labels)
            )
        elif parent.rewrite and issue.state == "open":
            now = self._tracker.issue(issue.ref)
            edit = Edit(body=with_region(now.body, marker, words))
            self._write("update", issue.ref.key, lambda: self._tracker.edit(now.ref, edit))
        for child in (each for each in parent.children if each in refs and each not in parent.adopted):
            below = refs[child]
            with self._alone(f"{below.shown} below {issue.ref.shown}"):
                self._write("adopt", parent.fingerprint, partial(self._tracker.adopt, issue.ref, below), child)

    def _write(self, verb: str, subject: str, write: Callable[[], Result], other: str | None = None) -> Result:
        """One write that is the same done twice, so one whose answer is lost is simply done again."""
        number = self._journal.begin(self._tracker.shown, verb, subject, other)
        for attempt in range(_TRIES):
            try:
                result = write()
                break
            except TrackerError as error:
                if error.trouble is Trouble.UNCERTAIN and attempt + 1 < _TRIES:
                    self._wait(_WAITS[0])
                    continue
                if error.trouble is not Trouble.UNCERTAIN:
                    self._journal.end(number, trouble=error.trouble.name)
                raise
        self._journal.end(number)
        self.applied.writes += 1
        return result

    @contextmanager
    def _alone(self, what: str) -> Iterator[None]:
        """Let a trouble of one issue be told and the others go on."""
        try:
            yield
        except TrackerError as error:
            if error.trouble not in _OF_ONE_ISSUE:
                raise
            self.applied.troubles.append(f"{what}: {error}")

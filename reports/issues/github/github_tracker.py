"""The tracker on GitHub and GitHub Enterprise, through PyGithub: the one place that writes to the outside."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from typing import TypeVar
from urllib.parse import quote

import github

from incidents.github.exchange import Answer, exchange, settings
from incidents.github.failures import RefusedError
from incidents.github.place import GitHubPlace
from incidents.github.token import token_in
from incidents.model.instant import Instant
from incidents.timing.timer import REAL_TIMER, Timer
from reports.issues.github.answers import comment_body, issue_of, label_name, native_of
from reports.issues.github.asking import GitHubAsking
from reports.issues.github.troubles import Deed, uncertain
from reports.issues.tracker import Edit, IssueRef, Label, Limits, NewIssue, TrackedIssue, Tracker, TrackerError, Trouble

_LIMITS = Limits(title=256, body=65_536)
_DAY = 86_400
_CLOSED_AS = {"done": "completed", "not-planned": "not_planned", "duplicate": "duplicate"}
_BLOCKERS = "dependencies/blocked_by"
_CHILDREN = "sub_issues"
Told = TypeVar("Told")


@contextmanager
def github_tracker(
    place: GitHubPlace,
    environment: Mapping[str, str],
    timer: Timer = REAL_TIMER,
    seconds: int = 30,
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator["GitHubTracker"]:
    """With the token of the environment; `seconds` are what one answer may take. Raises TrackerError.

    `tell` is told of waits that a person would wonder about.
    """
    try:
        token = token_in(environment)
    except RefusedError as error:
        raise TrackerError(Trouble.NOT_SIGNED_IN, str(error)) from error
    opened = github.Github(auth=github.Auth.Token(token.secret), **settings(place, seconds))
    try:
        asking = GitHubAsking(lambda ask: exchange(opened.requester, place, ask), place, token, timer, tell)
        yield GitHubTracker(asking)
    finally:
        opened.close()


class GitHubTracker(Tracker):
    """Issues are named by their number; links between them take the database id, which is their native name."""

    def __init__(self, asking: GitHubAsking) -> None:
        self._asking = asking
        # What an older Enterprise was found to answer 404 for.
        self._without: set[str] = set()

    @property
    def shown(self) -> str:
        """Never another name after a renaming: the journal knows by it what was filed here."""
        return f"GitHub {self._asking.place.shown}"

    @property
    def remark(self) -> str | None:
        """What a person should put right although everything was done; known once something was asked."""
        renamed = self._asking.renamed
        if renamed is None:
            return None
        return f"{self._asking.place.shown} is called {renamed} now: write that into incident.toml"

    @property
    def limits(self) -> Limits:
        return _LIMITS

    def issues(self, label: str | None, closed_days: int | None) -> tuple[TrackedIssue, ...]:
        # A comma divides labels in the question, so one with a comma is looked for in the whole list.
        narrowed = {"labels": label} if label and "," not in label else {}
        if closed_days is None:
            found, _ = self._listed("all", narrowed)
        else:
            # In this order, what is closed between the two questions is in both lists and not in none.
            found, today = self._listed("open", narrowed)
            since = today.plus(-closed_days * _DAY) if today else None
            changed = {"since": str(since.second)} if since else {}
            closed, _ = self._listed("closed", {**narrowed, **changed})
            found |= {key: each for key, each in closed.items() if not _closed_before(each, since)}
        wanted = (label or "").lower()
        return tuple(each for each in found.values() if not wanted or wanted in {name.lower() for name in each.labels})

    def issue(self, ref: IssueRef) -> TrackedIssue:
        deed = Deed(f"read #{ref.key}", ref.key)
        found = self._told(issue_of, self._asking.read(_path(ref), deed).body)
        if found is None or found.ref.native != ref.native:
            # GitHub leads on to the repository that an issue was transferred to.
            raise TrackerError(Trouble.GONE, f"#{ref.key} of {self._asking.place.shown} is another one now")
        return found

    def labels(self) -> tuple[str, ...]:
        listed = self._asking.pages("labels", Deed("list the labels"))
        return tuple(self._told(label_name, each) for each in listed.objects)

    def make_label(self, label: Label) -> None:
        body: dict[str, object] = {"name": label.name, "color": label.color, "description": label.description}
        try:
            self._asking.write("POST", "labels", Deed(f'make the label "{label.name}"'), body)
        except TrackerError as error:
            if error.trouble is not Trouble.INVALID or label.name.lower() not in map(str.lower, self.labels()):
                raise

    def create(self, new: NewIssue) -> TrackedIssue:
        deed = Deed(f'create the issue "{new.title[:80]}"')
        body: dict[str, object] = {"title": new.title, "body": new.body, "labels": list(new.labels)}
        return self._written(self._asking.write("POST", "issues", deed, body), deed)

    def edit(self, ref: IssueRef, edit: Edit) -> TrackedIssue:
        deed = Deed(f"edit #{ref.key}", ref.key)
        if edit.add_labels:
            self._asking.write("POST", f"{_path(ref)}/labels", deed, {"labels": list(edit.add_labels)})
        for name in edit.remove_labels:
            self._without_label(ref, name, deed)
        changes: dict[str, object] = {}
        if edit.body is not None:
            changes["body"] = edit.body
        if edit.state is not None:
            reason = "reopened" if edit.state == "open" else _CLOSED_AS[edit.closed_as]
            changes |= {"state": edit.state, "state_reason": reason}
        if not changes:
            return self.issue(ref)
        return self._written(self._asking.write("PATCH", _path(ref), deed, changes), deed)

    def comments(self, ref: IssueRef) -> tuple[str, ...]:
        deed = Deed(f"list the comments on #{ref.key}", ref.key)
        listed = self._asking.pages(f"{_path(ref)}/comments", deed)
        return tuple(self._told(comment_body, each) for each in listed.objects)

    def comment(self, ref: IssueRef, body: str) -> None:
        deed = Deed(f"comment on #{ref.key}", ref.key)
        self._asking.write("POST", f"{_path(ref)}/comments", deed, {"body": body})

    def blockers(self, ref: IssueRef) -> tuple[str, ...] | None:
        return self._linked(ref, _BLOCKERS)

    def block(self, ref: IssueRef, blocker: IssueRef) -> bool:
        return self._link(ref, _BLOCKERS, blocker, "issue_id")

    def children(self, parent: IssueRef) -> tuple[str, ...] | None:
        return self._linked(parent, _CHILDREN)

    def adopt(self, parent: IssueRef, child: IssueRef) -> bool:
        return self._link(parent, _CHILDREN, child, "sub_issue_id")

    def _listed(self, state: str, parameters: Mapping[str, str]) -> tuple[dict[str, TrackedIssue], Instant | None]:
        """The issues by number, and GitHub's own time."""
        oldest_first = {"state": state, "sort": "created", "direction": "asc"}
        listed = self._asking.pages("issues", Deed("list the issues"), {**parameters, **oldest_first})
        issues = (self._told(issue_of, each) for each in listed.objects)
        return {each.ref.key: each for each in issues if each is not None}, _moment(listed.date)

    def _without_label(self, ref: IssueRef, name: str, deed: Deed) -> None:
        try:
            self._asking.write("DELETE", f"{_path(ref)}/labels/{quote(name, safe='')}", deed)
        except TrackerError as error:
            # It does not carry the label; whether the issue itself is there, the next request of the edit tells.
            if error.trouble is not Trouble.GONE:
                raise

    def _linked(self, ref: IssueRef, kind: str) -> tuple[str, ...] | None:
        if kind in self._without:
            return None
        deed = Deed(f"list what is linked to #{ref.key}", ref.key)
        try:
            listed = self._asking.pages(f"{_path(ref)}/{kind}", deed)
        except TrackerError as error:
            if error.trouble is not Trouble.GONE:
                raise
            # Either the issue is not there, which this raises, or the server has no such links.
            self.issue(ref)
            self._without.add(kind)
            return None
        return tuple(self._told(native_of, each) for each in listed.objects)

    def _link(self, ref: IssueRef, kind: str, other: IssueRef, field: str) -> bool:
        if kind in self._without:
            return False
        deed = Deed(f"link #{other.key} to #{ref.key}", ref.key)
        if not other.native.isdecimal():
            raise TrackerError(Trouble.INVALID, f'"{other.native}" is no id of an issue of GitHub')
        try:
            self._asking.write("POST", f"{_path(ref)}/{kind}", deed, {field: int(other.native)})
        except TrackerError as error:
            if error.trouble not in {Trouble.INVALID, Trouble.GONE}:
                raise
            linked = self._linked(ref, kind)
            if linked is None:
                return False
            if other.native not in linked:
                raise
        return True

    def _told(self, shape: Callable[[object], Told], held: object) -> Told:
        try:
            return shape(held)
        except ValueError as error:
            raise self._asking.not_github() from error

    def _written(self, answer: Answer, deed: Deed) -> TrackedIssue:
        """What a write answers; one that cannot be read leaves open what was done."""
        try:
            found = issue_of(answer.body)
        except ValueError as error:
            raise uncertain(deed, f"{answer.status} without an issue") from error
        if found is None:
            raise TrackerError(Trouble.INVALID, f"{deed.words} reached a pull request")
        return found


def _path(ref: IssueRef) -> str:
    return f"issues/{quote(ref.key, safe='')}"


def _closed_before(issue: TrackedIssue, since: Instant | None) -> bool:
    return since is not None and issue.closed_at is not None and issue.closed_at < since


def _moment(date: str) -> Instant | None:
    try:
        return Instant.of(parsedate_to_datetime(date))
    except ValueError:
        return None

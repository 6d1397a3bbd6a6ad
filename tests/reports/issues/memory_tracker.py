"""A tracker that holds its issues in memory and can fail at any write: the one fake in place of the outside."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from incidents.model.instant import Instant
from reports.issues.tracker import Edit, IssueRef, Label, Limits, NewIssue, TrackedIssue, TrackerError, Trouble
from tests.builders import at

Result = TypeVar("Result")


class Killed(BaseException):
    """What a kill is to a process: nothing catches it."""


@dataclass
class Fault:
    """At the write of this number (from 1): raise before it is done, or after it was done and before it is answered."""

    write: int
    raised: Callable[[], BaseException]
    after: bool


@dataclass
class MemoryTracker:
    """Implements `Tracker`. `writes` counts what was asked for; `native_links` switches links and children off."""

    fault: Fault | None = None
    native_links: bool = True
    clock: Callable[[], Instant] = lambda: at(5)
    longest: int = 65_536
    drops_labels: bool = False
    held: dict[str, TrackedIssue] = field(default_factory=dict)
    made_labels: list[str] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)
    below: dict[str, list[str]] = field(default_factory=dict)
    writes: int = 0
    last: int = 0

    @property
    def shown(self) -> str:
        return "memory"

    @property
    def remark(self) -> str | None:
        return None

    @property
    def limits(self) -> Limits:
        return Limits(title=256, body=self.longest)

    def issues(self, label: str | None, closed_days: int | None) -> tuple[TrackedIssue, ...]:
        since = None if closed_days is None else self.clock().plus(-closed_days * 86_400)
        return tuple(
            each
            for each in self.held.values()
            if (label is None or label in each.labels)
            and (each.state == "open" or since is None or (each.closed_at is not None and each.closed_at >= since))
        )

    def issue(self, ref: IssueRef) -> TrackedIssue:
        if ref.native not in self.held:
            raise TrackerError(Trouble.GONE, f"there is no issue {ref.shown} in memory")
        return self.held[ref.native]

    def labels(self) -> tuple[str, ...]:
        return tuple(self.made_labels)

    def make_label(self, label: Label) -> None:
        self._write(lambda: None if label.name in self.made_labels else self.made_labels.append(label.name))

    def create(self, new: NewIssue) -> TrackedIssue:
        return self._write(lambda: self.put(new.title, new.body, () if self.drops_labels else new.labels))

    def edit(self, ref: IssueRef, edit: Edit) -> TrackedIssue:
        return self._write(lambda: self._edited(ref, edit))

    def comments(self, ref: IssueRef) -> tuple[str, ...]:
        self.issue(ref)
        return tuple(self.said.get(ref.native, ()))

    def comment(self, ref: IssueRef, body: str) -> None:
        self.issue(ref)
        self._write(lambda: self.said.setdefault(ref.native, []).append(body))

    def blockers(self, ref: IssueRef) -> tuple[str, ...] | None:
        self.issue(ref)
        return tuple(self.links.get(ref.native, ())) if self.native_links else None

    def block(self, ref: IssueRef, blocker: IssueRef) -> bool:
        self.issue(ref)
        self.issue(blocker)
        return self._write(lambda: self._linked(self.links, ref, blocker))

    def children(self, parent: IssueRef) -> tuple[str, ...] | None:
        self.issue(parent)
        return tuple(self.below.get(parent.native, ())) if self.native_links else None

    def adopt(self, parent: IssueRef, child: IssueRef) -> bool:
        self.issue(parent)
        self.issue(child)
        if any(child.native in each for native, each in self.below.items() if native != parent.native):
            raise TrackerError(Trouble.INVALID, f"{child.shown} has another parent")
        return self._write(lambda: self._linked(self.below, parent, child))

    def put(self, title: str, body: str = "", labels: tuple[str, ...] = ()) -> TrackedIssue:
        """An issue that somebody filed."""
        self.last += 1
        number = str(self.last)
        ref = IssueRef(key=number, native=f"id-{number}", mention=f"#{number}")
        self.held[ref.native] = TrackedIssue(ref=ref, title=title, body=body, state="open", labels=labels)
        return self.held[ref.native]

    def change(self, ref: IssueRef, **values: object) -> TrackedIssue:
        """What somebody else does to an issue."""
        self.held[ref.native] = self.held[ref.native].model_copy(update=values)
        return self.held[ref.native]

    def _edited(self, ref: IssueRef, edit: Edit) -> TrackedIssue:
        present = self.issue(ref)
        kept = tuple(each for each in present.labels if each not in edit.remove_labels)
        values: dict[str, object] = {"labels": tuple(dict.fromkeys((*kept, *edit.add_labels)))}
        if edit.body is not None:
            values["body"] = edit.body
        if edit.state == "closed" and present.state == "open":
            values |= {"state": "closed", "closed_as": edit.closed_as, "closed_at": self.clock()}
        elif edit.state == "open":
            values |= {"state": "open", "closed_as": None, "closed_at": None}
        return self.change(ref, **values)

    def _linked(self, links: dict[str, list[str]], ref: IssueRef, other: IssueRef) -> bool:
        if self.native_links and other.native not in links.setdefault(ref.native, []):
            links[ref.native].append(other.native)
        return self.native_links

    def _write(self, act: Callable[[], Result]) -> Result:
        self.writes += 1
        fault = self.fault if self.fault and self.fault.write == self.writes else None
        if fault and not fault.after:
            raise fault.raised()
        done = act()
        if fault:
            raise fault.raised()
        return done

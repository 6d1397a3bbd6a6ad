"""A folder of Markdown files as a tracker: for teams without one, for trying out, and for the demo."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from incidents.errors import StoreError
from incidents.model.instant import Instant
from incidents.store.filesystem import Filesystem
from incidents.store.lock import only_writer
from incidents.store.tree import make_folders
from reports.issues.draft.front_matter import Field, fields, joined, parted, written
from reports.issues.tracker import (
    Edit,
    IssueRef,
    Label,
    Limits,
    NewIssue,
    TrackedIssue,
    TrackerError,
    Trouble,
)

_NAME = re.compile(r"(\d{4,})-[a-z0-9-]*\.md")
_SAID = "<!-- said {at} -->\n"
_BETWEEN = re.compile(r"^<!-- said [^>]* -->\n", re.MULTILINE)
_SLUG = 50
_DAY = 24 * 3600.0
_Closed = Literal["done", "not-planned", "duplicate"]


@dataclass(frozen=True)
class _File:
    """One issue as it lies in its file; links are numbers."""

    name: str
    title: str
    body: str
    state: Literal["open", "closed"] = "open"
    labels: tuple[str, ...] = ()
    closed_as: _Closed | None = None
    closed_at: Instant | None = None
    blocked_by: tuple[str, ...] = ()
    parent: str | None = None

    @property
    def number(self) -> str:
        return str(int(self.name.partition("-")[0]))

    @property
    def issue(self) -> TrackedIssue:
        ref = IssueRef(key=self.number, native=self.number, mention=f"[#{self.number}]({self.name})")
        return TrackedIssue(
            ref=ref,
            title=self.title,
            body=self.body,
            state=self.state,
            labels=self.labels,
            closed_as=self.closed_as,
            closed_at=self.closed_at,
        )


class FolderTracker:
    """Implements `Tracker`. People may edit the files; one that cannot be read stops the filing and is named."""

    def __init__(self, folder: Path, clock: Callable[[], Instant], disk: Filesystem | None = None) -> None:
        self._folder = folder
        self._clock = clock
        self._disk = disk or Filesystem()

    @property
    def shown(self) -> str:
        return f"folder {self._folder.name}"

    @property
    def remark(self) -> str | None:
        return None

    @property
    def limits(self) -> Limits:
        return Limits(title=200, body=1_000_000)

    def issues(self, label: str | None, closed_days: int | None) -> tuple[TrackedIssue, ...]:
        since = None if closed_days is None else self._clock().plus(-closed_days * _DAY)
        return tuple(
            each.issue
            for each in self._all()
            if (label is None or label in each.labels)
            and (each.state == "open" or since is None or (each.closed_at is not None and each.closed_at >= since))
        )

    def issue(self, ref: IssueRef) -> TrackedIssue:
        return self._one(ref).issue

    def labels(self) -> tuple[str, ...]:
        """A file may carry any label, and so none has to be made."""
        return tuple(sorted({label for each in self._all() for label in each.labels}))

    def make_label(self, label: Label) -> None:
        """Nothing is kept for a label but its name on the issues."""

    def create(self, new: NewIssue) -> TrackedIssue:
        with self._writing():
            number = 1 + max((int(each.number) for each in self._all()), default=0)
            slug = "-".join(re.findall(r"[a-z0-9]+", new.title.lower()))[:_SLUG].strip("-")
            file = _File(f"{number:04d}-{slug}.md", new.title, new.body, labels=new.labels)
            self._put(file)
        return file.issue

    def edit(self, ref: IssueRef, edit: Edit) -> TrackedIssue:
        with self._writing():
            file = self._one(ref)
            kept = [each for each in file.labels if each not in edit.remove_labels]
            labels = tuple(dict.fromkeys([*kept, *edit.add_labels]))
            changed = replace(file, labels=labels, body=file.body if edit.body is None else edit.body)
            if edit.state == "closed" and file.state == "open":
                changed = replace(changed, state="closed", closed_as=edit.closed_as, closed_at=self._clock().second)
            elif edit.state == "open":
                changed = replace(changed, state="open", closed_as=None, closed_at=None)
            self._put(changed)
        return changed.issue

    def comments(self, ref: IssueRef) -> tuple[str, ...]:
        held = self._read(self._comments(self._one(ref)))
        return tuple(each.rstrip("\n") for each in _BETWEEN.split(held)[1:])

    def comment(self, ref: IssueRef, body: str) -> None:
        with self._writing():
            name = self._comments(self._one(ref))
            self._write(name, f"{self._read(name)}{_SAID.format(at=self._clock().second)}{body.rstrip()}\n")

    def blockers(self, ref: IssueRef) -> tuple[str, ...] | None:
        return self._one(ref).blocked_by

    def block(self, ref: IssueRef, blocker: IssueRef) -> bool:
        with self._writing():
            file, other = self._one(ref), self._one(blocker)
            self._put(replace(file, blocked_by=tuple(dict.fromkeys((*file.blocked_by, other.number)))))
        return True

    def children(self, parent: IssueRef) -> tuple[str, ...] | None:
        above = self._one(parent).number
        return tuple(each.number for each in self._all() if each.parent == above)

    def adopt(self, parent: IssueRef, child: IssueRef) -> bool:
        with self._writing():
            above, file = self._one(parent), self._one(child)
            if file.parent not in (None, above.number):
                raise TrackerError(Trouble.INVALID, f"{file.name} has another parent")
            self._put(replace(file, parent=above.number))
        return True

    def _all(self) -> tuple[_File, ...]:
        with self._told():
            try:
                names = sorted(each.name for each in self._folder.iterdir() if _NAME.fullmatch(each.name))
            except FileNotFoundError:
                return ()
        return tuple(_file(name, self._read(name)) for name in names)

    def _one(self, ref: IssueRef) -> _File:
        found = next((each for each in self._all() if each.number == ref.native), None)
        if found is None:
            raise TrackerError(Trouble.GONE, f"there is no issue {ref.shown} in {self._folder.name}")
        return found

    def _comments(self, file: _File) -> str:
        return f"{file.name.removesuffix('.md')}.comments.md"

    def _read(self, name: str) -> str:
        with self._told():
            try:
                return (self._folder / name).read_bytes().decode("utf-8")
            except FileNotFoundError:
                return ""
            except UnicodeDecodeError as error:
                raise TrackerError(Trouble.INVALID, f"{self._folder.name}/{name} is not UTF-8") from error

    def _put(self, file: _File) -> None:
        self._write(file.name, joined(written(_head(file)), file.body))

    def _write(self, name: str, text: str) -> None:
        part = self._folder / f".{name}.part"
        part.unlink(missing_ok=True)
        self._disk.write(part, text.encode(), None)
        self._disk.sync(part)
        self._disk.rename(part, self._folder / name)
        self._disk.sync(self._folder)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One writer at a time, so that no number is given twice."""
        with self._told():
            make_folders(self._folder, self._disk)
            with only_writer(self._folder / ".lock", self._folder, self._disk):
                yield

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except StoreError as error:
            raise TrackerError(Trouble.BUSY, str(error)) from error
        except OSError as error:
            said = error.strerror or type(error).__name__
            raise TrackerError(Trouble.UNREACHABLE, f"{self._folder}: {said}") from error


def _head(file: _File) -> Mapping[str, Field]:
    head: dict[str, Field] = {"title": file.title, "state": file.state, "labels": file.labels}
    if file.closed_as:
        head["closed-as"] = file.closed_as
    if file.closed_at:
        head["closed-at"] = str(file.closed_at)
    if file.blocked_by:
        head["blocked-by"] = file.blocked_by
    if file.parent:
        head["parent"] = file.parent
    return head


def _file(name: str, text: str) -> _File:
    parts = parted(text)
    try:
        head = fields(parts.head) if parts else {}
        return _File(
            name=name,
            title=_text(head, "title"),
            body=parts.body if parts else "",
            state="closed" if _text(head, "state") == "closed" else "open",
            labels=_texts(head, "labels"),
            closed_as=next((each for each in get_args(_Closed) if each == head.get("closed-as")), None),
            closed_at=Instant.parse(_text(head, "closed-at")) if head.get("closed-at") else None,
            blocked_by=_texts(head, "blocked-by"),
            parent=_text(head, "parent") or None,
        )
    except ValueError as error:
        raise TrackerError(Trouble.INVALID, f"{name}: {error}") from error


def _text(head: Mapping[str, Field], name: str) -> str:
    value = head.get(name, "")
    return value if isinstance(value, str) else ""


def _texts(head: Mapping[str, Field], name: str) -> tuple[str, ...]:
    value = head.get(name, ())
    return () if isinstance(value, str | Mapping) else tuple(str(each) for each in value)

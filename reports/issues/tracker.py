"""What filing needs of a tracker: a few verbs, values that every tracker can give, and a closed set of troubles."""

from enum import Enum
from typing import Literal, Protocol

from pydantic import Field

from incidents.errors import IncidentError
from incidents.model.instant import Instant
from incidents.model.record import Record


class IssueRef(Record):
    """How one issue is named: `key` by people ("984", "OPS-12"), `native` by the tracker's own interface.

    `mention` is the text that becomes a link to it inside another body of the same tracker, such as "#984".
    """

    key: str
    native: str
    mention: str
    url: str | None = None

    @property
    def shown(self) -> str:
        """How a person writes it where nothing becomes a link."""
        return f"#{self.key}" if self.key.isdigit() else self.key


class TrackedIssue(Record):
    """An issue as the tracker holds it now; its moments are by the tracker's clock.

    `closed_as` is None for an open issue, and where the tracker does not tell why one was closed.
    """

    ref: IssueRef
    title: str
    body: str
    state: Literal["open", "closed"]
    labels: tuple[str, ...] = ()
    closed_as: Literal["done", "not-planned", "duplicate"] | None = None
    closed_at: Instant | None = None
    updated_at: Instant | None = None


class NewIssue(Record):
    title: str
    body: str
    labels: tuple[str, ...]


class Edit(Record):
    """What is to change; None, and no labels, leave things as they are. Labels of others are never taken away."""

    body: str | None = None
    state: Literal["open", "closed"] | None = None
    closed_as: Literal["done", "not-planned", "duplicate"] = "done"
    add_labels: tuple[str, ...] = ()
    remove_labels: tuple[str, ...] = ()


class Label(Record):
    """`color` is six hexadecimal digits."""

    name: str
    color: str = Field(pattern=r"^[0-9a-f]{6}$")
    description: str


class Limits(Record):
    """The longest title and body, in characters."""

    title: int
    body: int


class Trouble(Enum):
    """Every way in which a tracker does not do what it was asked; the value says what a person does about it."""

    NOT_SIGNED_IN = "give a token in the environment"
    NOT_ACCEPTED = "put a valid token into the environment; this one may have expired"
    FORBIDDEN = "give the token the right to read and write issues"
    NOT_FOUND = "check `repository` in incident.toml, and that the token may see it; a private one looks like none"
    SWITCHED_OFF = "switch issues on in the settings of the repository, or file somewhere else"
    MOVED = "write the present name into incident.toml"
    INVALID = "see what it names; a draft may have to be reworded"
    GONE = "nothing, where somebody removed it on purpose; else restore it"
    BUSY = "wait, and run the command again"
    UNREACHABLE = "see that it can be reached, and run the command again"
    UNCERTAIN = "run the command again: it looks first whether this was done"


class TrackerError(IncidentError):
    """A trouble with what was seen, a clause without a full stop that holds no secret.

    GONE is about one issue, and the rest can go on. UNCERTAIN is about one write that was sent and whose answer never
    came, or was a server error: it may have been done. After every other trouble nothing of the call was done.
    """

    def __init__(self, trouble: Trouble, seen: str) -> None:
        super().__init__(f"{seen}; {trouble.value}")
        self.trouble = trouble
        self.seen = seen


class Tracker(Protocol):
    """Where issues are filed. Every method raises TrackerError and nothing else that the outside can bring about.

    A read that failed for now is repeated inside, and so is a write that was refused for now, after the wait that the
    server names. A write whose outcome is not known is never sent again here: it is UNCERTAIN, and the caller looks.
    Bodies are Markdown and come back as they were given, hidden comments included; a tracker that cannot hold those
    keeps them elsewhere.
    """

    @property
    def shown(self) -> str:
        """The place in a sentence, such as "GitHub owner/name"."""
        ...

    @property
    def remark(self) -> str | None:
        """What a person should put right although everything was done; known once something was asked."""
        ...

    @property
    def limits(self) -> Limits: ...

    def issues(self, label: str | None, closed_days: int | None) -> tuple[TrackedIssue, ...]:
        """The open issues and those closed in the last days, all closed ones where that is None; by listing only.

        With a label, those that carry it. A list that could not be read to its end is a trouble, never a short list:
        what is missing in it would be filed a second time.
        """
        ...

    def issue(self, ref: IssueRef) -> TrackedIssue:
        """One issue as it is at this moment; GONE where it was deleted or moved away."""
        ...

    def labels(self) -> tuple[str, ...]:
        """The names of all labels that exist."""
        ...

    def make_label(self, label: Label) -> None:
        """That somebody else made it meanwhile is no trouble."""
        ...

    def create(self, new: NewIssue) -> TrackedIssue:
        """The issue as the tracker answers it: servers may drop labels that the token may not set."""
        ...

    def edit(self, ref: IssueRef, edit: Edit) -> TrackedIssue:
        """Doing it twice is the same as once."""
        ...

    def comments(self, ref: IssueRef) -> tuple[str, ...]:
        """The bodies of its comments, oldest first."""
        ...

    def comment(self, ref: IssueRef, body: str) -> None: ...

    def blockers(self, ref: IssueRef) -> tuple[str, ...] | None:
        """The native names of the issues that block it; None where this server keeps no such links."""
        ...

    def block(self, ref: IssueRef, blocker: IssueRef) -> bool:
        """Let it be blocked by the other; False where this server keeps no such links. One that is there is fine."""
        ...

    def children(self, parent: IssueRef) -> tuple[str, ...] | None:
        """The native names of the issues below it; None where this server has no issues below others."""
        ...

    def adopt(self, parent: IssueRef, child: IssueRef) -> bool:
        """Put the child below the parent; False where this server has none. INVALID where it has another parent."""
        ...

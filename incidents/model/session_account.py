"""What a session declared and what was done in it, and what became of the claims that it inherited."""

from typing import Literal

from incidents.model.instant import Instant
from incidents.model.record import CitationId, Record
from incidents.model.scope import Span


class Act(Record):
    """Something that was done within a span: a record that changed something, or a run. Acts have no author.

    `sort` says of a commit whether it changes what runs; `deployed` is None for what cannot be deployed.
    """

    kind: Literal["commit", "deployment", "issue-opened", "issue-updated", "issue-closed", "test-run"]
    at: Instant
    sort: Literal["functional", "tests-or-docs"] | None = None
    deployed: bool | None = None
    record: CitationId


class SessionAccount(Record):
    """`record` is None where no session was recorded and the window stands for it.

    `kept` tells whether nothing changed that a read-only mode forbids; None where no such mode was declared.
    """

    name: str
    record: CitationId | None
    mode: Literal["read-only", "read-write", "unknown"]
    span: Span
    kept: bool | None
    acts: tuple[Act, ...]


class Inherited(Record):
    """Something that was said or filed before, and what this evidence says of it.

    `findings` are those that name the same thing as it does, `names` what they share. A "named-again" claim is not
    thereby true, nor is a "not-seen" one false.
    """

    record: CitationId
    disposition: Literal["named-again", "not-seen"]
    findings: tuple[CitationId, ...] = ()
    names: tuple[str, ...] = ()

"""The window: the last known good point and what came after it, each with the reason it was chosen."""

from typing import Literal

from incidents.model.record import CitationId, Record
from incidents.model.scope import Span


class Serving(Record):
    """A revision on one side of the window; `commit` is None where it is unknown.

    `percent` is its share of the traffic when the evidence was collected, None where that was not read.
    """

    service: str
    revision: str
    evidence: CitationId
    ready: bool | None
    percent: int | None
    commit: str | None


class Side(Record):
    """One side of the window: its span, the revisions that belong to it, and why."""

    span: Span
    revisions: tuple[Serving, ...]
    reason: str

    def of(self, service: str) -> tuple[Serving, ...]:
        return tuple(each for each in self.revisions if each.service == service)


class CommitRange(Record):
    """The commits between the two sides of one service, `good` excluded and `bad` included.

    `state` is "unknown" when a revision on either side has no known commit, "unchanged" when nothing new was deployed.
    """

    service: str
    good: str | None
    bad: str | None
    state: Literal["known", "unchanged", "unknown"]
    reason: str


class Window(Record):
    """Baseline and candidate; `proposed` is set when no `--since` was given and the tool chose."""

    asked: str | None
    proposed: bool
    baseline: Side
    candidate: Side
    commits: tuple[CommitRange, ...]

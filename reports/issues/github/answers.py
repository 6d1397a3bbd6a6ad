"""GitHub's issues, labels and comments as filing sees them."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from incidents.model.instant import Instant
from reports.issues.tracker import IssueRef, TrackedIssue

_REASONS: dict[str | None, Literal["done", "not-planned", "duplicate"]] = {
    "completed": "done",
    "not_planned": "not-planned",
    "duplicate": "duplicate",
}


class _Shape(BaseModel):
    """Only what is used of an answer, in the types that GitHub promises."""

    model_config = ConfigDict(strict=True, frozen=True)


class _Named(_Shape):
    name: str


class _Comment(_Shape):
    body: str | None = None


class _Identified(_Shape):
    id: int


class _Issue(_Shape):
    id: int
    number: int
    title: str
    state: Literal["open", "closed"]
    labels: list[_Named | str] = []
    body: str | None = None
    state_reason: str | None = None
    closed_at: Instant | None = None
    updated_at: Instant | None = None
    html_url: str | None = None
    pull_request: object | None = None


def issue_of(held: object) -> TrackedIssue | None:
    """None for a pull request, which GitHub lists among the issues; raises ValueError for what is no issue."""
    found = _Issue.model_validate(held)
    if found.pull_request is not None:
        return None
    closed = found.state == "closed"
    return TrackedIssue(
        ref=IssueRef(key=str(found.number), native=str(found.id), mention=f"#{found.number}", url=found.html_url),
        title=found.title,
        body=found.body or "",
        state=found.state,
        labels=tuple(each if isinstance(each, str) else each.name for each in found.labels),
        closed_as=_REASONS.get(found.state_reason) if closed else None,
        closed_at=found.closed_at if closed else None,
        updated_at=found.updated_at,
    )


def label_name(held: object) -> str:
    """Raises ValueError, as do those below, for what is none."""
    return _Named.model_validate(held).name


def comment_body(held: object) -> str:
    return _Comment.model_validate(held).body or ""


def native_of(held: object) -> str:
    """The database id."""
    return str(_Identified.model_validate(held).id)

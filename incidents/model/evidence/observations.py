"""Evidence that others recorded: probes, metrics, open issues, sessions, and lines of the team's own configuration."""

from typing import Literal

from pydantic import Field

from incidents.model.evidence.base import Evidence
from incidents.model.instant import Instant


class Probe(Evidence):
    """A request made to see whether something answers; `control` is the probe whose failure blinds this one."""

    kind: Literal["probe"] = "probe"
    target: str
    attempts: int = Field(ge=1)
    succeeded: int = Field(ge=0)
    status: int | None
    latency_s: float | None
    error: str | None
    control: str | None = None


class Metric(Evidence):
    """A measured figure; it compares only with the same metric, version and scope."""

    kind: Literal["metric"] = "metric"
    metric: str
    version: str | None
    scope: str | None
    value: float
    unit: str | None = None


class OpenIssue(Evidence):
    """An issue of the tracker as it stood when it was read; `blocked_by` holds issue numbers.

    `assignees` counts people and is None where the list does not tell of them.
    """

    kind: Literal["open-issue"] = "open-issue"
    number: int
    title: str
    state: Literal["open", "closed"]
    labels: tuple[str, ...]
    url: str | None
    body: str
    closed_at: Instant | None = None
    blocked_by: tuple[int, ...] = ()
    updated_at: Instant | None = None
    assignees: int | None = None


class SessionRecord(Evidence):
    """A work session with the mode it declared; `at` is its start."""

    kind: Literal["session-record"] = "session-record"
    name: str
    mode: Literal["read-only", "read-write", "unknown"]
    end: Instant | None


class Declaration(Evidence):
    """A line of incident.toml that a report relies on: a business value, a threshold, a test category, a mode."""

    kind: Literal["declaration"] = "declaration"
    path: str
    value: str
    owner: str | None = None


class EarlierFailure(Evidence):
    """A failure that an earlier incident which is stored found; `at` is when it was first seen.

    `cause` is the rule of its leading cause, None where it had none; `confidence` is how sure that was.
    """

    kind: Literal["earlier-failure"] = "earlier-failure"
    incident: str
    rule: str
    title: str
    service: str | None
    component: str | None
    signature: str | None
    tests: tuple[str, ...] = ()
    cause: str | None = None
    confidence: Literal["confirmed", "probable", "possible", "refuted"] | None = None

"""Evidence of what was deployed: revisions with their conditions, settings and share of the traffic."""

from typing import Literal

from incidents.model.evidence.base import Evidence
from incidents.model.instant import Instant
from incidents.model.record import Record


class Condition(Record):
    """One condition of a revision as the platform states it; `status` is True, False or Unknown."""

    type: str
    status: Literal["True", "False", "Unknown"]
    reason: str | None = None
    message: str | None = None
    at: Instant | None = None


class Setting(Record):
    """One configured value under its path in the revision's own description; a secret is named, never read."""

    path: str
    value: str


class Revision(Evidence):
    """One Cloud Run revision; `at` is its creation.

    `commit` is None where neither the `commit-sha` label nor the image tag tells it: unknown, never guessed from time.
    It may be abbreviated when it comes from a tag. `traffic_percent` is the share at the time of collection, None
    where the service's description was not read.
    """

    kind: Literal["revision"] = "revision"
    service: str
    name: str
    generation: int | None
    conditions: tuple[Condition, ...]
    image: str | None
    image_digest: str | None
    commit: str | None
    commit_from: Literal["label", "image-tag", "unknown"]
    settings: tuple[Setting, ...]
    traffic_percent: int | None

    def condition(self, kind: str) -> Condition | None:
        return next((each for each in self.conditions if each.type == kind), None)

    @property
    def ready(self) -> bool | None:
        """True or False as the platform's Ready condition says; None where it says neither."""
        ready = self.condition("Ready")
        return {"True": True, "False": False}.get(ready.status) if ready else None

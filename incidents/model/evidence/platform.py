"""Evidence of what was deployed: services and revisions with conditions, settings and shares of the traffic."""

from typing import Literal

from pydantic import Field

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


class TrafficShare(Record):
    """A part of a service's requests and the revision that gets it.

    `latest` says that it goes to whichever revision became ready last; the revision is None where that is not told.
    With a `tag` the revision also has an address of its own.
    """

    revision: str | None
    percent: int = Field(ge=0)
    tag: str | None = None
    latest: bool = False


class Service(Evidence):
    """One Cloud Run service as it was described when it was read; `at` is the newest change of a condition."""

    kind: Literal["service"] = "service"
    service: str
    conditions: tuple[Condition, ...]
    traffic: tuple[TrafficShare, ...]
    latest_ready: str | None
    latest_created: str | None


class Revision(Evidence):
    """One Cloud Run revision; `at` is its creation.

    `commit` is None where no label, annotation or image tag tells it: unknown, never guessed from time. It may be
    abbreviated when it comes from a tag. `traffic_percent` is the share at the time of collection, None where the
    service's description was not read; `traffic_tags` are those of the service's targets that name this revision.
    `creator` is the account that created it, of a person no more than a sign that stands for the address.
    """

    kind: Literal["revision"] = "revision"
    service: str
    name: str
    generation: int | None
    conditions: tuple[Condition, ...]
    image: str | None
    image_digest: str | None
    commit: str | None
    commit_from: Literal["label", "annotation", "image-tag", "unknown"]
    settings: tuple[Setting, ...]
    traffic_percent: int | None
    traffic_tags: tuple[str, ...] = ()
    creator: str | None = None

    def condition(self, kind: str) -> Condition | None:
        return next((each for each in self.conditions if each.type == kind), None)

    @property
    def ready(self) -> bool | None:
        """True or False as the platform's Ready condition says; None where it says neither."""
        ready = self.condition("Ready")
        return {"True": True, "False": False}.get(ready.status) if ready else None

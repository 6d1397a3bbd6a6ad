"""The containers that the platform started for each revision."""

from dataclasses import dataclass
from functools import cached_property

from incidents.demo.deployments import Deployment
from incidents.model.instant import Instant
from incidents.model.record import digest

SECOND = 1_000_000_000
_NEXT_AFTER = 17 * 60 * SECOND


@dataclass(frozen=True)
class Instance:
    """One container; `at` is when the platform started it, in nanoseconds."""

    revision: Deployment
    number: int
    at: int

    @cached_property
    def id(self) -> str:
        """As long as the platform's own."""
        name = self.revision.name
        return digest(name, str(self.number), length=64) + digest(name, "instance", str(self.number), length=32)


def instances_of(revision: Deployment) -> tuple[Instance, ...]:
    """The two containers of a revision, the second started when the first had run for a while."""
    first = deployed_at(revision) + 3 * SECOND
    return Instance(revision, 1, first), Instance(revision, 2, first + _NEXT_AFTER)


def deployed_at(revision: Deployment) -> int:
    return Instant.parse(revision.at).nanoseconds


def ready_at(revision: Deployment) -> int:
    """When the platform found the revision ready and moved the traffic to it."""
    return deployed_at(revision) + round(revision.ready_after_s * SECOND)

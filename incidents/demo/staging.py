"""The demo's staging environment: which container answers when, and what."""

from dataclasses import dataclass

from incidents.demo.deployments import PARCEL_API, RATES_SERVICE, SINCE, deployments
from incidents.demo.exchanges import Exchange, recorded
from incidents.demo.instances import SECOND, Instance, deployed_at, instances_of, ready_at
from incidents.model.instant import Instant

UNTIL = Instant.parse("2026-03-10T13:30:00Z").nanoseconds
"""Where the demo's logs end, in nanoseconds."""

# Older revisions had lost their traffic when the logs begin.
_LOGGED = {PARCEL_API: (41, 42), RATES_SERVICE: (17, 18)}
_BOOTING = 5 * SECOND


@dataclass(frozen=True)
class Staging:
    """`since` is where the logs begin, in nanoseconds; `recordings` holds for each revision what it was asked."""

    since: int
    instances: tuple[Instance, ...]
    recordings: dict[str, dict[str, Exchange]]

    def serving(self, service: str, at: int, wanted: int) -> Instance:
        """The container that takes a request; `wanted` is its number, which counts once it has started."""
        ready = [each for each in self.instances if each.revision.service == service and ready_at(each.revision) <= at]
        newest = ready[-1].revision
        started = [each for each in ready if each.revision is newest and each.at + _BOOTING <= at]
        return started[min(wanted, len(started)) - 1]

    def twin(self, instance: Instance) -> Instance:
        """The other container of the same revision."""
        return next(each for each in self.instances if each.revision is instance.revision and each is not instance)

    def answer(self, instance: Instance, name: str) -> Exchange | None:
        """What that container answers; None where it is never asked for that."""
        return self.recordings[instance.revision.name].get(name)


def staging(*, healthy: bool) -> Staging:
    """Read the recordings of every revision that the logs show."""
    logged = [each for each in deployments(healthy=healthy) if each.number in _LOGGED[each.service]]
    since = next(deployed_at(each) for each in logged if each.name == SINCE)
    recordings = {each.name: recorded(each.name, healthy=healthy) for each in logged}
    return Staging(since, tuple(instance for each in logged for instance in instances_of(each)), recordings)

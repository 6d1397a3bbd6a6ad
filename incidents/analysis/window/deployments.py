"""The order in which revisions were deployed: the platform's own times, never the names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from incidents.model.evidence import Revision
from incidents.model.instant import Instant
from incidents.model.window import Serving


@dataclass(frozen=True)
class Deployment:
    """One revision with the moment it was created; a revision whose record tells no time is not one."""

    at: Instant
    revision: Revision

    @property
    def service(self) -> str:
        return self.revision.service

    @property
    def name(self) -> str:
        return self.revision.name


class Deployments:
    """All deployments of the services in scope, oldest first."""

    def __init__(self, revisions: Iterable[Revision], commits: dict[str, str] | None = None) -> None:
        """`commits` maps abbreviated commit ids to whole ones, as the repository tells them."""
        dated = [Deployment(each.at, each) for each in revisions if each.at is not None]
        self._ordered = sorted(dated, key=lambda each: (each.at, each.revision.generation or 0, each.name))
        self._commits = commits or {}

    def __iter__(self) -> Iterator[Deployment]:
        return iter(self._ordered)

    @property
    def services(self) -> tuple[str, ...]:
        return tuple(sorted({each.service for each in self._ordered}))

    def named(self, name: str) -> Deployment | None:
        return next((each for each in self._ordered if each.name == name), None)

    def after(self, moment: Instant, service: str | None = None) -> tuple[Deployment, ...]:
        """Deployments later than `moment`, of one service or of all."""
        return tuple(each for each in self._ordered if each.at > moment and service in (None, each.service))

    def current(self, service: str, moment: Instant) -> Deployment | None:
        """The newest deployment of the service at `moment` that was not refused by the platform.

        A revision that never became ready takes no traffic, so the one before it stays current.
        """
        earlier = [each for each in self._ordered if each.service == service and each.at <= moment]
        usable = [each for each in earlier if each.revision.ready is not False]
        return usable[-1] if usable else (earlier[-1] if earlier else None)

    def commit(self, revision: Revision) -> str | None:
        """The commit the revision says it was built from, whole where the repository knows it."""
        return None if revision.commit is None else self._commits.get(revision.commit, revision.commit)

    def serving(self, deployment: Deployment) -> Serving:
        revision = deployment.revision
        return Serving(
            service=revision.service,
            revision=revision.name,
            evidence=revision.id,
            ready=revision.ready,
            percent=revision.traffic_percent,
            commit=self.commit(revision),
        )

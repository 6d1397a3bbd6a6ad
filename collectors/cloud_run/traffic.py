"""How a service's requests are shared between its revisions, as its description says."""

from collectors.cloud_run.foreign_json import Fields, objects, text, whole, within
from incidents.model.evidence import TrafficShare


def traffic(service: Fields) -> tuple[TrafficShare, ...]:
    """The shares that are in force, or where none are reported those that are wanted; empty where none are told."""
    latest = text(within(service, "status", "latestReadyRevisionName"))
    targets = objects(within(service, "status", "traffic")) or objects(within(service, "spec", "traffic"))
    return tuple(_share(each, latest) for each in targets)


def percent_of(revision: str, shares: tuple[TrafficShare, ...]) -> int:
    """A revision that is not named gets none."""
    return sum(each.percent for each in shares if each.revision == revision)


def tags_of(revision: str, shares: tuple[TrafficShare, ...]) -> tuple[str, ...]:
    """The tags under which a revision can be reached, sorted."""
    return tuple(sorted({each.tag for each in shares if each.revision == revision and each.tag}))


def _share(target: Fields, latest: str | None) -> TrafficShare:
    is_latest = target.get("latestRevision") is True
    return TrafficShare(
        revision=text(target.get("revisionName")) or (latest if is_latest else None),
        percent=max(whole(target.get("percent")) or 0, 0),
        tag=text(target.get("tag")),
        latest=is_latest,
    )

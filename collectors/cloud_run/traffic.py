"""How a service's requests are shared between its revisions, as its description says."""

from collections.abc import Mapping

from collectors.cloud_run.foreign_json import Fields, objects, text, whole, within


def traffic(service: Fields) -> Mapping[str, int] | None:
    """Percent by revision; those that are not named get none. None where the description holds no traffic at all."""
    latest = text(within(service, "status", "latestReadyRevisionName"))
    targets = objects(within(service, "status", "traffic")) or objects(within(service, "spec", "traffic"))
    shares: dict[str, int] = {}
    for target in targets:
        name = text(target.get("revisionName")) or (latest if target.get("latestRevision") is True else None)
        if name is not None:
            shares[name] = shares.get(name, 0) + (whole(target.get("percent")) or 0)
    return shares if targets else None

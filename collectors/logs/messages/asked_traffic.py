"""How a deployment asked for a service's requests to be shared, as the audit log holds the request (v1 or v2)."""

from collectors.logs.entries.entry import as_object, as_text
from collectors.logs.entries.json_values import Json
from incidents.model.evidence import TrafficShare

_MOST = 50
_LONGEST = 200
_LATEST = "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST"


def asked_traffic(audit: Json) -> tuple[TrafficShare, ...]:
    """The shares in the order of the request; empty where it says nothing of them, which leaves them as they were."""
    service = as_object(as_object(audit.get("request")).get("service"))
    targets = as_object(service.get("spec")).get("traffic") or service.get("traffic")
    listed = targets if isinstance(targets, list) else []
    return tuple(_share(as_object(each)) for each in listed[:_MOST] if as_object(each))


def _share(target: Json) -> TrafficShare:
    percent = target.get("percent")
    named = _name(target.get("revisionName")) or _name(target.get("revision"))
    return TrafficShare(
        revision=named,
        percent=percent if isinstance(percent, int) and not isinstance(percent, bool) and 0 <= percent <= 100 else 0,
        tag=_name(target.get("tag")),
        latest=target.get("latestRevision") is True or target.get("type") == _LATEST,
    )


def _name(value: object) -> str | None:
    """A name without the path that v2 may put before it."""
    name = (as_text(value) or "").rsplit("/", 1)[-1]
    return name[:_LONGEST] or None

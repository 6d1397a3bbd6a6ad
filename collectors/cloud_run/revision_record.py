"""One revision as evidence, from a record in the shape of the v1 API."""

import re
from dataclasses import dataclass

from collectors.cloud_run.built_from import built_from
from collectors.cloud_run.conditions import conditions, ready
from collectors.cloud_run.foreign_json import Fields, fields, moment, objects, text, whole, within
from collectors.cloud_run.settings import settings
from collectors.cloud_run.traffic import percent_of, tags_of
from collectors.redaction import Redactor
from incidents.model.evidence import Revision, TrafficShare
from incidents.model.record import canonical, digest

_EXCERPT = 2000
_CREATOR = 200
_NAME = re.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,150}")
_DIGEST = re.compile("sha256:[0-9a-f]{64}")


@dataclass(frozen=True)
class Identity:
    """What a record is about; `region` is None where it does not say."""

    name: str
    service: str
    region: str | None


def is_name(name: str) -> bool:
    """Whether a name can stand in an id."""
    return _NAME.fullmatch(name) is not None


def identity(record: Fields) -> Identity | None:
    """None where the record lacks a usable name of its own or of its service."""
    labels = fields(within(record, "metadata", "labels"))
    name = text(within(record, "metadata", "name")) or ""
    owners = objects(within(record, "metadata", "ownerReferences"))
    candidates = (
        labels.get("serving.knative.dev/service"),
        labels.get("serving.knative.dev/configuration"),
        *(owner.get("name") for owner in owners if owner.get("kind") == "Configuration"),
    )
    service = next((each for each in candidates if isinstance(each, str) and is_name(each)), None)
    if service is None or not is_name(name):
        return None
    return Identity(name, service, region(record))


def region(record: Fields) -> str | None:
    return text(within(record, "metadata", "labels", "cloud.googleapis.com/location"))


def revision(
    record: Fields, known: Identity, origin: str, shares: tuple[TrafficShare, ...], redactor: Redactor
) -> Revision:
    """The evidence; what the record does not tell is None or empty. `shares` are empty where they are not known."""
    containers = objects(within(record, "spec", "containers"))
    # With sidecars, requests go to the one container that has a port.
    ingress = next((place for place, each in enumerate(containers) if each.get("ports")), 0)
    container = containers[ingress] if containers else {}
    image = text(container.get("image"))
    metadata = fields(record.get("metadata"))
    creator = text(within(metadata, "annotations", "serving.knative.dev/creator"))
    built = built_from(fields(metadata.get("labels")), fields(metadata.get("annotations")), image)
    name = redactor.redact(known.name)
    return Revision(
        id=f"rev-{known.name if name == known.name else digest(name)}",
        at=moment(metadata.get("creationTimestamp")),
        source="cloud_run",
        locator=f"{origin}#{name}",
        excerpt=redactor.redact(_excerpt(known.name, image, record))[:_EXCERPT],
        service=known.service,
        name=name,
        generation=whole(within(metadata, "labels", "serving.knative.dev/configurationGeneration")),
        conditions=conditions(record, redactor),
        image=redactor.redact(image) if image else None,
        image_digest=_digest(record, container),
        commit=built.commit,
        commit_from=built.source,
        settings=settings(record, ingress, built.commit, redactor),
        traffic_percent=percent_of(known.name, shares) if shares else None,
        traffic_tags=tuple(redactor.redact(each) for each in tags_of(known.name, shares)),
        creator=redactor.redact(creator)[:_CREATOR] if creator else None,
    )


def _digest(record: Fields, container: Fields) -> str | None:
    """The digest that the platform resolved the image to."""
    statuses = objects(within(record, "status", "containerStatuses"))
    named = [each for each in statuses if each.get("name") == container.get("name")] or statuses[:1]
    candidates = (*(each.get("imageDigest") for each in named), within(record, "status", "imageDigest"))
    for each in (*candidates, container.get("image")):
        found = _DIGEST.search(each) if isinstance(each, str) else None
        if found:
            return found[0]
    return None


def _excerpt(name: str, image: str | None, record: Fields) -> str:
    """The lines of the record that say what ran and whether it was ready."""
    said = ready(record)
    lines = [canonical({"name": name}), canonical({"image": image}) if image else "", canonical(said) if said else ""]
    return "\n".join(line for line in lines if line)

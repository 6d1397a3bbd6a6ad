"""One revision as evidence, from a record in the shape of the v1 API."""

import re
from dataclasses import dataclass
from typing import Literal

from collectors.cloud_run.built_from import built_from
from collectors.cloud_run.foreign_json import Fields, fields, moment, objects, text, whole, within
from collectors.cloud_run.settings import settings
from collectors.redaction import Redactor
from incidents.model.evidence import Condition, Revision
from incidents.model.record import canonical

_EXCERPT = 2000
_NAME = re.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,150}")
_DIGEST = re.compile("sha256:[0-9a-f]{64}")
_STATUSES: dict[object, Literal["True", "False"]] = {"True": "True", "False": "False"}


@dataclass(frozen=True)
class Identity:
    """What a record is about; `region` is None where it does not say."""

    name: str
    service: str
    region: str | None


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
    service = next((each for each in candidates if isinstance(each, str) and _NAME.fullmatch(each)), None)
    if service is None or not _NAME.fullmatch(name):
        return None
    return Identity(name, service, region(record))


def region(record: Fields) -> str | None:
    return text(within(record, "metadata", "labels", "cloud.googleapis.com/location"))


def revision(record: Fields, known: Identity, file: str, percent: int | None, redactor: Redactor) -> Revision:
    """The evidence; what the record does not tell is None or empty."""
    containers = objects(within(record, "spec", "containers"))
    # With sidecars, requests go to the one container that has a port.
    ingress = next((place for place, each in enumerate(containers) if each.get("ports")), 0)
    container = containers[ingress] if containers else {}
    image = text(container.get("image"))
    metadata = fields(record.get("metadata"))
    built = built_from((fields(metadata.get("labels")), fields(metadata.get("annotations"))), image)
    return Revision(
        id=f"rev-{known.name}",
        at=moment(metadata.get("creationTimestamp")),
        source="cloud_run",
        locator=f"{file}#{known.name}",
        excerpt=redactor.redact(_excerpt(known.name, image, record))[:_EXCERPT],
        service=known.service,
        name=known.name,
        generation=whole(within(metadata, "labels", "serving.knative.dev/configurationGeneration")),
        conditions=tuple(_condition(each, redactor) for each in _conditions(record) if text(each.get("type"))),
        image=image,
        image_digest=_digest(record, container),
        commit=built.commit,
        commit_from=built.source,
        settings=settings(record, ingress, built.commit, redactor),
        traffic_percent=percent,
    )


def _conditions(record: Fields) -> list[Fields]:
    return objects(within(record, "status", "conditions"))


def _condition(condition: Fields, redactor: Redactor) -> Condition:
    reason, message = text(condition.get("reason")), text(condition.get("message"))
    return Condition(
        type=text(condition.get("type")) or "",
        status=_STATUSES.get(condition.get("status"), "Unknown"),
        reason=redactor.redact(reason) if reason else None,
        message=redactor.redact(message) if message else None,
        at=moment(condition.get("lastTransitionTime")),
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
    ready = next((each for each in _conditions(record) if each.get("type") == "Ready"), None)
    lines = [canonical({"name": name}), canonical({"image": image}) if image else "", canonical(ready) if ready else ""]
    return "\n".join(line for line in lines if line)

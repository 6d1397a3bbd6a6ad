"""What gcloud prints of the demo's revisions and services (Knative v1)."""

import json
from pathlib import Path

from incidents.demo.deployments import PARCEL_API, RATES_SERVICE, REGION, Deployment, deployments, service_url
from incidents.demo.instances import SECOND, deployed_at, ready_at
from incidents.demo.revision_template import Json, annotations, image_name, spec
from incidents.model.instant import Instant
from incidents.model.record import digest

_NAMESPACE = "318804427795"


def write_cloud_run(folder: Path, commits: dict[str, str], *, healthy: bool) -> None:
    """Write revisions.json, newest revision of each service first, and services.json."""
    listed = {
        service: [each for each in reversed(deployments(healthy=healthy)) if each.service == service]
        for service in (PARCEL_API, RATES_SERVICE)
    }
    revisions = [
        _revision(each, successor, commits[each.commit])
        for own in listed.values()
        for each, successor in zip(own, (None, *own), strict=False)
    ]
    services = [_service(own[0], own[-1], commits[own[0].commit]) for own in listed.values()]
    for name, content in (("revisions.json", revisions), ("services.json", services)):
        (folder / name).write_text(json.dumps(content, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _revision(revision: Deployment, successor: Deployment | None, commit: str) -> Json:
    labels = {
        "cloud.googleapis.com/location": REGION,
        "commit-sha": commit,
        "serving.knative.dev/configuration": revision.service,
        "serving.knative.dev/configurationGeneration": str(revision.number),
        "serving.knative.dev/service": revision.service,
        "serving.knative.dev/serviceUid": _uid("service", revision.service),
    }
    metadata: Json = {
        "annotations": {**annotations(revision), "serving.knative.dev/creator": revision.by},
        "creationTimestamp": _micro(deployed_at(revision)),
        "generation": 1,
        "labels": labels,
        "name": revision.name,
        "namespace": _NAMESPACE,
        "resourceVersion": f"AAZ{digest('version', revision.name, length=8)}",
        "selfLink": f"/apis/serving.knative.dev/v1/namespaces/{_NAMESPACE}/revisions/{revision.name}",
        "uid": _uid("revision", revision.name),
    }
    image = f"{image_name(revision)}@sha256:{digest('image', revision.service, revision.commit, length=64)}"
    status: Json = {
        "conditions": _conditions(revision, successor),
        "containerStatuses": [{"imageDigest": image, "name": f"{revision.service}-1"}],
        "imageDigest": image,
        "observedGeneration": 1,
        "serviceName": revision.service,
    }
    return _resource("Revision", metadata, spec(revision, commit), status)


def _service(newest: Deployment, oldest: Deployment, commit: str) -> Json:
    url = service_url(newest.service)
    metadata: Json = {
        "annotations": {
            "run.googleapis.com/ingress": "all",
            "run.googleapis.com/ingress-status": "all",
            "run.googleapis.com/operation-id": _uid("operation", newest.name),
            "run.googleapis.com/urls": json.dumps([url]),
            "serving.knative.dev/creator": oldest.by,
            "serving.knative.dev/lastModifier": newest.by,
        },
        "creationTimestamp": "2026-01-30T10:04:26.318025Z",
        "generation": newest.number,
        "labels": {"cloud.googleapis.com/location": REGION, "commit-sha": commit},
        "name": newest.service,
        "namespace": _NAMESPACE,
        "selfLink": f"/apis/serving.knative.dev/v1/namespaces/{_NAMESPACE}/services/{newest.service}",
        "uid": _uid("service", newest.service),
    }
    template: Json = {
        "metadata": {"annotations": annotations(newest), "labels": {"commit-sha": commit}},
        "spec": spec(newest, commit),
    }
    moved = _micro(ready_at(newest) + SECOND // 5)
    status: Json = {
        "address": {"url": url},
        "conditions": [
            {"lastTransitionTime": moved, "status": "True", "type": kind}
            for kind in ("Ready", "ConfigurationsReady", "RoutesReady")
        ],
        "latestCreatedRevisionName": newest.name,
        "latestReadyRevisionName": newest.name,
        "observedGeneration": newest.number,
        "traffic": [{"latestRevision": True, "percent": 100, "revisionName": newest.name}],
        "url": url,
    }
    wanted: Json = {"template": template, "traffic": [{"latestRevision": True, "percent": 100}]}
    return _resource("Service", metadata, wanted, status)


def _resource(kind: str, metadata: Json, wanted: Json, status: Json) -> Json:
    return {
        "apiVersion": "serving.knative.dev/v1",
        "kind": kind,
        "metadata": metadata,
        "spec": wanted,
        "status": status,
    }


def _conditions(revision: Deployment, successor: Deployment | None) -> list[Json]:
    """A revision is retired when its successor has taken the traffic; it stays ready."""
    ready = ready_at(revision)
    active: Json = {"lastTransitionTime": _micro(ready), "status": "True", "type": "Active"}
    if successor is not None:
        active = {
            "lastTransitionTime": _micro(ready_at(successor) + 2 * SECOND),
            "message": "Revision retired.",
            "reason": "Retired",
            "severity": "Info",
            "status": "False",
            "type": "Active",
        }
    others: list[Json] = [
        {"lastTransitionTime": _micro(ready - early), "status": "True", "type": kind}
        for kind, early in (("ContainerHealthy", 0), ("ContainerReady", 3 * SECOND), ("ResourcesAvailable", SECOND))
    ]
    return [{"lastTransitionTime": _micro(ready), "status": "True", "type": "Ready"}, active, *others]


def _micro(moment: int) -> str:
    """As Cloud Run writes times: to the microsecond."""
    return str(Instant(moment - moment % 1000))


def _uid(*parts: str) -> str:
    text = digest(*parts, length=32)
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))

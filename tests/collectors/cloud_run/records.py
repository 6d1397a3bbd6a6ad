"""Records as gcloud (v1) and the API (v2) write them, and the question they answer."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from collectors.cloud_run import CloudRun
from collectors.collector import Ask, Progress, Source, no_progress
from collectors.redaction import Redactor
from incidents.model.instant import Instant
from incidents.model.scope import Scope, ServiceScope, Span
from incidents.model.sealed import Collected

SERVICE = "parcel-api"
NAME = "parcel-api-00008-fox"
COMMIT = "4e1f0c9ab7d2" + "0" * 28
CREATED = "2026-03-02T11:00:00.123456Z"
DIGEST = "sha256:" + "ab" * 32
REPOSITORY = "europe-west1-docker.pkg.dev/parcel-staging/parcel/api"
SPAN = Span(start=Instant.parse("2026-03-02T09:00:00Z"), end=Instant.parse("2026-03-02T13:00:00Z"))


def container(**changes: Any) -> dict[str, Any]:
    values = {
        "name": "parcel-api-1",
        "image": f"{REPOSITORY}:4e1f0c9",
        "env": [
            {"name": "PORT_OF_PRINTER", "value": "9100"},
            {"name": "EMPTY"},
            {"name": "DB_PASSWORD", "valueFrom": {"secretKeyRef": {"name": "db-password", "key": "3"}}},
        ],
        "ports": [{"containerPort": 8080, "name": "http1"}],
        "resources": {"limits": {"cpu": "1000m", "memory": "512Mi"}},
        "startupProbe": {"tcpSocket": {"port": 8080}, "timeoutSeconds": 240},
    }
    return {**values, **changes}


def revision(name: str = NAME, service: str = SERVICE, **changes: Any) -> dict[str, Any]:
    """A v1 revision; `labels`, `annotations`, `spec` and `status` are merged into its own."""
    labels = {
        "cloud.googleapis.com/location": "europe-west1",
        "serving.knative.dev/configuration": service,
        "serving.knative.dev/configurationGeneration": "8",
        "serving.knative.dev/service": service,
        "commit-sha": COMMIT,
    }
    annotations = {
        "autoscaling.knative.dev/maxScale": "4",
        "run.googleapis.com/client-name": "gcloud",
        "serving.knative.dev/creator": "deployer@parcel-staging.iam.gserviceaccount.com",
    }
    spec = {"containerConcurrency": 80, "timeoutSeconds": 300, "containers": [container()]}
    ready = {"type": "Ready", "status": "True", "lastTransitionTime": "2026-03-02T11:00:20Z"}
    status = {"conditions": [ready], "containerStatuses": [{"name": "parcel-api-1", "imageDigest": f"x@{DIGEST}"}]}
    return {
        "apiVersion": "serving.knative.dev/v1",
        "kind": "Revision",
        "metadata": {
            "name": name,
            "uid": "3ca9f92e-0eba-2a66-183a-51d74df3c2ab",
            "resourceVersion": "AAY",
            "generation": 1,
            "creationTimestamp": CREATED,
            "labels": {**labels, **changes.get("labels", {})},
            "annotations": {**annotations, **changes.get("annotations", {})},
        },
        "spec": {**spec, **changes.get("spec", {})},
        "status": {**status, **changes.get("status", {})},
    }


def service(name: str = SERVICE, traffic: Any = None, **status: Any) -> dict[str, Any]:
    """A v1 service with the targets that its status reports."""
    labels = {"cloud.googleapis.com/location": "europe-west1"}
    return {
        "apiVersion": "serving.knative.dev/v1",
        "kind": "Service",
        "metadata": {"name": name, "labels": labels},
        "status": {"traffic": traffic or [], **status},
    }


def ask(
    root: Path,
    *globs: str,
    services: tuple[str, ...] = (SERVICE,),
    rules: tuple[tuple[str, str], ...] = (),
    progress: Progress = no_progress,
) -> Ask:
    return Ask(
        scope=Scope(
            project="parcel-staging",
            region="europe-west1",
            environment="staging",
            services=tuple(ServiceScope(name=name) for name in services),
            span=SPAN,
        ),
        root=root,
        source=Source(globs=globs or ("*.json",)),
        redactor=Redactor(rules),
        progress=progress,
    )


def ask_live(root: Path, *globs: str, **more: Any) -> Ask:
    """A question to Cloud Run itself, and to files where some are named."""
    return replace(ask(root, **more), source=Source(live=True, globs=globs))


def collected(root: Path, *, services: tuple[str, ...] = (SERVICE,), **files: Any) -> Collected:
    """What is collected from files that hold these values; text and bytes are written as they are."""
    for name, value in files.items():
        raw = value if isinstance(value, bytes) else (value if isinstance(value, str) else json.dumps(value)).encode()
        (root / f"{name}.json").write_bytes(raw)
    return CloudRun().collect(ask(root, services=services))

"""What is known of a revision does not depend on the way on which it came."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from incidents.model.evidence import Condition, Revision, Service, TrafficShare
from incidents.model.instant import Instant
from incidents.model.sealed import Collected
from tests.collectors.cloud_run.live.loopback import Loopback
from tests.collectors.cloud_run.records import COMMIT, CREATED, DIGEST, NAME, REPOSITORY, SERVICE, collected
from tests.collectors.cloud_run.rich import (
    ACCOUNT,
    CONNECTOR,
    FOREIGN_SECRET,
    IMAGE,
    MESSAGE,
    OLD,
    PROXY,
    READY_AT,
    ROUTED_AT,
    revision_v1,
    revision_v2,
    service_v1,
    service_v2,
)

Collect = Callable[..., Collected]
BEYOND = {"locator", "hash"}
"""The place where it stands; all else is the same."""
SETTINGS = {
    "metadata.annotations.autoscaling.knative.dev/maxScale": "4",
    "metadata.annotations.autoscaling.knative.dev/minScale": "1",
    "metadata.annotations.run.googleapis.com/cloudsql-instances": "parcel-staging:europe-west1:main",
    "metadata.annotations.run.googleapis.com/container-dependencies": '{"api":["proxy"]}',
    "metadata.annotations.run.googleapis.com/execution-environment": "gen2",
    "metadata.annotations.run.googleapis.com/network-interfaces": (
        '[{"network":"default","subnetwork":"inner","tags":["api"]}]'
    ),
    "metadata.annotations.run.googleapis.com/sessionAffinity": "true",
    "metadata.annotations.run.googleapis.com/startup-cpu-boost": "true",
    "metadata.annotations.run.googleapis.com/vpc-access-connector": CONNECTOR,
    "metadata.annotations.run.googleapis.com/vpc-access-egress": "all-traffic",
    "metadata.labels.team": "parcels",
    "spec.containerConcurrency": "80",
    "spec.containers[0].args": '["--workers","2","app:app"]',
    "spec.containers[0].command": '["gunicorn"]',
    "spec.containers[0].env.DB_PASSWORD": "secret:db-password@3",
    "spec.containers[0].env.PRINTER_TOKEN": f"secret:{FOREIGN_SECRET}@latest",
    "spec.containers[0].env.PRINTER_URL": "http://printer.internal:9100",
    "spec.containers[0].livenessProbe.failureThreshold": "2",
    "spec.containers[0].livenessProbe.httpGet.httpHeaders[0].name": "X-Probe",
    "spec.containers[0].livenessProbe.httpGet.httpHeaders[0].value": "live",
    "spec.containers[0].livenessProbe.httpGet.path": "/live",
    "spec.containers[0].livenessProbe.httpGet.port": "8081",
    "spec.containers[0].livenessProbe.initialDelaySeconds": "7",
    "spec.containers[0].livenessProbe.periodSeconds": "30",
    "spec.containers[0].livenessProbe.timeoutSeconds": "1",
    "spec.containers[0].ports[0].containerPort": "8080",
    "spec.containers[0].ports[0].name": "h2c",
    "spec.containers[0].readinessProbe.failureThreshold": "2",
    "spec.containers[0].readinessProbe.grpc.port": "8080",
    "spec.containers[0].readinessProbe.periodSeconds": "5",
    "spec.containers[0].readinessProbe.timeoutSeconds": "1",
    "spec.containers[0].resources.limits.cpu": "2",
    "spec.containers[0].resources.limits.memory": "1Gi",
    "spec.containers[0].startupProbe.failureThreshold": "3",
    "spec.containers[0].startupProbe.periodSeconds": "10",
    "spec.containers[0].startupProbe.tcpSocket.port": "8080",
    "spec.containers[0].startupProbe.timeoutSeconds": "5",
    "spec.containers[0].volumeMounts[0].mountPath": "/keys",
    "spec.containers[0].volumeMounts[0].name": "keys",
    "spec.containers[0].volumeMounts[1].mountPath": "/tmp",
    "spec.containers[0].volumeMounts[1].name": "tmp",
    "spec.containers[0].workingDir": "/srv",
    "spec.containers[1].image": PROXY,
    "spec.containers[1].resources.limits.cpu": "500m",
    "spec.containers[1].resources.limits.memory": "128Mi",
    "spec.serviceAccountName": ACCOUNT,
    "spec.timeoutSeconds": "300",
    "spec.volumes[0].name": "keys",
    "spec.volumes[0].secret.items[0].key": "5",
    "spec.volumes[0].secret.items[0].path": "signing",
    "spec.volumes[0].secret.secretName": "keys",
    "spec.volumes[1].emptyDir.medium": "Memory",
    "spec.volumes[1].emptyDir.sizeLimit": "64Mi",
    "spec.volumes[1].name": "tmp",
}


@pytest.fixture
def three_ways(collect: Collect, tmp_path: Path) -> Callable[..., tuple[Collected, ...]]:
    """The rich revision and its service read live, from a file of API v2 and from a file of API v1."""

    def read(commit: dict[str, Any] | None = None) -> tuple[Collected, ...]:
        live = collect(Loopback([service_v2()], {SERVICE: [[revision_v2(commit)]]}))
        folders = [tmp_path / "two", tmp_path / "one"]
        for folder in folders:
            folder.mkdir()
        two = collected(folders[0], revisions=[revision_v2(commit)], services_=service_v2())
        one = collected(folders[1], revisions=[revision_v1(commit)], services_=service_v1())
        return live, two, one

    return read


def test_a_rich_revision_is_the_same_live_and_from_files(three_ways: Callable[..., tuple[Collected, ...]]) -> None:
    live, two, one = ([each.model_dump(exclude=BEYOND) for each in way.evidence] for way in three_ways())
    assert live == two == one
    assert [each["id"] for each in live] == [f"rev-{NAME}", f"svc-{SERVICE}"]


def test_all_that_it_tells_is_kept(three_ways: Callable[..., tuple[Collected, ...]]) -> None:
    revision, service = three_ways()[0].evidence
    assert isinstance(revision, Revision)
    assert isinstance(service, Service)
    assert {each.path: each.value for each in revision.settings} == SETTINGS
    ready_at = Instant.parse(READY_AT)
    assert (revision.at, revision.image, revision.image_digest) == (Instant.parse(CREATED), IMAGE, DIGEST)
    assert (revision.traffic_percent, revision.traffic_tags) == (0, ("next",))
    assert revision.conditions == (
        Condition(type="Ready", status="False", reason="HealthCheckContainerError", message=MESSAGE, at=ready_at),
        Condition(type="ContainerHealthy", status="Unknown", reason="WaitingForOperation", at=ready_at),
        Condition(type="ResourcesAvailable", status="True", at=ready_at),
    )
    routed_at = Instant.parse(ROUTED_AT)
    assert (service.at, service.latest_ready, service.latest_created) == (routed_at, OLD, NAME)
    assert service.traffic == (
        TrafficShare(revision=OLD, percent=95),
        TrafficShare(revision=OLD, percent=5, tag="stable"),
        TrafficShare(revision=NAME, percent=0, tag="next"),
    )
    assert service.conditions == (
        Condition(type="Ready", status="False", reason="RevisionFailed", message=MESSAGE, at=routed_at),
        Condition(type="RoutesReady", status="True", at=ready_at),
    )


@pytest.mark.parametrize(
    ("told_by", "commit", "source"),
    [
        ({"labels": {"commit-sha": COMMIT}}, COMMIT, "label"),
        ({"annotations": {"org.opencontainers.image.revision": COMMIT}}, COMMIT, "annotation"),
        ({"image": f"{REPOSITORY}:main-4e1f0c9@{DIGEST}"}, "4e1f0c9", "image-tag"),
        ({"image": f"{REPOSITORY}@{DIGEST}"}, None, "unknown"),
        ({"image": f"{REPOSITORY}:latest", "labels": {"gcb-build-id": "4e1f0c9"}}, None, "unknown"),
    ],
)
def test_the_commit_is_told_or_unknown_on_every_way(
    three_ways: Callable[..., tuple[Collected, ...]], told_by: dict[str, Any], commit: str | None, source: str
) -> None:
    revisions = [way.evidence[0] for way in three_ways(told_by)]
    assert [(each.commit, each.commit_from) for each in revisions if isinstance(each, Revision)] == [
        (commit, source)
    ] * 3

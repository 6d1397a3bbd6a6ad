from pathlib import Path
from typing import Any

from incidents.model.evidence import Condition, Revision
from incidents.model.instant import Instant
from incidents.model.sealed import Collected
from tests.collectors.cloud_run.records import (
    COMMIT,
    CREATED,
    NAME,
    REPOSITORY,
    SERVICE,
    collected,
    container,
    revision,
)

PLACE = "projects/parcel-staging/locations/europe-west1/services/parcel-api"
READY = "2026-03-02T11:00:20Z"


def v2_revision(**changes: Any) -> dict[str, Any]:
    """The API's view of a revision that uses what v2 has."""
    values = {
        "name": f"{PLACE}/revisions/{NAME}",
        "uid": "3ca9f92e-0eba-2a66-183a-51d74df3c2ab",
        "generation": "1",
        "etag": '"CPb"',
        "labels": {"commit-sha": COMMIT},
        "createTime": CREATED,
        "updateTime": READY,
        "launchStage": "GA",
        "service": SERVICE,
        "scaling": {"minInstanceCount": 1, "maxInstanceCount": 4},
        "vpcAccess": {
            "connector": "projects/p/locations/l/connectors/c",
            "egress": "PRIVATE_RANGES_ONLY",
            "networkInterfaces": [{"network": "default", "subnetwork": "inner"}],
        },
        "maxInstanceRequestConcurrency": 80,
        "timeout": "300s",
        "serviceAccount": "api@parcel-staging.iam.gserviceaccount.com",
        "executionEnvironment": "EXECUTION_ENVIRONMENT_GEN2",
        "encryptionKey": "projects/p/keys/k",
        "sessionAffinity": True,
        "nodeSelector": {"accelerator": "nvidia-l4"},
        "containers": [
            {
                "name": "parcel-api-1",
                "image": f"{REPOSITORY}:4e1f0c9",
                "command": ["serve"],
                "env": [
                    {"name": "PORT_OF_PRINTER", "value": "9100"},
                    {"name": "DB_PASSWORD", "valueSource": {"secretKeyRef": {"secret": "db-password", "version": "3"}}},
                ],
                "resources": {"limits": {"cpu": "1000m", "memory": "512Mi"}, "cpuIdle": True, "startupCpuBoost": True},
                "ports": [{"name": "http1", "containerPort": 8080}],
                "volumeMounts": [
                    {"name": "cloudsql", "mountPath": "/cloudsql"},
                    {"name": "keys", "mountPath": "/keys"},
                ],
                "startupProbe": {"timeoutSeconds": 240, "tcpSocket": {"port": 8080}},
                "dependsOn": ["proxy"],
            }
        ],
        "volumes": [
            {"name": "cloudsql", "cloudSqlInstance": {"instances": ["p:l:main", "p:l:replica"]}},
            {"name": "keys", "secret": {"secret": "keys", "items": [{"path": "k", "version": "5"}]}},
            {"name": "files", "gcs": {"bucket": "parcels", "readOnly": True}},
            {"name": "tmp", "emptyDir": {"medium": "MEMORY", "sizeLimit": "64Mi"}},
        ],
        "conditions": [
            {
                "type": "Ready",
                "state": "CONDITION_FAILED",
                "message": "the container did not listen",
                "lastTransitionTime": READY,
                "severity": "ERROR",
                "revisionReason": "HEALTH_CHECK_CONTAINER_ERROR",
            },
            {"type": "Active", "state": "CONDITION_RECONCILING"},
            {"type": "ContainerReady", "state": "CONDITION_SUCCEEDED", "reason": "WAITING_FOR_OPERATION"},
        ],
        "logUri": "https://console.example/logs",
    }
    return {**values, **changes}


def the_same_in_v1() -> dict[str, Any]:
    mounted = container(
        command=["serve"],
        env=container()["env"][::2],
        volumeMounts=[{"name": "keys", "mountPath": "/keys"}],
    )
    bucket = {"driver": "gcsfuse.run.googleapis.com", "readOnly": True, "volumeAttributes": {"bucketName": "parcels"}}
    return revision(
        annotations={
            "autoscaling.knative.dev/minScale": "1",
            "run.googleapis.com/vpc-access-connector": "projects/p/locations/l/connectors/c",
            "run.googleapis.com/vpc-access-egress": "private-ranges-only",
            "run.googleapis.com/network-interfaces": '[{"network":"default","subnetwork":"inner"}]',
            "run.googleapis.com/cloudsql-instances": "p:l:main,p:l:replica",
            "run.googleapis.com/startup-cpu-boost": "true",
            "run.googleapis.com/execution-environment": "gen2",
            "run.googleapis.com/encryption-key": "projects/p/keys/k",
            "run.googleapis.com/sessionAffinity": "true",
            "run.googleapis.com/container-dependencies": '{"parcel-api-1":["proxy"]}',
        },
        spec={
            "serviceAccountName": "api@parcel-staging.iam.gserviceaccount.com",
            "nodeSelector": {"run.googleapis.com/accelerator": "nvidia-l4"},
            "containers": [mounted],
            "volumes": [
                {"name": "keys", "secret": {"secretName": "keys", "items": [{"key": "5", "path": "k"}]}},
                {"name": "files", "csi": bucket},
                {"name": "tmp", "emptyDir": {"medium": "Memory", "sizeLimit": "64Mi"}},
            ],
        },
    )


def only(found: Collected) -> Revision:
    [revision] = [each for each in found.evidence if isinstance(each, Revision)]
    return revision


def test_the_same_revision_has_the_same_settings_from_either_api(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    v1 = only(collected(tmp_path / "one", revisions=[the_same_in_v1()]))
    v2 = only(collected(tmp_path / "two", revisions=[v2_revision()]))
    assert {each.path: each.value for each in v2.settings} == {each.path: each.value for each in v1.settings}
    kept = ("id", "at", "service", "name", "image", "commit", "commit_from", "traffic_percent")
    assert [getattr(v2, name) for name in kept] == [getattr(v1, name) for name in kept]
    assert (v2.generation, v2.image_digest) == (None, None)  # v2 tells neither


def test_conditions_of_v2_are_written_as_v1_does(tmp_path: Path) -> None:
    assert only(collected(tmp_path, revisions=[v2_revision()])).conditions == (
        Condition(
            type="Ready",
            status="False",
            reason="HealthCheckContainerError",
            message="the container did not listen",
            at=Instant.parse(READY),
        ),
        Condition(type="Active", status="Unknown"),
        Condition(type="ContainerReady", status="True", reason="WaitingForOperation"),
    )


def test_what_v2_leaves_out_is_false_or_not_set(tmp_path: Path) -> None:
    bare = {"name": f"{PLACE}/revisions/{NAME}", "containers": [{"image": "x", "resources": {"limits": {"cpu": "1"}}}]}
    found = only(collected(tmp_path, revisions={"revisions": [bare]}))
    assert {each.path: each.value for each in found.settings} == {
        "metadata.annotations.run.googleapis.com/cpu-throttling": "false",
        "spec.containers[0].resources.limits.cpu": "1",
    }
    odd = v2_revision(timeout="1.5s", vpcAccess={"egress": "VPC_EGRESS_UNSPECIFIED"}, containers=[], volumes=["x"])
    paths = {each.path: each.value for each in only(collected(tmp_path, revisions=[odd])).settings}
    assert paths["spec.timeoutSeconds"] == "1.5s"
    assert not any("vpc" in path for path in paths)


def test_traffic_comes_from_a_v2_service(tmp_path: Path) -> None:
    described = {
        "name": PLACE,
        "traffic": [{"type": "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", "percent": 100}],
        "latestReadyRevision": f"{PLACE}/revisions/{NAME}",
    }
    found = collected(tmp_path, revisions=[v2_revision()], services=(SERVICE,), described={"services": [described]})
    assert only(found).traffic_percent == 100
    split = [{"revision": NAME, "percent": 30}, {"revision": "parcel-api-00007-kit", "percent": 70}]
    found = collected(tmp_path, revisions=[v2_revision()], described=[{**described, "trafficStatuses": split}])
    assert only(found).traffic_percent == 30

"""One revision that uses nearly all there is, and its service, as API v1 and as API v2 describe them."""

from typing import Any

from tests.collectors.cloud_run.records import COMMIT, CREATED, DIGEST, NAME, REPOSITORY, SERVICE

OLD = "parcel-api-00007-kit"
IMAGE = f"{REPOSITORY}:4e1f0c9@{DIGEST}"
PROXY = "europe-west1-docker.pkg.dev/parcel-staging/parcel/proxy:2.1"
ACCOUNT = "api@parcel-staging.iam.gserviceaccount.com"
CONNECTOR = "projects/parcel-staging/locations/europe-west1/connectors/inner"
FOREIGN_SECRET = "projects/7/secrets/printer-token"
MESSAGE = "Revision 'parcel-api-00008-fox' is not ready and cannot serve traffic. The user-provided container failed."
READY_AT, ROUTED_AT = "2026-03-02T11:00:20.512345Z", "2026-03-02T11:01:00Z"
_PATH = "projects/parcel-staging/locations/europe-west1/services/parcel-api"
_PROBES = {
    "startupProbe": {"failureThreshold": 3, "periodSeconds": 10, "timeoutSeconds": 5, "tcpSocket": {"port": 8080}},
    "livenessProbe": {
        "initialDelaySeconds": 7,
        "failureThreshold": 2,
        "periodSeconds": 30,
        "timeoutSeconds": 1,
        "httpGet": {"path": "/live", "port": 8081, "httpHeaders": [{"name": "X-Probe", "value": "live"}]},
    },
    "readinessProbe": {"failureThreshold": 2, "periodSeconds": 5, "timeoutSeconds": 1, "grpc": {"port": 8080}},
}


def _main() -> dict[str, Any]:
    """What both versions write alike in the container that serves."""
    return {
        "name": "api",
        "image": IMAGE,
        "command": ["gunicorn"],
        "args": ["--workers", "2", "app:app"],
        "workingDir": "/srv",
        "ports": [{"name": "h2c", "containerPort": 8080}],
        **_PROBES,
    }


def revision_v1(commit: dict[str, Any] | None = None) -> dict[str, Any]:
    """`commit` holds labels, annotations or an image in place of the label."""
    changes = commit if commit is not None else {"labels": {"commit-sha": COMMIT}}
    env = [
        {"name": "PRINTER_URL", "value": "http://printer.internal:9100"},
        {"name": "DB_PASSWORD", "valueFrom": {"secretKeyRef": {"name": "db-password", "key": "3"}}},
        {"name": "PRINTER_TOKEN", "valueFrom": {"secretKeyRef": {"name": "alias-1", "key": "latest"}}},
    ]
    container = {
        **_main(),
        "image": changes.get("image", IMAGE),
        "env": env,
        "resources": {"limits": {"cpu": "2", "memory": "1Gi"}},
        "volumeMounts": [{"name": "keys", "mountPath": "/keys"}, {"name": "tmp", "mountPath": "/tmp"}],
    }
    proxy = {"name": "proxy", "image": PROXY, "resources": {"limits": {"cpu": "500m", "memory": "128Mi"}}}
    return {
        "apiVersion": "serving.knative.dev/v1",
        "kind": "Revision",
        "metadata": {
            "name": NAME,
            "namespace": "7",
            "uid": "3ca9f92e-0eba-2a66-183a-51d74df3c2ab",
            "creationTimestamp": CREATED,
            "labels": {
                "cloud.googleapis.com/location": "europe-west1",
                "serving.knative.dev/configuration": SERVICE,
                "serving.knative.dev/service": SERVICE,
                "team": "parcels",
                **changes.get("labels", {}),
            },
            "annotations": {
                "serving.knative.dev/creator": "deployer@parcel-staging.iam.gserviceaccount.com",
                "autoscaling.knative.dev/minScale": "1",
                "autoscaling.knative.dev/maxScale": "4",
                "run.googleapis.com/client-name": "gcloud",
                "run.googleapis.com/vpc-access-connector": CONNECTOR,
                "run.googleapis.com/vpc-access-egress": "all-traffic",
                "run.googleapis.com/network-interfaces": '[{"network":"default","subnetwork":"inner","tags":["api"]}]',
                "run.googleapis.com/cloudsql-instances": "parcel-staging:europe-west1:main",
                "run.googleapis.com/secrets": f"alias-1:{FOREIGN_SECRET}",
                "run.googleapis.com/startup-cpu-boost": "true",
                "run.googleapis.com/execution-environment": "gen2",
                "run.googleapis.com/sessionAffinity": "true",
                "run.googleapis.com/container-dependencies": '{"api":["proxy"]}',
                **changes.get("annotations", {}),
            },
        },
        "spec": {
            "containerConcurrency": 80,
            "timeoutSeconds": 300,
            "serviceAccountName": ACCOUNT,
            "containers": [container, proxy],
            "volumes": [
                {"name": "keys", "secret": {"secretName": "keys", "items": [{"key": "5", "path": "signing"}]}},
                {"name": "tmp", "emptyDir": {"medium": "Memory", "sizeLimit": "64Mi"}},
            ],
        },
        "status": {
            "conditions": [
                {
                    "type": "Ready",
                    "status": "False",
                    "reason": "HealthCheckContainerError",
                    "message": MESSAGE,
                    "lastTransitionTime": READY_AT,
                },
                {
                    "type": "ContainerHealthy",
                    "status": "Unknown",
                    "reason": "WaitingForOperation",
                    "lastTransitionTime": READY_AT,
                },
                {"type": "ResourcesAvailable", "status": "True", "lastTransitionTime": READY_AT},
            ]
        },
    }


def revision_v2(commit: dict[str, Any] | None = None) -> dict[str, Any]:
    """As the API describes the same revision."""
    changes = commit if commit is not None else {"labels": {"commit-sha": COMMIT}}
    env = [
        {"name": "PRINTER_URL", "value": "http://printer.internal:9100"},
        {"name": "DB_PASSWORD", "valueSource": {"secretKeyRef": {"secret": "db-password", "version": "3"}}},
        {"name": "PRINTER_TOKEN", "valueSource": {"secretKeyRef": {"secret": FOREIGN_SECRET, "version": "latest"}}},
    ]
    container = {
        **_main(),
        "image": changes.get("image", IMAGE),
        "env": env,
        "resources": {"limits": {"cpu": "2", "memory": "1Gi"}, "cpuIdle": True, "startupCpuBoost": True},
        "volumeMounts": [
            {"name": "keys", "mountPath": "/keys"},
            {"name": "tmp", "mountPath": "/tmp"},
            {"name": "cloudsql", "mountPath": "/cloudsql"},
        ],
        "dependsOn": ["proxy"],
    }
    proxy = {"name": "proxy", "image": PROXY, "resources": {"limits": {"cpu": "500m", "memory": "128Mi"}}}
    return {
        "name": f"{_PATH}/revisions/{NAME}",
        "uid": "3ca9f92e-0eba-2a66-183a-51d74df3c2ab",
        "generation": "1",
        "labels": {"team": "parcels", **changes.get("labels", {})},
        "annotations": changes.get("annotations", {}),
        "createTime": CREATED,
        "updateTime": ROUTED_AT,
        "launchStage": "GA",
        "service": SERVICE,
        "scaling": {"minInstanceCount": 1, "maxInstanceCount": 4},
        "vpcAccess": {
            "connector": CONNECTOR,
            "egress": "ALL_TRAFFIC",
            "networkInterfaces": [{"network": "default", "subnetwork": "inner", "tags": ["api"]}],
        },
        "maxInstanceRequestConcurrency": 80,
        "timeout": "300s",
        "serviceAccount": ACCOUNT,
        "executionEnvironment": "EXECUTION_ENVIRONMENT_GEN2",
        "sessionAffinity": True,
        "containers": [container, proxy],
        "volumes": [
            {"name": "keys", "secret": {"secret": "keys", "items": [{"path": "signing", "version": "5"}]}},
            {"name": "tmp", "emptyDir": {"medium": "MEMORY", "sizeLimit": "64Mi"}},
            {"name": "cloudsql", "cloudSqlInstance": {"instances": ["parcel-staging:europe-west1:main"]}},
        ],
        "conditions": [
            {
                "type": "Ready",
                "state": "CONDITION_FAILED",
                "severity": "ERROR",
                "revisionReason": "HEALTH_CHECK_CONTAINER_ERROR",
                "message": MESSAGE,
                "lastTransitionTime": READY_AT,
            },
            {
                "type": "ContainerHealthy",
                "state": "CONDITION_RECONCILING",
                "reason": "WAITING_FOR_OPERATION",
                "lastTransitionTime": READY_AT,
            },
            {"type": "ResourcesAvailable", "state": "CONDITION_SUCCEEDED", "lastTransitionTime": READY_AT},
        ],
        "logUri": "https://console.example/logs",
        "creator": "deployer@parcel-staging.iam.gserviceaccount.com",
        "etag": '"CPb"',
    }


def service_v1() -> dict[str, Any]:
    """Nearly all goes to the revision before; the new one has an address of its own."""
    return {
        "apiVersion": "serving.knative.dev/v1",
        "kind": "Service",
        "metadata": {"name": SERVICE, "labels": {"cloud.googleapis.com/location": "europe-west1"}},
        "spec": {"traffic": [{"revisionName": OLD, "percent": 90}, {"latestRevision": True, "percent": 10}]},
        "status": {
            "latestReadyRevisionName": OLD,
            "latestCreatedRevisionName": NAME,
            "conditions": [
                {
                    "type": "Ready",
                    "status": "False",
                    "reason": "RevisionFailed",
                    "message": MESSAGE,
                    "lastTransitionTime": ROUTED_AT,
                },
                {"type": "RoutesReady", "status": "True", "lastTransitionTime": READY_AT},
            ],
            "traffic": [
                {"revisionName": OLD, "percent": 95},
                {"revisionName": OLD, "percent": 5, "tag": "stable", "url": "https://stable---parcel-api.example"},
                {"revisionName": NAME, "tag": "next", "url": "https://next---parcel-api.example"},
            ],
        },
    }


def service_v2() -> dict[str, Any]:
    """As the API describes the same service."""
    revision = "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION"
    return {
        "name": _PATH,
        "generation": "8",
        "updateTime": ROUTED_AT,
        "latestReadyRevision": f"{_PATH}/revisions/{OLD}",
        "latestCreatedRevision": f"{_PATH}/revisions/{NAME}",
        "terminalCondition": {
            "type": "Ready",
            "state": "CONDITION_FAILED",
            "reason": "REVISION_FAILED",
            "message": MESSAGE,
            "lastTransitionTime": ROUTED_AT,
        },
        "conditions": [{"type": "RoutesReady", "state": "CONDITION_SUCCEEDED", "lastTransitionTime": READY_AT}],
        "traffic": [
            {"type": revision, "revision": OLD, "percent": 90},
            {"type": "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", "percent": 10},
        ],
        "trafficStatuses": [
            {"type": revision, "revision": OLD, "percent": 95},
            {"type": revision, "revision": OLD, "percent": 5, "tag": "stable", "uri": "https://stable.example"},
            {"type": revision, "revision": NAME, "tag": "next", "uri": "https://next.example"},
        ],
    }

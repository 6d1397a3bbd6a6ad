"""Writes records of the Cloud Run API v2 in the shape of v1, so that the same setting has the same path from either."""

from collections.abc import Mapping

from collectors.cloud_run.foreign_json import Fields, fields, objects, text, within
from incidents.model.record import canonical

_STATES = {"CONDITION_SUCCEEDED": "True", "CONDITION_FAILED": "False"}
_CLOUD_SQL = "/cloudsql"


def revision(record: Fields) -> Fields:
    """A v1 revision; v2 gives no generation of the configuration and no digest of the image."""
    _, _, _, location, _, service, _, name = (text(record.get("name")) or "").split("/")
    labels = {
        **fields(record.get("labels")),
        "serving.knative.dev/service": service,
        "cloud.googleapis.com/location": location,
    }
    return {
        "metadata": {
            "name": name,
            "creationTimestamp": record.get("createTime"),
            "labels": labels,
            "annotations": {**fields(record.get("annotations")), **_annotations(record)},
        },
        "spec": _present(
            {
                "containers": [_container(each) for each in objects(record.get("containers"))],
                "containerConcurrency": record.get("maxInstanceRequestConcurrency"),
                "timeoutSeconds": _seconds(record.get("timeout")),
                "serviceAccountName": record.get("serviceAccount"),
                "volumes": [_volume(each) for each in objects(record.get("volumes")) if "cloudSqlInstance" not in each],
                "nodeSelector": _node_selector(record),
            }
        ),
        "status": {"conditions": [_condition(each) for each in objects(record.get("conditions"))]},
    }


def service(record: Fields) -> Fields:
    """As much of a v1 service as is used: its name, place, conditions and traffic."""
    _, _, _, location, _, name = (text(record.get("name")) or "").split("/")
    reported = objects(record.get("trafficStatuses"))
    stated = [*objects([record.get("terminalCondition")]), *objects(record.get("conditions"))]
    return {
        "metadata": {"name": name, "labels": {"cloud.googleapis.com/location": location}},
        "spec": {"traffic": [_target(each) for each in objects(record.get("traffic"))]},
        "status": {
            "traffic": [_target(each) for each in reported],
            "latestReadyRevisionName": _last(record.get("latestReadyRevision")),
            "latestCreatedRevisionName": _last(record.get("latestCreatedRevision")),
            "conditions": [_condition(each) for each in stated],
        },
    }


def _annotations(record: Fields) -> dict[str, object]:
    """The fields of v2 that v1 keeps in annotations, where all values are text."""
    containers = objects(record.get("containers"))
    resources = [fields(each["resources"]) for each in containers if "resources" in each]
    interfaces = within(record, "vpcAccess", "networkInterfaces")
    instances = [name for each in objects(record.get("volumes")) for name in _instances(each)]
    depends = {str(each.get("name")): each["dependsOn"] for each in containers if each.get("dependsOn")}
    bases = {str(each.get("name") or ""): each["baseImageUri"] for each in containers if each.get("baseImageUri")}
    google = {
        "vpc-access-connector": within(record, "vpcAccess", "connector"),
        "vpc-access-egress": _enum(within(record, "vpcAccess", "egress")),
        "network-interfaces": canonical(interfaces) if interfaces else None,
        "cloudsql-instances": ",".join(instances) or None,
        # v2 leaves false out, and v1 what is usual: without the field the processor is always there
        "cpu-throttling": "false" if resources and not any(each.get("cpuIdle") for each in resources) else None,
        "startup-cpu-boost": "true" if any(each.get("startupCpuBoost") for each in resources) else None,
        "execution-environment": _enum(record.get("executionEnvironment"), "EXECUTION_ENVIRONMENT_"),
        "sessionAffinity": "true" if record.get("sessionAffinity") else None,
        "encryption-key": record.get("encryptionKey"),
        "container-dependencies": canonical(depends) if depends else None,
        "base-images": canonical(bases) if bases else None,
        "health-check-disabled": "true" if record.get("healthCheckDisabled") else None,
        "gpu-zonal-redundancy-disabled": "true" if record.get("gpuZonalRedundancyDisabled") else None,
    }
    scaling = {
        "minScale": within(record, "scaling", "minInstanceCount"),
        "maxScale": within(record, "scaling", "maxInstanceCount"),
    }
    named = {f"run.googleapis.com/{key}": value for key, value in google.items()}
    named |= {f"autoscaling.knative.dev/{key}": value for key, value in scaling.items()}
    named["serving.knative.dev/creator"] = record.get("creator")
    return {key: str(value) for key, value in _present(named).items()}


def _container(container: Fields) -> Fields:
    moved = ("env", "resources", "volumeMounts", "dependsOn", "baseImageUri", "buildInfo", "sourceCode")
    mounts = [each for each in objects(container.get("volumeMounts")) if each.get("mountPath") != _CLOUD_SQL]
    kept = {key: value for key, value in container.items() if key not in moved}
    limits = within(container, "resources", "limits")
    env = [_variable(each) for each in objects(container.get("env"))]
    more = {"env": env, "resources": {"limits": limits} if limits else None, "volumeMounts": mounts}
    return {**kept, **_present(more)}


def _variable(variable: Fields) -> Fields:
    reference = within(variable, "valueSource", "secretKeyRef")
    if reference is None:
        return variable
    key = {"name": within(reference, "secret"), "key": within(reference, "version") or "latest"}
    return {"name": variable.get("name"), "valueFrom": {"secretKeyRef": key}}


def _volume(volume: Fields) -> Fields:
    kept = {key: value for key, value in volume.items() if key not in {"secret", "gcs"}}
    secret, bucket, memory = (fields(volume.get(key)) for key in ("secret", "gcs", "emptyDir"))
    if secret:
        items = [
            _present({"key": each.get("version"), "path": each.get("path"), "mode": each.get("mode")})
            for each in objects(secret.get("items"))
        ]
        renamed = {"secretName": secret.get("secret"), "items": items, "defaultMode": secret.get("defaultMode")}
        return {**kept, "secret": _present(renamed)}
    if bucket:
        attributes = _present({"bucketName": bucket.get("bucket"), "mountOptions": bucket.get("mountOptions")})
        driver = {"driver": "gcsfuse.run.googleapis.com", "volumeAttributes": attributes}
        return {**kept, "csi": {**driver, **_present({"readOnly": bucket.get("readOnly")})}}
    if memory.get("medium") == "MEMORY":
        return {**kept, "emptyDir": {**memory, "medium": "Memory"}}
    return kept


def _instances(volume: Fields) -> list[str]:
    listed = within(volume, "cloudSqlInstance", "instances")
    return [each for each in listed if isinstance(each, str)] if isinstance(listed, list) else []


def _condition(condition: Fields) -> Fields:
    reasons = (condition.get(key) for key in ("reason", "revisionReason", "executionReason"))
    stated = {
        "type": condition.get("type"),
        "status": _STATES.get(str(condition.get("state")), "Unknown"),
        "reason": next((_camel(each) for each in reasons if isinstance(each, str) and each), None),
        "message": condition.get("message"),
        "lastTransitionTime": condition.get("lastTransitionTime"),
    }
    return _present(stated)


def _target(target: Fields) -> Fields:
    latest = target.get("type") == "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST"
    named = {"revisionName": _last(target.get("revision")), "latestRevision": latest}
    return _present({**named, "percent": target.get("percent"), "tag": target.get("tag")})


def _node_selector(record: Fields) -> Fields | None:
    accelerator = within(record, "nodeSelector", "accelerator")
    return {"run.googleapis.com/accelerator": accelerator} if accelerator else None


def _seconds(value: object) -> object:
    """A duration such as `300s` as v1 writes it."""
    digits = value.removesuffix("s") if isinstance(value, str) else ""
    return int(digits) if digits.isascii() and digits.isdigit() else value


def _enum(value: object, prefix: str = "") -> str | None:
    """A v2 constant as v1 writes it: `ALL_TRAFFIC` is `all-traffic`."""
    known = value if isinstance(value, str) and not value.endswith("_UNSPECIFIED") else None
    return known.removeprefix(prefix).lower().replace("_", "-") if known else None


def _camel(constant: str) -> str:
    """A reason as v1 writes it: `HEALTH_CHECK_CONTAINER_ERROR` is `HealthCheckContainerError`."""
    return "".join(word.capitalize() for word in constant.split("_")) if constant.isupper() else constant


def _last(value: object) -> str | None:
    return value.rsplit("/", 1)[-1] if isinstance(value, str) and value else None


def _present(values: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value not in (None, [], "")}

"""What the platform logs of deployments and of containers that start."""

from collections.abc import Iterator
from datetime import UTC, datetime

from incidents.demo.call_log import line_entries
from incidents.demo.chance import drawn
from incidents.demo.deployments import PROJECT, Deployment
from incidents.demo.exchanges import START, Exchange, Line
from incidents.demo.instances import SECOND, Instance, deployed_at, ready_at
from incidents.demo.log_entry import ACTIVITY, SYSTEM, SYSTEM_EVENT, LogEntry, container_entry, entry

_AUDIT = "type.googleapis.com/google.cloud.audit.AuditLog"
_ROLLOUT = (
    "Starting new instance. Reason: DEPLOYMENT_ROLLOUT - Instance started due to traffic shifting between revisions "
    "due to deployment, traffic split adjustment, or deployment health check."
)
_SCALING = (
    "Starting new instance. Reason: AUTOSCALING - Instance started due to configured scaling factors "
    "(e.g. CPU utilization, request throughput, etc.) or no existing capacity for current traffic."
)


def deployment_entries(revision: Deployment) -> Iterator[LogEntry]:
    """The administrator's act and the platform's two answers to it."""
    spec = {"template": {"metadata": {"name": revision.name}}}
    act: dict[str, object] = {
        "@type": _AUDIT,
        "authenticationInfo": {"principalEmail": revision.by},
        "methodName": "google.cloud.run.v1.Services.ReplaceService",
        "request": {"service": {"metadata": {"name": revision.service}, "spec": spec}},
        "requestMetadata": {"callerSuppliedUserAgent": f"google-cloud-sdk gcloud/558.0.0 command/{revision.command}"},
        "resourceName": f"namespaces/{PROJECT}/services/{revision.service}",
        "serviceName": "run.googleapis.com",
        "status": {},
    }
    yield entry(ACTIVITY, revision.service, "", deployed_at(revision), {"protoPayload": act, "severity": "NOTICE"})
    revised = f"Revision {revision.name} with message: Deploying revision succeeded in {revision.ready_after_s:.2f}s."
    served = f"Service {revision.service}."
    for number, (kind, name, what) in enumerate(
        (("Revision", revision.name, revised), ("Service", revision.service, served))
    ):
        event: dict[str, object] = {
            "@type": _AUDIT,
            "methodName": f"/InternalServices.ReplaceInternal{kind}",
            "resourceName": f"namespaces/{PROJECT}/{kind.lower()}s/{name}",
            "serviceName": "run.googleapis.com",
            "status": {"message": f"Ready condition status changed to True for {what}"},
        }
        about = revision.name if kind == "Revision" else ""
        moment = ready_at(revision) + number * (SECOND // 4 + drawn(SECOND // 2, "event", revision.name))
        yield entry(SYSTEM_EVENT, revision.service, about, moment, {"protoPayload": event, "severity": "INFO"})


def start_entries(instance: Instance, recording: dict[str, Exchange]) -> Iterator[LogEntry]:
    """A container starts: the platform says why, the server and the program say hello, and the probe succeeds."""
    why = _ROLLOUT if instance.number == 1 else _SCALING
    yield container_entry(SYSTEM, instance, instance.at, {"severity": "INFO", "textPayload": why})
    moment = instance.at + 1_400_000_000 + drawn(600_000_000, "boot", instance.id)
    server = [Line(stream="stderr", after_ms=0, text=text) for text in _server_lines(instance, moment)]
    for number, line in enumerate([*server, *recording[START].lines]):
        yield from line_entries(line, instance, moment + number * 2_300_000, {})
    container = f"{instance.revision.service}-1"
    probed = f'Default STARTUP TCP probe succeeded after 1 attempt for container "{container}" on port 8080.'
    yield container_entry(SYSTEM, instance, moment + 310_000_000, {"severity": "INFO", "textPayload": probed})


def _server_lines(instance: Instance, moment: int) -> tuple[str, ...]:
    """What gunicorn prints when it starts."""
    clock = datetime.fromtimestamp(moment // SECOND, UTC).strftime("%Y-%m-%d %H:%M:%S +0000")
    return (
        f"[{clock}] [1] [INFO] Starting gunicorn {instance.revision.gunicorn}",
        f"[{clock}] [1] [INFO] Listening at: http://0.0.0.0:8080 (1)",
        f"[{clock}] [1] [INFO] Using worker: gthread",
        f"[{clock}] [2] [INFO] Booting worker with pid: 2",
    )

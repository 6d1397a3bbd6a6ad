"""One entry of Cloud Logging, with the fields that every entry of a Cloud Run service has."""

from dataclasses import dataclass

from incidents.demo.chance import drawn
from incidents.demo.deployments import PROJECT, REGION
from incidents.demo.instances import SECOND, Instance
from incidents.model.instant import Instant

REQUESTS, STDOUT, STDERR = "run.googleapis.com/requests", "run.googleapis.com/stdout", "run.googleapis.com/stderr"
SYSTEM = "run.googleapis.com/varlog/system"
ACTIVITY, SYSTEM_EVENT = "cloudaudit.googleapis.com/activity", "cloudaudit.googleapis.com/system_event"


@dataclass(frozen=True)
class LogEntry:
    """An entry as it is exported; `at`, in nanoseconds, orders it, and entries of one moment go by their id."""

    at: int
    content: dict[str, object]

    @property
    def order(self) -> tuple[int, str]:
        return self.at, str(self.content["insertId"])


def entry(log: str, service: str, revision: str, at: int, fields: dict[str, object]) -> LogEntry:
    """An entry about a revision; `revision` is empty where the service as a whole is meant."""
    seconds, nanoseconds = divmod(at, SECOND)
    number = drawn(0x100000000, "id", log, service, revision, at, sorted(fields))
    labels = {
        "configuration_name": service,
        "location": REGION,
        "project_id": PROJECT,
        "revision_name": revision,
        "service_name": service,
    }
    content: dict[str, object] = {
        **fields,
        "insertId": f"{seconds:08x}{nanoseconds:08x}{number:08x}",
        "logName": f"projects/{PROJECT}/logs/{log.replace('/', '%2F')}",
        "receiveTimestamp": str(Instant(at + 41_000_000 + drawn(700_000_000, "received", at, log, number))),
        "resource": {"labels": labels, "type": "cloud_run_revision"},
        "timestamp": str(Instant(at)),
    }
    return LogEntry(at, content)


def container_entry(log: str, instance: Instance, at: int, fields: dict[str, object]) -> LogEntry:
    """An entry that a container or the platform wrote about one container."""
    labelled = {**fields, "labels": {"instanceId": instance.id}}
    return entry(log, instance.revision.service, instance.revision.name, at, labelled)

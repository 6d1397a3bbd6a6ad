"""One log entry as it was exported: whose it is, when it was written, and its body, unread."""

from functools import lru_cache
from typing import NamedTuple

from collectors.logs.entries.json_values import Json
from collectors.logs.entries.moment import Clock
from collectors.logs.severity import stated_severity
from incidents.model.evidence import Severity

UNKNOWN_REVISION = "unknown"
NO_ENTRY = "JSON objects that are no log entry of a service"


class Entry(NamedTuple):
    """`at` is in nanoseconds; `log` is the log's own name, such as `stderr` or `varlog/system`.

    `stated` is None where the entry has no severity or the platform's DEFAULT.
    """

    at: int
    insert_id: str
    service: str
    revision: str
    instance: str | None
    trace: str | None
    log: str
    stated: Severity | None
    file: str
    body: Json


def read_entry(raw: Json, file: str, clock: Clock) -> Entry | str:
    """The entry, or in a few words why it is none of a Cloud Run service."""
    at = clock.nanoseconds(raw.get("timestamp"))
    resource = as_object(raw.get("resource"))
    labels = as_object(resource.get("labels"))
    service = labels.get("service_name")
    if not isinstance(service, str) or not service:
        return "entries of another kind of resource, not kept" if labels else NO_ENTRY
    if at is None:
        return "entries whose timestamp is missing or names no moment"
    insert_id = raw.get("insertId")
    log_name = raw.get("logName")
    return Entry(
        at=at,
        insert_id=insert_id if isinstance(insert_id, str) else "",
        service=service,
        revision=as_text(labels.get("revision_name")) or UNKNOWN_REVISION,
        instance=as_text(as_object(raw.get("labels")).get("instanceId")),
        trace=as_text(raw.get("trace")),
        log=log_named(log_name) if isinstance(log_name, str) else "",
        stated=stated_severity(raw.get("severity")),
        file=file,
        body=raw,
    )


def as_object(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def as_text(value: object) -> str | None:
    """The text, if it is one and not empty."""
    return value if isinstance(value, str) and value else None


@lru_cache(maxsize=1000)
def log_named(name: str) -> str:
    """`projects/p/logs/run.googleapis.com%2Fvarlog%2Fsystem` is `varlog/system`."""
    own = name.rpartition("/logs/")[2] or name
    decoded = own.replace("%2F", "/").replace("%2f", "/")
    return decoded.partition("/")[2] or decoded

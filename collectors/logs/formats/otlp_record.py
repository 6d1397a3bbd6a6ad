"""One log record of OpenTelemetry in the shape of an entry of Cloud Logging."""

import json

from collectors.logs.entries.entry import as_text
from collectors.logs.entries.json_values import Json
from collectors.logs.formats.otlp_values import plain_attributes, plain_value
from collectors.logs.severity import severity_named
from incidents.model.evidence import Severity
from incidents.model.instant import Instant

# Attributes of resources that name the same things on Cloud Run; the detectors of OpenTelemetry write `faas.*`.
_SERVICE = ("k_service", "cloud_run.service_name", "faas.name", "service.name")
_REVISION = ("k_revision", "cloud_run.revision_name", "faas.version")
_INSTANCE = ("faas.instance", "service.instance.id", "faas.id")
_ERROR = {"type": "exception.type", "message": "exception.message", "stacktrace": "exception.stacktrace"}
# The numbers of OpenTelemetry, four to a level; https://opentelemetry.io/docs/specs/otel/logs/data-model/
_SEVERITIES: tuple[tuple[int, Severity], ...] = (
    (8, "DEBUG"),
    (10, "INFO"),
    (12, "NOTICE"),
    (16, "WARNING"),
    (20, "ERROR"),
    (22, "CRITICAL"),
    (23, "ALERT"),
    (24, "EMERGENCY"),
)
_LAST = 253_402_300_800_000_000_000


def resource_labels(attributes: Json, services: tuple[str, ...]) -> tuple[Json, str | None]:
    """The labels of the service and its revision, and the instance.

    A service in scope is preferred where several names are given. `service.version` is a revision only where it looks
    like one of the service; anything else is a version of the software, and the revision is not known.
    """
    names = [name for key in _SERVICE if (name := as_text(attributes.get(key)))]
    service = next((name for name in names if name in services), names[0] if names else None)
    revision = _first(attributes, _REVISION)
    version = as_text(attributes.get("service.version"))
    if revision is None and service and version and version.startswith(f"{service}-"):
        revision = version
    labels = {"service_name": service, "revision_name": revision}
    return {key: value for key, value in labels.items() if value}, _first(attributes, _INSTANCE)


def raw_entry(record: Json, labels: Json, instance: str | None, logger: str | None) -> Json:
    """The entry; its `log.record.uid` is its id, and a record without one repeats nothing."""
    attributes = plain_attributes(record.get("attributes"))
    return {
        "insertId": attributes.get("log.record.uid"),
        "timestamp": _time(record.get("timeUnixNano")) or _time(record.get("observedTimeUnixNano")),
        "severity": _severity(record),
        "resource": {"labels": labels},
        "labels": {"instanceId": instance},
        "logName": as_text(attributes.get("log.iostream")) or "otlp",
        "trace": _trace(record.get("traceId")),
        **_payload(record, attributes, logger),
    }


def _payload(record: Json, attributes: Json, logger: str | None) -> Json:
    body = plain_value(record.get("body"))
    error = {name: attributes[key] for name, key in _ERROR.items() if as_text(attributes.get(key))}
    if isinstance(body, str) and body.strip() and not error and logger is None:
        return {"textPayload": body}
    payload: Json = {} if logger is None else {"logger": logger}
    if isinstance(body, dict):
        payload |= body
    elif body is not None:
        payload["message"] = body if isinstance(body, str) else json.dumps(body, sort_keys=True, ensure_ascii=False)
    elif as_text(record.get("eventName")):
        payload["event"] = record["eventName"]
    elif not error:
        payload |= attributes
    return {"jsonPayload": payload | ({"exception": error} if error else {})}


def _severity(record: Json) -> Severity | None:
    number = record.get("severityNumber")
    if isinstance(number, int) and not isinstance(number, bool) and number > 0:
        return next((severity for last, severity in _SEVERITIES if number <= last), None)
    return severity_named(as_text(record.get("severityText")))


def _trace(value: object) -> str | None:
    """An id of zeros means that there is none."""
    return value if isinstance(value, str) and value.strip("0") else None


def _time(value: object) -> str | None:
    """Nanoseconds since 1970, a text or a number; zero means that none was given."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 20:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < _LAST:
        return None
    return str(Instant(value))


def _first(attributes: Json, keys: tuple[str, ...]) -> str | None:
    return next((text for key in keys if (text := as_text(attributes.get(key)))), None)

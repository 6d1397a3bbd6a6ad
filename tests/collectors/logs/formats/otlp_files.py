"""Log records of OpenTelemetry as its exporters write them in JSON."""

from typing import Any

from tests.collectors.logs.log_files import START

Json = dict[str, Any]


def any_value(value: Any) -> Json:
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int):
        return {"intValue": str(value)}
    if isinstance(value, dict):
        return {"kvlistValue": {"values": attributes(value)}}
    if isinstance(value, list):
        return {"arrayValue": {"values": [any_value(each) for each in value]}}
    return {"doubleValue": value} if isinstance(value, float) else {"stringValue": value}


def attributes(values: Json) -> list[Json]:
    return [{"key": key, "value": any_value(value)} for key, value in values.items()]


def record(said: Any = None, *, second: float = 0, number: int = 9, **named: Any) -> Json:
    """A record; `attributes` are given as an object, anything else goes in as it is."""
    made: Json = {
        "timeUnixNano": str(round((START + second) * 1_000_000_000)),
        "observedTimeUnixNano": str(round((START + second + 1) * 1_000_000_000)),
        "severityNumber": number,
        "attributes": attributes(named.pop("attributes", {})),
    }
    return made | ({} if said is None else {"body": any_value(said)}) | named


def batch(*records: Json, scope: str | None = None, **resource: Any) -> Json:
    """One resource with one scope; without other attributes it is a revision of parcel-api."""
    about = resource or {"faas.name": "parcel-api", "faas.version": "parcel-api-00001-aaa", "faas.instance": "i1"}
    of_scope: Json = {"logRecords": list(records)} | ({} if scope is None else {"scope": {"name": scope}})
    return {"resourceLogs": [{"resource": {"attributes": attributes(about)}, "scopeLogs": [of_scope]}]}

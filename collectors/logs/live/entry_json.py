"""One entry of Cloud Logging's own protocol in the JSON form that gcloud prints."""

import math
from typing import Any

from google.cloud.audit import audit_log_pb2  # type: ignore[import-untyped]  # it has no types
from google.protobuf import json_format  # type: ignore[import-untyped]  # it has no types

from collectors.logs.entries.json_values import Json

# Beyond it, an integral figure is one by accident only, and would be written with hundreds of digits.
_LARGEST = 2.0**63


def entry_json(entry: Any) -> Json | None:  # noqa: ANN401 - messages of the protocol have no types
    """The entry as JSON; a payload that has no JSON form is kept without the part that has none.

    None where the entry has no JSON form at all. `entry` may be changed.
    """
    for mend in (_as_it_is, _mend):
        try:
            mend(entry)
            read: Json = json_format.MessageToDict(entry)
        except (TypeError, json_format.Error):
            # A payload of a type that is not known here, a number that is none, a time outside the calendar.
            continue
        for payload in ("jsonPayload", "protoPayload"):
            if payload in read:
                read[payload] = _with_integers(read[payload])
        return read
    return None


def _with_integers(value: object) -> object:
    """The protocol has one type of numbers only, so that `200` comes as `200.0`."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _LARGEST else value
    if isinstance(value, dict):
        return {key: _with_integers(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_with_integers(each) for each in value]
    return value


def _as_it_is(entry: Any) -> None:  # noqa: ANN401 - see above
    """Nearly every entry needs no mending."""


def _mend(entry: Any) -> None:  # noqa: ANN401 - see above
    if entry.WhichOneof("payload") == "json_payload":
        _write_out_odd_numbers(entry.json_payload)
    elif entry.WhichOneof("payload") == "proto_payload":
        audit = audit_log_pb2.AuditLog()
        if entry.proto_payload.Unpack(audit):
            # The fields that may hold messages of any type.
            audit.ClearField("service_data")
            audit.status.ClearField("details")
            entry.proto_payload.Pack(audit)
        else:
            entry.ClearField("proto_payload")


def _write_out_odd_numbers(struct: Any) -> None:  # noqa: ANN401 - see above
    """Put the words NaN and Infinity in the place of figures that JSON cannot hold."""
    waiting = list(struct.fields.values())
    while waiting:
        value = waiting.pop()
        kind = value.WhichOneof("kind")
        if kind == "number_value" and not math.isfinite(value.number_value):
            value.string_value = str(value.number_value)
        elif kind == "struct_value":
            waiting += value.struct_value.fields.values()
        elif kind == "list_value":
            waiting += value.list_value.values

import json
from typing import Any

import pytest
from google.cloud.audit import audit_log_pb2  # type: ignore[import-untyped]  # it has no types
from google.protobuf import any_pb2  # type: ignore[import-untyped]  # it has no types

from collectors.logs.live.entry_json import entry_json
from tests.collectors.logs.live.loopback import proto
from tests.collectors.logs.log_files import Raw, raw_entry, raw_request

AUDIT = "type.googleapis.com/google.cloud.audit.AuditLog"
UNKNOWN = any_pb2.Any(type_url="type.googleapis.com/parcel.Unknown", value=b"\x08\x01")


def audit(**more: Any) -> Raw:
    payload = {"@type": AUDIT, "methodName": "google.cloud.run.v1.Services.ReplaceService", **more}
    return raw_entry(log="x", protoPayload=payload)


@pytest.mark.parametrize(
    "raw",
    [
        raw_entry("a line", severity="ERROR", trace="projects/p/traces/1", spanId="0000000000000001"),
        raw_entry("to the nanosecond", timestamp="2026-03-02T00:00:01.123456789Z"),
        raw_entry({"message": "x", "n": 3, "part": 1.5, "deep": [1, {"two": 2}], "none": None, "yes": True}),
        raw_request("/a", 503, latency="0.007149515s") | {"severity": "WARNING"},
        raw_entry(
            "x", sourceLocation={"file": "a.py", "line": "12", "function": "f"}, receiveTimestamp="2026-03-02T00:00:02Z"
        ),
        raw_entry("x", operation={"id": "1", "first": True}, split={"uid": "u", "index": 1, "totalSplits": 3}),
        audit(status={"code": 9, "message": "not ready"}, response={"@type": "x", "metadata": {"generation": 4}}),
    ],
)
def test_an_entry_has_the_shape_that_gcloud_prints(raw: Raw) -> None:
    assert json.dumps(entry_json(proto(raw)), sort_keys=True) == json.dumps(raw, sort_keys=True)


def test_whole_figures_are_integers_again_as_far_as_they_can_be_exact() -> None:
    read = entry_json(proto(raw_entry({"a": 200, "b": -7, "c": 2**53, "d": 1e300, "e": 0.25})))
    assert read is not None
    assert json.dumps(read["jsonPayload"], sort_keys=True) == (
        '{"a": 200, "b": -7, "c": 9007199254740992, "d": 1e+300, "e": 0.25}'
    )


def test_figures_that_json_cannot_hold_are_words() -> None:
    entry = proto(raw_entry({"message": "x", "rate": 1, "deep": {"rates": [1, 2]}}))
    entry.json_payload.fields["rate"].number_value = float("nan")
    entry.json_payload.fields["deep"].struct_value.fields["rates"].list_value.values[1].number_value = float("-inf")
    read = entry_json(entry)
    assert read is not None
    assert read["jsonPayload"] == {"message": "x", "rate": "nan", "deep": {"rates": [1, "-inf"]}}


def test_parts_of_an_audit_entry_that_are_of_unknown_types_are_left_out() -> None:
    payload = audit_log_pb2.AuditLog(method_name="m", service_data=UNKNOWN)
    payload.status.message = "refused"
    payload.status.details.append(UNKNOWN)
    entry = proto(raw_entry(log="x"))
    entry.proto_payload.Pack(payload)
    read = entry_json(entry)
    assert read is not None
    assert read["protoPayload"] == {"@type": AUDIT, "methodName": "m", "status": {"message": "refused"}}


def test_a_payload_of_an_unknown_type_is_left_out_and_the_entry_kept() -> None:
    entry = proto(raw_entry(log="x"))
    entry.proto_payload.CopyFrom(UNKNOWN)
    assert entry_json(entry) == raw_entry(log="x")


def test_an_entry_outside_the_calendar_has_no_form() -> None:
    entry = proto(raw_entry("x"))
    entry.timestamp.seconds = 10**12
    assert entry_json(entry) is None

from typing import Any

import pytest

from collectors.logs.formats.otlp_record import raw_entry, resource_labels
from tests.collectors.logs.formats.otlp_files import record
from tests.collectors.logs.log_files import moment

LABELS: dict[str, object] = {"service_name": "parcel-api"}


def entry(of: dict[str, Any], logger: str | None = None) -> dict[str, Any]:
    return raw_entry(of, LABELS, "i1", logger)


def test_a_record_becomes_an_entry() -> None:
    assert entry(record("x", second=1.5, number=17, traceId="5b8e", attributes={"log.record.uid": "u1"})) == {
        "insertId": "u1",
        "timestamp": moment(1.5),
        "severity": "ERROR",
        "resource": {"labels": LABELS},
        "labels": {"instanceId": "i1"},
        "logName": "otlp",
        "trace": "5b8e",
        "textPayload": "x",
    }


@pytest.mark.parametrize(
    ("attributes", "services", "labels", "instance"),
    [
        # What the detector for Cloud Run writes; the program chose another service.name.
        (
            {"service.name": "parcel", "faas.name": "parcel-api", "faas.version": "parcel-api-1", "faas.instance": "i"},
            (),
            {"service_name": "parcel-api", "revision_name": "parcel-api-1"},
            "i",
        ),
        # A name in scope is preferred, whichever attribute has it.
        ({"service.name": "parcel-api", "faas.name": "parcel"}, ("parcel-api",), {"service_name": "parcel-api"}, None),
        ({"k_service": "a", "k_revision": "r"}, (), {"service_name": "a", "revision_name": "r"}, None),
        ({"service.name": "a", "cloud_run.revision_name": "r"}, (), {"service_name": "a", "revision_name": "r"}, None),
        # A version of the software is no revision.
        ({"service.name": "a", "service.version": "1.4.2"}, (), {"service_name": "a"}, None),
        ({"service.name": "a", "service.version": "a-7"}, (), {"service_name": "a", "revision_name": "a-7"}, None),
        ({"service.name": 5, "service.instance.id": "i"}, (), {}, "i"),
    ],
)
def test_the_resource_tells_service_revision_and_instance(
    attributes: dict[str, object], services: tuple[str, ...], labels: dict[str, object], instance: str | None
) -> None:
    assert resource_labels(attributes, services) == (labels, instance)


@pytest.mark.parametrize(
    ("change", "timestamp"),
    [
        ({"timeUnixNano": 1_772_409_600_000_000_000}, moment(0)),
        ({"timeUnixNano": "0"}, moment(1)),  # when it was observed
        ({"timeUnixNano": "soon", "observedTimeUnixNano": None}, None),
        ({"timeUnixNano": "9" * 5000, "observedTimeUnixNano": True}, None),
        ({"timeUnixNano": 10**21, "observedTimeUnixNano": -5}, None),
    ],
)
def test_the_time_is_that_of_the_record_or_of_its_observation(change: dict[str, Any], timestamp: str | None) -> None:
    assert entry(record("x") | change)["timestamp"] == timestamp


@pytest.mark.parametrize(
    ("change", "severity"),
    [
        ({"severityNumber": 1}, "DEBUG"),
        ({"severityNumber": 9}, "INFO"),
        ({"severityNumber": 12}, "NOTICE"),
        ({"severityNumber": 13, "severityText": "odd"}, "WARNING"),
        ({"severityNumber": 21}, "CRITICAL"),
        ({"severityNumber": 24}, "EMERGENCY"),
        ({"severityNumber": 99}, None),
        ({"severityNumber": 0, "severityText": "Error"}, "ERROR"),
        ({"severityNumber": None}, None),
    ],
)
def test_the_severity_is_the_number_or_else_the_word(change: dict[str, Any], severity: str | None) -> None:
    assert entry(record("x") | change)["severity"] == severity


ERROR = {"exception.type": "KeyError", "exception.message": "'a'", "exception.stacktrace": "Traceback …"}
AS_OBJECT = {"type": "KeyError", "message": "'a'", "stacktrace": "Traceback …"}


@pytest.mark.parametrize(
    ("of", "logger", "payload"),
    [
        (record("x"), "parcel.api", {"logger": "parcel.api", "message": "x"}),
        (record("x", attributes=ERROR), None, {"message": "x", "exception": AS_OBJECT}),
        (record(attributes=ERROR), None, {"exception": AS_OBJECT}),
        (record({"msg": "x", "n": 1}), None, {"msg": "x", "n": 1}),
        (record(["x", 1]), None, {"message": '["x", 1]'}),
        (record(eventName="parcel.lost"), None, {"event": "parcel.lost"}),
        (record(attributes={"order": 7}), None, {"order": 7}),
        (record(body=5), None, {}),
    ],
)
def test_the_body_and_the_exception_are_the_payload(of: dict[str, Any], logger: str | None, payload: object) -> None:
    assert entry(of, logger)["jsonPayload"] == payload


def test_a_trace_id_of_zeros_is_none() -> None:
    assert entry(record("x", traceId="0" * 32))["trace"] is None
    assert entry(record("x", traceId=5))["trace"] is None

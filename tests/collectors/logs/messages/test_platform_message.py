from typing import Any

import pytest

from collectors.logs.messages.platform_message import Event, read_event
from incidents.model.evidence import TrafficShare
from tests.collectors.logs.log_files import Raw, entry_of, raw_entry

REVISION = "parcel-api-00002-bbb"


def system(text: str, **more: Any) -> Raw:
    return raw_entry(text, log="varlog%2Fsystem", revision=REVISION, **more)


def audit(payload: Raw, log: str = "activity", **more: Any) -> Raw:
    raw = raw_entry(revision=REVISION, instance=None, **more)
    return raw | {"logName": f"projects/parcel/logs/cloudaudit.googleapis.com%2F{log}", "protoPayload": payload}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Starting new instance. Reason: AUTOSCALING", "instance-start"),
        ('Default STARTUP TCP probe succeeded after 1 attempt for container "x-1" on port 8080.', "probe"),
        ("LIVENESS HTTP probe failed 3 times consecutively", "probe"),
        ("Container called exit(1).", "crash"),
        ("Container called exit(0).", "other"),  # a normal end
        ("Memory limit of 512 MiB exceeded with 530 MiB used.", "crash"),
        ("Container terminated on signal 9.", "crash"),
        ("Uncaught signal: 11, pid=1, tid=1, fault_addr=0.", "crash"),
        ("Shutting down user disabled instance", "other"),
        ("The request was aborted because there was no available instance.", "other"),
    ],
)
def test_the_kind_of_a_system_message_is_known_by_its_words(text: str, kind: str) -> None:
    entry = entry_of(system(text))
    assert read_event(entry) == Event(kind, REVISION, text)  # type: ignore[arg-type]  # parametrised


@pytest.mark.parametrize(
    ("payload", "log", "event"),
    [
        (
            {
                "methodName": "google.cloud.run.v1.Services.ReplaceService",
                "resourceName": "namespaces/p/services/parcel-api",
                "request": {"service": {"spec": {"template": {"metadata": {"name": "parcel-api-00003-ccc"}}}}},
            },
            "activity",
            Event("deployment", "parcel-api-00003-ccc", "ReplaceService namespaces/p/services/parcel-api"),
        ),
        (
            {
                "methodName": "google.cloud.run.v2.Services.UpdateService",
                "resourceName": "projects/p/services/parcel-api",
                "request": {"service": {"template": {"revision": "parcel-api-00003-ccc"}}},
                "status": {"code": 7, "message": "denied"},
            },
            "activity",
            Event("deployment", "parcel-api-00003-ccc", "UpdateService projects/p/services/parcel-api: denied"),
        ),
        (
            {"methodName": "google.cloud.run.v1.Services.CreateService", "resourceName": "x", "response": {}},
            "activity",
            Event("deployment", REVISION, "CreateService x"),
        ),
        (
            {
                "methodName": "/InternalServices.ReplaceInternalRevision",
                "status": {"message": "Ready condition status changed to True for Revision x with message: ok"},
            },
            "system_event",
            Event("ready", REVISION, "Ready condition status changed to True for Revision x with message: ok"),
        ),
        (
            {
                "methodName": "/InternalServices.ReplaceInternalRevision",
                "status": {"message": "Ready condition status changed to False for Revision x: failed to start"},
            },
            "system_event",
            Event("not-ready", REVISION, "Ready condition status changed to False for Revision x: failed to start"),
        ),
        (
            {
                "methodName": "/Services.ReplaceService",
                "status": {},
                "response": {
                    "status": {"conditions": ["odd", {"type": "Ready", "status": "False", "message": "no image"}]}
                },
            },
            "system_event",
            Event("not-ready", REVISION, "Ready condition status changed to False: no image"),
        ),
        (
            {"methodName": "google.cloud.run.v1.Services.DeleteService", "resourceName": "x"},
            "activity",
            Event("other", REVISION, "google.cloud.run.v1.Services.DeleteService x"),
        ),
        (
            {"status": 7, "request": [], "response": {"status": {"conditions": 3}}},
            "activity",
            Event("other", REVISION, "(no text)"),
        ),
    ],
)
def test_an_audit_entry_says_what_was_deployed_and_what_became_ready(payload: Raw, log: str, event: Event) -> None:
    assert read_event(entry_of(audit(payload, log))) == event


@pytest.mark.parametrize(
    "service",
    [
        {"spec": {"traffic": [{"revisionName": REVISION, "percent": 90}, {"latestRevision": True, "tag": "next"}]}},
        {
            "traffic": [
                {"revision": f"projects/p/revisions/{REVISION}", "percent": 90},
                {"type": "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", "tag": "next"},
            ]
        },
    ],
)
def test_a_deployment_tells_how_it_wanted_the_traffic_shared(service: Raw) -> None:
    payload = {"methodName": "google.cloud.run.v2.Services.UpdateService", "request": {"service": service}}
    first = audit(payload, operation={"id": "o", "first": True})
    last = audit(payload, operation={"id": "o", "last": True})
    assert read_event(entry_of(first)).traffic == (
        TrafficShare(revision=REVISION, percent=90),
        TrafficShare(revision=None, percent=0, tag="next", latest=True),
    )
    assert read_event(entry_of(last)).traffic == ()


def test_the_end_of_a_long_running_deployment_is_not_a_second_one() -> None:
    payload = {"methodName": "google.cloud.run.v2.Services.UpdateService", "resourceName": "x"}
    first = audit(payload, operation={"id": "o", "first": True})
    last = audit(payload, operation={"id": "o", "last": True})
    both = audit(payload, operation={"id": "o", "first": True, "last": True})
    assert [read_event(entry_of(raw)).kind for raw in (first, last, both)] == ["deployment", "other", "deployment"]

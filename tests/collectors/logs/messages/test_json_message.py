from typing import Any

import pytest

from collectors.logs.messages.json_message import Body, read_payload

STACK = "Error: boom\n    at load (/app/load.js:3:9)"


@pytest.mark.parametrize(
    ("payload", "text"),
    [
        ({"message": "no route"}, "no route"),
        ({"msg": "no route", "extra": 1}, "no route"),  # pino, zap, logrus
        ({"event": "no route"}, "no route"),  # structlog
        ({"textPayload": "no route"}, "no route"),
        ({"@m": "no route", "@x": "System.Exception: x\n   at A.B()"}, "no route\nSystem.Exception: x\n   at A.B()"),
        ({"message": {"text": "no route"}}, "no route"),
        ({"error": "boom"}, "boom"),
        ({"message": " ", "error": "boom"}, "boom"),
        ({"msg": "load failed", "error": "boom"}, "load failed: boom"),  # zap, zerolog
        ({"msg": "load failed: boom", "error": "boom"}, "load failed: boom"),
        ({"msg": "load failed", "err": {"type": "TypeError", "message": "boom"}}, "load failed: TypeError: boom"),
        ({"error": {"type": "TypeError", "message": "boom"}}, "TypeError: boom"),
        ({"message": "load failed", "stack": STACK}, f"load failed\n{STACK}"),
        ({"message": "Error: boom", "stack": STACK}, STACK),  # winston repeats the first line
        ({"msg": "load failed", "err": {"name": "Error", "message": "boom", "stack": STACK}}, f"load failed\n{STACK}"),
        ({"msg": "load failed", "err": {"stack": STACK.split("\n")}}, f"load failed\n{STACK}"),
        ({"message": f"load failed\n{STACK}", "stack": STACK}, f"load failed\n{STACK}"),
        # what a service that was called gave as its reason, in problem details and other error objects
        (
            {
                "message": "not booked",
                "error": {"kind": "upstream", "upstream": "haul.example", "detail": "answered 503"},
            },
            "not booked: upstream: answered 503 (haul.example)",
        ),
        ({"msg": "x", "err": {"message": "haul.example is down", "host": "haul.example"}}, "x: haul.example is down"),
        ({"msg": "x", "error": {"title": "Conflict", "detail": "slot taken", "status": 409}}, "x: slot taken"),
        ({"msg": "x", "error": {"status": "UNAVAILABLE", "message": "try later"}}, "x: UNAVAILABLE: try later"),
        # pino and bunyan nest what an error was caused by
        ({"msg": "x", "err": {"message": "no slot", "cause": {"message": "503"}}}, "x: no slot: 503"),
        ({"msg": "x", "err": {"message": "no slot: 503", "cause": {"message": "503"}}}, "x: no slot: 503"),
        ({"msg": "x", "err": {"message": "no slot", "cause": "503"}}, "x: no slot: 503"),
        # OpenTelemetry's and Datadog's names, side by side
        ({"body": "x", "exception.type": "IOError", "exception.message": "no slot"}, "x: IOError: no slot"),
        ({"msg": "x", "exception.stacktrace": STACK}, f"x\n{STACK}"),
        ({"message": "x", "error.kind": "IOError", "error.message": "no slot"}, "x: IOError: no slot"),
        ({"message": "x", "error.kind": "Error", "error.message": "boom", "error.stack": STACK}, f"x\n{STACK}"),
        ({"msg": "x", "error": ["one", "two"]}, "x\none\ntwo"),
        ({"msg": "x", "error": [], "exception": {}, "err": 5}, "x"),
        ({"level": "info", "b": {"z": 1, "y": 2}, "a": "x"}, 'a=x b={"y": 2, "z": 1}'),  # nothing else to show
        ({"level": "info", "time": 5}, ""),
        ({}, ""),
    ],
)
def test_the_message_is_found_under_the_names_that_libraries_use(payload: dict[str, Any], text: str) -> None:
    assert read_payload(payload).text == text


def test_an_error_object_gives_type_and_message() -> None:
    assert read_payload({"msg": "x", "err": {"type": "TypeError", "message": "boom"}}) == Body(
        "x: TypeError: boom", None, None, "TypeError", "boom"
    )
    flat = read_payload({"message": "x", "error.type": "TypeError", "error.message": "boom"})  # Elastic's common schema
    assert (flat.error_type, flat.error) == ("TypeError", "boom")


def test_frames_given_as_objects_become_a_traceback() -> None:
    exception = {
        "exc_type": "KeyError",
        "exc_value": "'depot'",
        "frames": [{"filename": "/app/parcel/api.py", "lineno": 3, "name": "get"}, "odd"],
    }
    body = read_payload({"event": "no route", "exception": [exception]})
    assert body.text == (
        "no route\nTraceback (most recent call last):\n  File \"/app/parcel/api.py\", line 3, in get\nKeyError: 'depot'"
    )
    assert body.error_type == "KeyError"


@pytest.mark.parametrize(
    ("payload", "level"),
    [
        ({"level": "error"}, "ERROR"),
        ({"level": 50}, "ERROR"),
        ({"levelname": "WARNING"}, "WARNING"),
        ({"level": "odd", "lvl": "warn"}, "WARNING"),
        ({"log": {"level": "error"}}, "ERROR"),
        ({"log": "error"}, None),
        ({}, None),
    ],
)
def test_the_level_is_found(payload: dict[str, Any], level: str | None) -> None:
    assert read_payload({"message": "x"} | payload).level == level


@pytest.mark.parametrize(
    ("payload", "logger"),
    [
        ({"logger": "parcel.db"}, "parcel.db"),
        ({"logger_name": "com.parcel.Db"}, "com.parcel.Db"),
        ({"log": {"logger": "com.parcel.Db"}}, "com.parcel.Db"),
        ({"name": "parcel", "hostname": "localhost"}, "parcel"),  # bunyan
        ({"name": "Ada"}, None),  # anybody's name
    ],
)
def test_the_logger_is_found(payload: dict[str, Any], logger: str | None) -> None:
    assert read_payload({"message": "x"} | payload).logger == logger


def test_an_endless_chain_of_causes_is_followed_a_few_steps() -> None:
    error: dict[str, Any] = {"message": "step 9"}
    for step in reversed(range(9)):
        error = {"message": f"step {step}", "cause": error}
    assert read_payload({"msg": "x", "err": error}).text == "x: step 0: step 1: step 2: step 3"

from typing import Any

import pytest

from collectors.logs.messages.drawn_stack import drawn_stack, listed_stack
from collectors.logs.messages.json_message import read_payload
from collectors.logs.messages.stacks.recognise import recognise_stack
from collectors.logs.messages.stacks.stack import Stack, frame

THROWN = frame("/var/www/app/Depot.php", 18, "")
CALLER = frame("/var/www/public/index.php", 17, "{main}")
MONOLOG = {
    "class": "Parcel\\NoDepot",
    "message": "no depot",
    "code": 0,
    "file": "/var/www/app/Depot.php:18",
    "trace": ["/var/www/public/index.php:17"],
}
INNER = frame("/app/depot.py", 3, "find")
OUTER = frame("/app/main.py", 9, "main")
OF_JAVA = (frame("Web.java", 9, "com.parcel.Web.get"), frame("Depot.java", 3, "com.parcel.Depot.find"))


@pytest.mark.parametrize(
    ("payload", "stack"),
    [
        # Monolog, with and without its traces, and of a cause that another exception wraps
        ({"message": "x", "context": {"exception": MONOLOG}}, Stack("Parcel\\NoDepot", "no depot", (CALLER, THROWN))),
        (
            {"message": "x", "context": {"exception": {**MONOLOG, "file": "/var/www/app/Depot.php", "line": 18}}},
            Stack("Parcel\\NoDepot", "no depot", (CALLER, THROWN)),
        ),
        (
            {"message": "x", "context": {"exception": {**MONOLOG, "trace": []}}},
            Stack("Parcel\\NoDepot", "no depot", (frame("/var/www/app/Depot.php", 18, ""),)),
        ),
        (
            {
                "message": "x",
                "context": {
                    "exception": {"class": "Wrap", "message": "y", "file": "/var/www/w.php:1", "previous": MONOLOG}
                },
            },
            Stack("Parcel\\NoDepot", "no depot", (CALLER, THROWN)),
        ),
        # Sentry's list of exceptions, of which the last reached the handler
        (
            {
                "message": "x",
                "exception": {
                    "values": [
                        {"type": "OSError", "value": "gone"},
                        {
                            "type": "KeyError",
                            "value": "'south'",
                            "stacktrace": {
                                "frames": [
                                    {"filename": "/app/main.py", "lineno": 9, "function": "main"},
                                    {"filename": "/app/depot.py", "lineno": 3, "function": "find"},
                                ]
                            },
                        },
                    ]
                },
            },
            Stack("KeyError", "'south'", (OUTER, INNER)),
        ),
        # zerolog's, innermost first
        (
            {
                "message": "x",
                "stack": [
                    {"func": "find", "line": "3", "source": "/app/depot.py"},
                    {"func": "main", "line": "9", "source": "/app/main.py"},
                ],
                "error.type": "KeyError",
                "error.message": "'south'",
            },
            Stack("KeyError", "'south'", (OUTER, INNER)),
        ),
        # log4j2's JSON and Quarkus'
        (
            {
                "message": "x",
                "thrown": {
                    "name": "java.lang.IllegalStateException",
                    "message": "no depot",
                    "extendedStackTrace": [
                        {"class": "com.parcel.Depot", "method": "find", "file": "Depot.java", "line": 3},
                        {"class": "com.parcel.Web", "method": "get", "file": "Web.java", "line": 9},
                    ],
                },
            },
            Stack("java.lang.IllegalStateException", "no depot", OF_JAVA),
        ),
        (
            {
                "message": "x",
                "exception": {
                    "exceptionType": "java.lang.IllegalStateException",
                    "message": "no depot",
                    "frames": [
                        {"class": "com.parcel.Depot", "method": "find", "line": 3},
                        {"class": "com.parcel.Web", "method": "get", "line": 9},
                    ],
                },
            },
            Stack("java.lang.IllegalStateException", "no depot", OF_JAVA),
        ),
        # .NET: Serilog's and the console's own JSON
        (
            {
                "RenderedMessage": "x",
                "Level": "Error",
                "Exception": "Parcel.NoDepot: no depot\n   at Parcel.Depot.Find(String name) in /src/Depot.cs:line 3",
            },
            Stack("Parcel.NoDepot", "no depot", (frame("/src/Depot.cs", 3, "Parcel.Depot.Find"),)),
        ),
        # logback, ECS, winston, Error Reporting
        (
            {"message": "x", "stack_trace": "java.io.IOException: no depot\n\tat com.parcel.Depot.find(Depot.java:3)"},
            Stack("java.io.IOException", "no depot", (frame("Depot.java", 3, "com.parcel.Depot.find"),)),
        ),
        (
            {
                "message": "x",
                "error": {"stack_trace": "TypeError: no depot\n    at find (/app/depot.js:3:9)", "type": "TypeError"},
            },
            Stack("TypeError", "no depot", (frame("/app/depot.js", 3, "find"),)),
        ),
        (
            {
                "message": "x",
                "attributes": {"error": {"stack": "TypeError: no depot\n    at find (/app/depot.js:3:9)"}},
            },
            Stack("TypeError", "no depot", (frame("/app/depot.js", 3, "find"),)),
        ),
    ],
)
def test_what_libraries_write_of_an_exception_is_read_with_its_frames(payload: dict[str, Any], stack: Stack) -> None:
    body = read_payload(payload)
    found = recognise_stack(body.text)
    assert found is not None
    assert (found.error_type or body.error_type, found.frames) == (stack.error_type, stack.frames)
    assert (found.message or body.error) == stack.message


def test_where_a_log_call_stands_is_no_exception() -> None:
    beside = {"message": "x", "class": "com.parcel.Depot", "file": "Depot.java", "line": 3}
    assert read_payload(beside).text == "x"
    assert listed_stack({"trace": "projects/p/traces/1", "stack": ["a", "b"], "frames": []}) is None


def test_a_word_in_the_context_is_no_error() -> None:
    assert read_payload({"message": "x", "context": {"error": "none", "err": ""}}).text == "x"


def test_no_more_frames_are_drawn_than_are_of_use_and_no_longer_ones() -> None:
    frames = [{"filename": "/app/" + "a" * 900, "lineno": "odd", "function": "find"}] * 1000
    drawn = drawn_stack({"type": "KeyError", "frames": frames}) or ""
    assert len(drawn.split("\n")) == 102
    assert max(map(len, drawn.split("\n"))) == 500
    deep = [*frames, {"filename": "/app/depot.py", "lineno": 3, "function": "find"}]
    assert 'File "/app/depot.py", line 3' in (drawn_stack({"type": "KeyError", "frames": deep}) or "")
    nested: dict[str, Any] = MONOLOG
    for _ in range(50):
        nested = {**MONOLOG, "previous": nested}
    assert (drawn_stack(nested) or "").count("Stack trace:") == 6


@pytest.mark.parametrize("number", ["9" * 5000, 10**30, -3, True, "-1", ""])
def test_a_line_that_is_none_is_drawn_as_nought(number: object) -> None:
    frame = {"filename": "/app/depot.py", "lineno": number, "function": "find"}
    assert 'File "/app/depot.py", line 0, in find' in (drawn_stack({"type": "KeyError", "frames": [frame]}) or "")

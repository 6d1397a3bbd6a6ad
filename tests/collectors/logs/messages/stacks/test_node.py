import pytest

from collectors.logs.messages.stacks.node import read_node
from collectors.logs.messages.stacks.stack import Stack, frame

FRAMES = """\
    at load (/app/src/load.js:3:9)
    at async /app/src/routes.js:22:5
    at async Promise.all (index 0)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)"""
READ = (
    frame("node:internal/process/task_queues", 95, "process.processTicksAndRejections"),
    frame("/app/src/routes.js", 22, "<anonymous>"),
    frame("/app/src/load.js", 3, "load"),
)


@pytest.mark.parametrize(
    ("head", "error_type", "message"),
    [
        ("TypeError: no depot", "TypeError", "no depot"),
        ("/app/src/load.js:3\n  throw new TypeError()\n  ^\n\nTypeError: no depot", "TypeError", "no depot"),
        ("Uncaught TypeError: no depot", "TypeError", "no depot"),
        ("Error [ERR_HTTP_HEADERS_SENT]: too late", "Error", "[ERR_HTTP_HEADERS_SENT] too late"),
        ("load failed\nDepotError: no depot\nin town", "DepotError", "no depot\nin town"),
        ("Refused", "Refused", None),
        ("it broke, somehow", None, "it broke, somehow"),
    ],
)
def test_the_error_stands_above_its_frames(head: str, error_type: str | None, message: str | None) -> None:
    assert read_node(f"{head}\n{FRAMES}\n\nNode.js v20.1.0") == Stack(error_type, message, READ)


def test_the_innermost_cause_counts() -> None:
    cause = "  [cause]: Error: connect ECONNREFUSED 10.0.0.1:5432\n      at connect (/app/src/db.js:7:1)"
    assert read_node(f"TypeError: no depot\n{FRAMES} {{\n{cause}\n}}") == Stack(
        "Error", "connect ECONNREFUSED 10.0.0.1:5432", (frame("/app/src/db.js", 7, "connect"),)
    )


def test_frames_of_promises_alone_are_no_cause() -> None:
    cause = "  [cause]: Error: lost\n      at async Promise.all (index 0)"
    assert read_node(f"TypeError: no depot\n{FRAMES} {{\n{cause}\n}}") == Stack("TypeError", "no depot", READ)


def test_frames_alone_are_a_stack_without_a_name() -> None:
    assert read_node(FRAMES) == Stack(None, None, READ)


def test_prose_is_no_stack() -> None:
    assert read_node("we met\n    at noon") is None

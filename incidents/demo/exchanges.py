"""What the deployed code answers and logs, as it was recorded by running it."""

import json
from typing import Literal

from pydantic import TypeAdapter

from incidents.demo.stored_text import stored_text
from incidents.model.record import Record

START = "start"


class Line(Record):
    """One line as the program wrote it, `after_ms` after the request came in; <names> in it vary."""

    stream: Literal["stdout", "stderr"]
    after_ms: int
    text: str


class Exchange(Record):
    """One kind of request with its answer; `took_ms` is what the network took. A start has lines only."""

    method: str = ""
    path: str = ""
    status: int = 0
    request_size: int = 0
    response_size: int = 0
    took_ms: int = 0
    lines: tuple[Line, ...]


_RECORDING = TypeAdapter(dict[str, Exchange])


def recorded(revision: str, *, healthy: bool) -> dict[str, Exchange]:
    """Everything that one revision was asked, by kind of request."""
    return _RECORDING.validate_python(json.loads(stored_text("exchanges", f"{revision}.json", healthy=healthy)))

"""Entries of any format in a private file of one shape, which the first step reads like an export."""

import json
import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from collectors.logs.entries.entry import Entry, as_object, as_text
from collectors.logs.entries.json_values import Json

_DOCUMENTS = {"payload": "jsonPayload", "audit": "protoPayload", "operation": "operation", "part": "split"}
_REQUEST = {
    "method": "requestMethod",
    "url": "requestUrl",
    "status": "status",
    "latency": "latency",
    "agent": "userAgent",
}


class Spool:
    """Writes one entry a line."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def take(self, entry: Entry) -> None:
        self._file.write(json.dumps(_flat(entry), separators=(",", ":")))
        self._file.write("\n")


@contextmanager
def spool(path: Path) -> Iterator[Spool]:
    """A new file that nobody else can read; it grows until the context is left."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        yield Spool(file)


def _flat(entry: Entry) -> Json:
    body = entry.body
    log_name = body.get("logName")
    flat: Json = {
        "file": entry.file,
        "ns": entry.at,
        "service": entry.service,
        "revision": entry.revision,
        "severity": entry.stated,
        "log_name": log_name if isinstance(log_name, str) else entry.log,
        "insert_id": entry.insert_id,
        "instance": entry.instance,
        "trace": entry.trace,
        "labelled": True,
        "text": as_text(body.get("textPayload")),
    }
    for key, name in _DOCUMENTS.items():
        if body.get(name) is not None:
            flat[key] = _document(body[name])
    if "httpRequest" in body:
        request = as_object(body["httpRequest"])
        flat["is_request"] = True
        flat |= {key: str(request[name]) for key, name in _REQUEST.items() if isinstance(request.get(name), str | int)}
    return flat


def _document(value: object) -> str:
    """The value as JSON inside a text: every reader of it takes any document, and none takes NaN."""
    try:
        return json.dumps(value, allow_nan=False, separators=(",", ":"))
    except ValueError:
        return json.dumps(_finite(value), separators=(",", ":"))


def _finite(value: object) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, dict):
        return {key: _finite(each) for key, each in value.items()}
    return [_finite(each) for each in value] if isinstance(value, list) else value

"""The earliest entry of a group, as the database keeps it, as an entry."""

import json
from typing import Any

from collectors.logs.entries.entry import UNKNOWN_REVISION, Entry, log_named
from collectors.logs.entries.json_values import Json
from collectors.logs.first_step.statement import EXEMPLAR
from collectors.logs.messages.deliverers import status_alone
from collectors.logs.severity import stated_severity

_DOCUMENTS = {"payload": "jsonPayload", "audit": "protoPayload", "operation": "operation", "part": "split"}
_REQUEST = {"requestMethod": "method", "requestUrl": "url", "latency": "latency"}


def with_shared(group: str) -> str:
    """The SQL of an exemplar with all that its group shares."""
    of = f"{group}." if group else ""
    own = ", ".join(f"{each} := {of}earliest.{each}" for each in (*EXEMPLAR, "print"))
    same = ", ".join(f"{each} := {of}{each}" for each in ("file", "service", "revision", "severity", "log_name"))
    return f"struct_pack({own}, {same}, ns := {of}first_ns, is_request := {of}fate = 'request', status := {of}alone)"


def entry_of(kept: dict[str, Any]) -> Entry:
    """The entry that an exemplar with all that its group shares stands for."""
    body: Json = {"logName": kept["log_name"] or ""}
    if kept["text"] is not None:
        body["textPayload"] = kept["text"]
    for column, name in _DOCUMENTS.items():
        if kept[column] is not None:
            body[name] = _document(kept[column])
    if kept["is_request"]:
        request = {name: kept[column] for name, column in _REQUEST.items() if kept[column] is not None}
        status = status_alone(kept["status"])
        body["httpRequest"] = request if status is None else request | {"status": status}
    severity = kept["severity"]
    return Entry(
        at=kept["ns"],
        insert_id=kept["insert_id"] or "",
        service=kept["service"],
        revision=kept["revision"] or UNKNOWN_REVISION,
        instance=kept["instance"] or None,
        trace=kept["trace"] or None,
        log=log_named(kept["log_name"] or ""),
        stated=stated_severity(int(severity) if severity and severity.isdecimal() and len(severity) < 5 else severity),
        file=kept["file"],
        body=body,
    )


def _document(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text

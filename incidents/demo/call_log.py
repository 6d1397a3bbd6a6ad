"""How one request shows in the log: the platform's own entry and what the program wrote meanwhile."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

from incidents.demo.calls import MS, Call
from incidents.demo.chance import drawn
from incidents.demo.deployments import PROJECT, service_url
from incidents.demo.exchanges import Line
from incidents.demo.instances import SECOND, Instance
from incidents.demo.log_entry import REQUESTS, STDERR, STDOUT, LogEntry, container_entry
from incidents.model.record import digest

# Fields of a JSON line that Cloud Logging lifts out of the payload, and what they are called in the entry.
_LIFTED = {
    "severity": "severity",
    "logging.googleapis.com/sourceLocation": "sourceLocation",
    "logging.googleapis.com/trace": "trace",
    "logging.googleapis.com/spanId": "spanId",
}


def call_entries(call: Call) -> Iterator[LogEntry]:
    """The request's entry first, then those of the program in the order in which it wrote them."""
    trace = digest(call.instance.id, str(call.at), "trace", length=32)
    names = {**dict(call.names), "trace": trace, "span": digest(trace, "span", length=16)}
    yield _request(call, names)
    moment = 0
    for line in call.exchange.lines:
        # Two lines of one moment still come one after the other.
        moment = max(call.written_at(line.after_ms), moment + 180_000)
        yield from line_entries(line, call.instance, moment, names, apart=call.apart)


def line_entries(
    line: Line, instance: Instance, written: int, names: dict[str, str], *, apart: bool = False
) -> Iterator[LogEntry]:
    """One entry for what was written at once, or with `apart` one for each of its lines."""
    text = _named(line.text, {**names, "at": _clock(written)})
    taken = written + 150_000 + drawn(240_000, "taken", written, instance.id)
    if line.stream == "stdout":
        yield container_entry(STDOUT, instance, taken, _structured(text))
        return
    for number, part in enumerate(text.split("\n") if apart else [text]):
        yield container_entry(STDERR, instance, taken + number * 97_000, {"textPayload": part})


def _request(call: Call, names: dict[str, str]) -> LogEntry:
    exchange, status = call.exchange, call.exchange.status
    latency = f"{call.took // SECOND}.{call.took % SECOND:09d}s"
    request: dict[str, object] = {
        "latency": latency,
        "protocol": "HTTP/1.1",
        "remoteIp": call.client.address,
        "requestMethod": exchange.method,
        "requestSize": str(exchange.request_size),
        "requestUrl": service_url(call.instance.revision.service) + _named(exchange.path, names),
        "responseSize": str(exchange.response_size),
        "serverIp": "216.239.36.53",
        "status": status,
        "userAgent": call.client.agent,
    }
    fields: dict[str, object] = {
        "httpRequest": request,
        "severity": "ERROR" if status >= 500 else "WARNING" if status >= 400 else "INFO",
        "spanId": names["span"],
        "trace": f"projects/{PROJECT}/traces/{names['trace']}",
        "traceSampled": drawn(2, "sampled", names["trace"]) == 1,
    }
    return container_entry(REQUESTS, call.instance, call.at, fields)


def _structured(text: str) -> dict[str, object]:
    """The entry that Cloud Logging makes of a line of JSON."""
    written: dict[str, object] = json.loads(text)
    lifted = {name: written.pop(key) for key, name in _LIFTED.items() if key in written}
    return {**lifted, "jsonPayload": written}


def _named(text: str, names: dict[str, str]) -> str:
    for name, value in names.items():
        text = text.replace(f"<{name}>", value)
    return text


def _clock(moment: int) -> str:
    """As Python's logging prints the time by default."""
    whole = datetime.fromtimestamp(moment // SECOND, UTC).strftime("%Y-%m-%d %H:%M:%S")
    return f"{whole},{moment // MS % 1000:03d}"

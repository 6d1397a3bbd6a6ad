"""Runs one service of a checkout of the demo's code and prints what each kind of request is answered and logs.

Usage: python -m tests.incidents.demo.staging_exchanges CHECKOUT SERVICE, with the revision's settings in the
environment. Time stands still except for what the network takes, so two runs print the same.
"""

import importlib
import io
import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.incidents.demo.staging_network import StagingNetwork

_NOON = 1_773_144_000  # 2026-03-10T12:00:00Z
_LANE = {"NL-DE": "<lane>", "from=NL&to=DE": "from=<from>&to=<to>"}
_SHIPMENT = re.compile(r"SHP-[0-9A-F]{6}")
_CLOCK = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}")
_TRACE, _SPAN = "0123456789abcdef0123456789abcdef", "fedcba9876543210"
_BOOKINGS = {
    "book-economy-0.4kg": ("economy", "0.4", None, "Mila Bakker"),
    "book-economy-1.1kg": ("economy", "1.1", None, "Noor Visser"),
    "book-standard-2kg": ("standard", "2", None, "Test Depot"),
    "book-standard-7.5kg": ("standard", "7.5", None, "Stichting Behoud van het Noordelijk Veengebied"),
    "book-standard-bulky": ("standard", "3.2", (60, 40, 40), "Lampenmakerij Smit"),
    "book-express-2kg": ("express", "2", None, "Test Depot"),
    "book-express-0.8kg": ("express", "0.8", None, "Apotheek De Linde"),
    "book-freight-180kg": ("freight", "180", None, "Test Depot"),
    "book-freight-420kg": ("freight", "420", (120, 80, 145), "Betonwerken Rijnhaven"),
}


class Clock:
    """Time that passes only when it is told to."""

    def __init__(self) -> None:
        self.ms = 0

    def wait(self, ms: int) -> None:
        self.ms += ms

    def install(self) -> None:
        real = time.gmtime
        time.time = lambda: _NOON + self.ms / 1000
        time.time_ns = lambda: _NOON * 10**9 + self.ms * 10**6
        time.monotonic = lambda: self.ms / 1000
        # logging reaches gmtime through a class, where a plain function would become a method.
        time.gmtime = staticmethod(lambda seconds=None: real(time.time() if seconds is None else seconds))


class Recorder(io.TextIOBase):
    """Stands in for stdout or stderr and notes when each line was written."""

    lines: list[dict[str, Any]]

    def __init__(self, stream: str, clock: Clock) -> None:
        self.stream, self.clock, self.lines = stream, clock, []

    def write(self, text: str) -> int:
        if text.strip():
            self.lines.append({"stream": self.stream, "after_ms": self.clock.ms, "text": text.rstrip("\n")})
        return len(text)


class Staging:
    """One service, called without a server in between."""

    def __init__(self, checkout: Path, service: str) -> None:
        self.checkout, self.clock = checkout, Clock()
        self.network = StagingNetwork(self.clock.wait)
        self.out, self.err = Recorder("stdout", self.clock), Recorder("stderr", self.clock)
        sys.stdout, sys.stderr = self.out, self.err
        sys.path.insert(0, str(checkout))
        self.package = service.replace("-", "_")
        self.clock.install()
        self.app = importlib.import_module(f"{self.package}.app")
        self.start = self._taken()

    def call(self, method: str, path: str, body: object = None, token: str = "") -> dict[str, Any]:
        self.clock.ms = 0
        content = b"" if body is None else json.dumps(body).encode()
        route, _, query = path.partition("?")
        environ: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": route, "QUERY_STRING": query}
        environ |= {"CONTENT_LENGTH": str(len(content)), "wsgi.input": io.BytesIO(content)}
        environ |= {"HTTP_AUTHORIZATION": f"Bearer {token}", "HTTP_X_CLOUD_TRACE_CONTEXT": f"{_TRACE}/{_SPAN};o=1"}
        answered: list[str] = []
        payload = b"".join(self.app.application(environ, lambda status, _: answered.append(status)))
        self.answer = json.loads(payload)
        return {
            "method": method,
            "path": self._general(path),
            "status": int(answered[0].split()[0]),
            "request_size": 310 + len(path) + len(token) + len(content),
            "response_size": 118 + len(payload),
            "took_ms": self.clock.ms,
            "lines": self._taken(),
        }

    def module(self, name: str) -> Any:
        return importlib.import_module(f"{self.package}.{name}")

    def _taken(self) -> list[dict[str, Any]]:
        lines = [*self.err.lines, *self.out.lines]
        self.err.lines.clear()
        self.out.lines.clear()
        return [{**line, "text": self._general(line["text"])} for line in lines]

    def _general(self, text: str) -> str:
        """The text with what differs from request to request replaced by names, and paths as in the image."""
        for given, general in {f"{self.checkout}/": "/app/", _TRACE: "<trace>", _SPAN: "<span>", **_LANE}.items():
            text = text.replace(given, general)
        return _CLOCK.sub("<at>", _SHIPMENT.sub("<shipment>", text))


def parcel_api(staging: Staging) -> Iterator[tuple[str, dict[str, Any]]]:
    """Everything that clients ask of parcel-api."""
    sign = staging.module("auth").sign
    token = sign("webshop", _NOON + 600)
    yield "health", staging.call("GET", "/health")
    for name, (tier, weight, size, addressee) in _BOOKINGS.items():
        order = {"addressee": addressee, "postcode": "1011 AB", "tier": tier, "weight_kg": weight}
        yield name, staging.call("POST", "/shipments", order | ({"size_cm": size} if size else {}), token)
        if "id" not in staging.answer:
            continue
        number, kind = staging.answer["id"], name.removeprefix("book-")
        yield f"read-{kind}", staging.call("GET", f"/shipments/{number}", token=token)
        yield f"label-{kind}", staging.call("GET", f"/shipments/{number}/label", token=token)
        pickup = {"shipment": number, "date": "2026-04-01"}
        yield f"pickup-{kind}", staging.call("POST", "/pickups", pickup, token)
    order = {"addressee": "Test Depot", "postcode": "1011 AB", "tier": "drone", "weight_kg": "2"}
    yield "book-unknown-tier", staging.call("POST", "/shipments", order, token)
    order = {"addressee": "Noor Visser", "postcode": "3511LN", "tier": "standard", "weight_kg": "1.1"}
    yield "book-tight-postcode", staging.call("POST", "/shipments", order, token)
    yield "read-unknown", staging.call("GET", "/shipments/SHP-000000", token=token)
    for code in ("PRC-1001", "PRC-1002", "PRC-1103", "PRC-1204", "PRC-2207", "PRC-9999"):
        yield f"track-{code}", staging.call("GET", f"/track/{code}", token=token)
    for client, age in (("webshop", 41), ("warehouse", 5312), ("e2e", 3600)):
        yield f"expired-{client}", staging.call("GET", "/shipments/SHP-000000", token=sign(client, _NOON - age))


def rates_service(staging: Staging) -> Iterator[tuple[str, dict[str, Any]]]:
    """Everything that clients ask of rates-service, with the cache where its settings say it is."""
    carriers = staging.module("carriers")
    staging.network.install(carriers)
    yield "health", staging.call("GET", "/health")
    yield "unknown-country", staging.call("GET", "/rates?from=NL&to=XX")
    staging.app.carriers.lanes_a_day = 40
    for name in ("asked", "slow", "kept", "spent"):
        if name != "kept":
            staging.network.kept.clear()
        elif not staging.network.kept:
            continue  # the cache is out of reach
        staging.network.slow_carrier = "ferrox" if name == "slow" else None
        staging.app.carriers._asked = {"2026-03-10": 40 if name == "spent" else 0}
        yield name, staging.call("GET", "/rates?from=NL&to=DE")


_CLIENTS = {"parcel-api": parcel_api, "rates-service": rates_service}


def main() -> None:
    checkout, service = Path(sys.argv[1]).resolve(), sys.argv[2]
    printed = sys.stdout
    staging = Staging(checkout, service)
    json.dump({"start": {"lines": staging.start}, **dict(_CLIENTS[service](staging))}, printed)


if __name__ == "__main__":
    main()

"""Whether a live read could be made: credentials and a way to the service, tried without reading an entry."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass

from collectors.logs.live.endpoint import Endpoint, endpoint_named
from collectors.logs.live.failures import RefusedError

_GOOGLE = Endpoint("logging.googleapis.com:443", plaintext=False)


@dataclass(frozen=True)
class Tried:
    """One thing that was tried, and what came of it."""

    what: str
    ok: bool
    text: str


def checkup(environment: Mapping[str, str], seconds: float = 5.0) -> tuple[Tried, ...]:
    """Credentials first, then a connection to the endpoint that the environment names or to Google's own."""
    try:
        named = endpoint_named(environment)
    except RefusedError as error:
        return (Tried("reach", ok=False, text=str(error)),)
    return _credentials(named), _reached(named or _GOOGLE, seconds)


def _credentials(endpoint: Endpoint | None) -> Tried:
    if endpoint and endpoint.plaintext:
        return Tried("credentials", ok=True, text=f"none are sent to {endpoint.target} on this machine")
    # Google's libraries take a while to load, and only a check or a live read needs them.
    from collectors.logs.live.service import connected  # noqa: PLC0415

    try:
        with connected(endpoint):
            return Tried(
                "credentials", ok=True, text="Google credentials were found; whether they may read is not tried"
            )
    except RefusedError as error:
        return Tried("credentials", ok=False, text=str(error))


def _reached(endpoint: Endpoint, seconds: float) -> Tried:
    host, _, port = endpoint.target.rpartition(":")
    try:
        with socket.create_connection((host.strip("[]"), int(port)), timeout=seconds):
            return Tried("reach", ok=True, text=f"{endpoint.target} answers")
    except OSError as error:
        said = error.strerror or type(error).__name__
        return Tried("reach", ok=False, text=f"{endpoint.target} could not be reached ({said})")

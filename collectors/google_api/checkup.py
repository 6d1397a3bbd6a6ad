"""Whether live reads could be made: credentials and a way to each API, tried without reading anything."""

import socket
from collections.abc import Iterable, Mapping

from collectors.google_api.endpoint import Api, Endpoint, endpoint_named
from collectors.google_api.failures import RefusedError
from collectors.tried import Tried


def checkup(environment: Mapping[str, str], apis: Iterable[Api], seconds: float = 5.0) -> tuple[Tried, ...]:
    """Credentials first, then a connection to each endpoint that the environment names or to Google's own."""
    credentials: dict[Tried, None] = {}
    reached: list[Tried] = []
    for api in apis:
        try:
            named = endpoint_named(environment, api)
        except RefusedError as error:
            reached.append(Tried("reach", ok=False, text=str(error)))
            continue
        credentials[_credentials(named)] = None
        reached.append(_reached(named or api.endpoint, seconds))
    return (*credentials, *reached)


def _credentials(endpoint: Endpoint | None) -> Tried:
    if endpoint and endpoint.plaintext:
        return Tried("credentials", ok=True, text=f"none are sent to {endpoint.target} on this machine")
    # Google's libraries take a while to load, and only a check or a live read needs them.
    from collectors.google_api.connection import credentials_found  # noqa: PLC0415

    try:
        credentials_found()
    except RefusedError as error:
        return Tried("credentials", ok=False, text=str(error))
    return Tried("credentials", ok=True, text="Google credentials were found; whether they may read is not tried")


def _reached(endpoint: Endpoint, seconds: float) -> Tried:
    host, _, port = endpoint.target.rpartition(":")
    try:
        with socket.create_connection((host.strip("[]"), int(port)), timeout=seconds):
            return Tried("reach", ok=True, text=f"{endpoint.target} answers")
    except OSError as error:
        said = error.strerror or type(error).__name__
        return Tried("reach", ok=False, text=f"{endpoint.target} could not be reached ({said})")

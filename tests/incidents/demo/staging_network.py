"""The network of the demo's staging environment, for its services when they run on one's own machine."""

import io
import json
import socket
from collections.abc import Callable
from typing import Any, Self
from urllib.request import urlopen

CACHE_HOST = "10.84.0.12"
_RATES = {"dhx": (181, "8.40"), "ferrox": (242, "7.95"), "posta": (133, "6.75")}
_SLOW_MS = 1046


class StagingNetwork:
    """Stands in for the cache and the carriers; `wait` is told how many milliseconds an answer takes.

    Only the address of the real cache answers; every other one times out, as an address in a private network does.
    """

    def __init__(self, wait: Callable[[int], None]) -> None:
        self.wait = wait
        self.slow_carrier: str | None = None
        self.kept: dict[str, str] = {}

    def install(self, carriers: Any) -> None:
        """Replace the ways out of a service; `carriers` is its module of that name."""
        assert carriers.urlopen is urlopen
        carriers.urlopen = self._ask_carrier
        socket.create_connection = self._connect  # type: ignore[assignment]

    def _ask_carrier(self, url: str, timeout: float) -> io.BytesIO:  # noqa: ARG002 - as urlopen is called
        carrier = url.split(".")[1]
        usual, price = _RATES[carrier]
        self.wait(_SLOW_MS if carrier == self.slow_carrier else usual)
        return io.BytesIO(json.dumps({"eur": price}).encode())

    def _connect(self, address: tuple[str, int], timeout: float) -> "_CacheConnection":
        if address != (CACHE_HOST, 6379):
            self.wait(round(timeout * 1000))
            raise TimeoutError("timed out")
        self.wait(2)
        return _CacheConnection(self.kept)


class _CacheConnection:
    """Understands GET and SET, one command a line."""

    def __init__(self, kept: dict[str, str]) -> None:
        self.kept = kept
        self.answer = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        return None

    def sendall(self, command: bytes) -> None:
        verb, key, *rest = command.decode().split()
        if verb == "SET":
            self.kept[key] = rest[0]
            self.answer = b"+OK\r\n"
        else:
            value = self.kept.get(key)
            self.answer = b"$-1\r\n" if value is None else f"${len(value)}\r\n{value}\r\n".encode()

    def recv(self, size: int) -> bytes:
        return self.answer[:size]

    def makefile(self, _: str) -> io.BytesIO:
        return io.BytesIO(self.answer)

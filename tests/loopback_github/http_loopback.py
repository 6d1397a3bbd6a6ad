"""Real HTTP servers on this machine, answering from a function."""

import socket
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

STANDING = "Mon, 02 Mar 2026 12:00:00 GMT"
"""The time of a server that says no other: a clock that stands still."""
# Nobody waits longer for an answer that does not come.
_LONGEST_SILENCE = 10.0
# On close the connection is reset, not ended.
_NO_LINGER = struct.pack("ii", 1, 0)


@dataclass(frozen=True)
class Seen:
    """One request; the names of its headers are in small letters."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    method: str = "GET"
    body: bytes = b""


@dataclass(frozen=True)
class Reply:
    """`stated` is the length that is announced, the true one where it is None.

    `drop` ends the connection with no answer at all, `reset` breaks it off, `silent` waits for the other side to.
    """

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    stated: int | None = None
    drop: bool = False
    reset: bool = False
    silent: bool = False


Answering = Callable[[Seen], Reply]


@contextmanager
def served(answering: Answering) -> Iterator[str]:
    """The address, without a slash at its end."""
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"answering": staticmethod(answering)}))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    answering: Answering
    protocol_version = "HTTP/1.1"
    # A request and its answer are small, and written in pieces.
    disable_nagle_algorithm = True

    def _answer(self) -> None:
        reply = self.answering(self._seen())
        if reply.silent:
            self._be_silent()
        if reply.reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
        nothing = reply.drop or reply.reset or reply.silent
        self.close_connection = nothing or reply.stated is not None
        if not nothing:
            self._send(reply)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _answer  # noqa: N815 - the names that the library calls

    def _seen(self) -> Seen:
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers.get("content-length", 0)))
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        return Seen(parts.path, query, headers, self.command, body)

    def _send(self, reply: Reply) -> None:
        self.send_response_only(reply.status)
        for name, value in {"Date": STANDING, **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body) if reply.stated is None else reply.stated))
        self.end_headers()
        self.wfile.write(reply.body)

    def _be_silent(self) -> None:
        self.connection.settimeout(_LONGEST_SILENCE)
        with suppress(OSError):
            self.connection.recv(1)

    def log_message(self, *_: object) -> None:
        """Say nothing on stderr."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def shutdown_request(self, request: Any) -> None:
        """Close without the polite end of a stream, which would come before a reset."""
        self.close_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing about a reader that has gone or was killed."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

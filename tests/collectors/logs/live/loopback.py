"""Cloud Logging on this machine: a real gRPC server that answers in the client library's own messages."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import Any

import grpc  # type: ignore[import-untyped]  # it has no types
from google.cloud.logging_v2.types import ListLogEntriesRequest, ListLogEntriesResponse, LogEntry
from google.protobuf import json_format  # type: ignore[import-untyped]  # it has no types

from tests.collectors.logs.log_files import Raw

Failure = tuple[grpc.StatusCode, str]
_ALWAYS = 1000


def proto(raw: Raw) -> Any:
    """The entry as a message of the protocol."""
    return json_format.ParseDict(raw, LogEntry.pb()())


def _set() -> Event:
    event = Event()
    event.set()
    return event


@dataclass
class Loopback:
    """Answers page after page; before a page it fails as often as `failures` has failures for its number.

    Nothing is answered until `open` is set, which it is at first.
    """

    pages: list[list[Any]]
    failures: dict[int, list[Failure]] = field(default_factory=dict)
    requests: list[ListLogEntriesRequest] = field(default_factory=list)
    open: Event = field(default_factory=_set)

    def failing(self, page: int, code: grpc.StatusCode, said: str, times: int = _ALWAYS) -> "Loopback":
        self.failures[page] = [(code, said)] * times
        return self

    def answer(self, request: ListLogEntriesRequest, context: Any) -> ListLogEntriesResponse:
        self.requests.append(request)
        self.open.wait(30)
        number = int(request.page_token.rpartition("-")[2] or 0)
        if self.failures.get(number):
            context.abort(*self.failures[number].pop())
        entries = [each if not isinstance(each, dict) else proto(each) for each in self.pages[number]]
        more = number + 1 < len(self.pages)
        answer = ListLogEntriesResponse(next_page_token=f"page-{number + 1}" if more else "")
        ListLogEntriesResponse.pb(answer).entries.extend(entries)
        return answer


@contextmanager
def served(loopback: Loopback) -> Iterator[str]:
    """Host and port at which it answers."""
    listing = grpc.unary_unary_rpc_method_handler(
        loopback.answer, ListLogEntriesRequest.deserialize, ListLogEntriesResponse.serialize
    )
    handler = grpc.method_handlers_generic_handler("google.logging.v2.LoggingServiceV2", {"ListLogEntries": listing})
    with ThreadPoolExecutor(max_workers=2) as pool:
        server = grpc.server(pool)
        server.add_generic_rpc_handlers((handler,))
        port = server.add_insecure_port("127.0.0.1:0")
        server.start()
        try:
            yield f"127.0.0.1:{port}"
        finally:
            server.stop(None).wait()


def paged(entries: Iterable[Raw], size: int) -> list[list[Raw]]:
    listed = list(entries)
    return [listed[start : start + size] for start in range(0, len(listed), size)]

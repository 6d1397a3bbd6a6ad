"""Cloud Run on this machine: a real gRPC server that answers in the client library's own messages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import grpc  # type: ignore[import-untyped]  # it has no types
from google.cloud.run_v2.types import (
    GetServiceRequest,
    ListRevisionsRequest,
    ListRevisionsResponse,
    ListServicesRequest,
    ListServicesResponse,
    Revision,
    Service,
)
from google.protobuf import json_format  # type: ignore[import-untyped]  # it has no types

Raw = Mapping[str, Any]
LOCATION = "projects/parcel-staging/locations/europe-west1"
_ALWAYS = 1000


def proto(kind: Any, raw: Any) -> Any:
    """A record as a message of the protocol; a message is left as it is."""
    return json_format.ParseDict(raw, kind.pb()()) if isinstance(raw, Mapping) else raw


def described(name: str = "parcel-api", **more: Any) -> dict[str, Any]:
    """A service that exists."""
    return {"name": f"{LOCATION}/services/{name}", **more}


@dataclass
class Loopback:
    """Answers what is asked about `services`, whose revisions come page by page; other services are not found.

    Before an answer it fails as often as `failures` has failures for the method and the number of the page.
    """

    services: Sequence[Raw] = ()
    revisions: Mapping[str, Sequence[Sequence[Any]]] = field(default_factory=dict)
    failures: dict[tuple[str, int], list[tuple[grpc.StatusCode, str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def failing(
        self, method: str, code: grpc.StatusCode, said: str, *, page: int = 0, times: int = _ALWAYS
    ) -> "Loopback":
        self.failures[method, page] = [(code, said)] * times
        return self

    def get_service(self, request: GetServiceRequest, context: Any) -> Service:
        self._enter("GetService", request.name, "", context)
        found = next((each for each in self.services if each["name"] == request.name), None)
        if found is None:
            _, project, _, region, _, name = request.name.split("/")
            said = f"Resource '{name}' of kind 'SERVICE' in region '{region}' in project '{project}' does not exist."
            context.abort(grpc.StatusCode.NOT_FOUND, said)
        return Service(proto(Service, found))

    def list_services(self, request: ListServicesRequest, context: Any) -> ListServicesResponse:
        number = self._enter("ListServices", request.parent, request.page_token, context)
        found = [each for each in self.services if each["name"].startswith(f"{request.parent}/")]
        more = number + 1 < len(found)
        services = [Service(proto(Service, each)) for each in found[number : number + 1]]
        return ListServicesResponse(services=services, next_page_token=f"page-{number + 1}" if more else "")

    def list_revisions(self, request: ListRevisionsRequest, context: Any) -> ListRevisionsResponse:
        number = self._enter("ListRevisions", request.parent, request.page_token, context)
        pages = self.revisions.get(request.parent.rpartition("/")[2], [[]])
        more = number + 1 < len(pages)
        answer = ListRevisionsResponse(next_page_token=f"page-{number + 1}" if more else "")
        ListRevisionsResponse.pb(answer).revisions.extend(proto(Revision, each) for each in pages[number])
        return answer

    def _enter(self, method: str, path: str, token: str, context: Any) -> int:
        number = int(token.rpartition("-")[2] or 0)
        self.asked.append(f"{method} {path}" + (f" {token}" if token else ""))
        if self.failures.get((method, number)):
            context.abort(*self.failures[method, number].pop())
        return number


@contextmanager
def served(loopback: Loopback) -> Iterator[str]:
    """Host and port at which it answers."""
    services = {
        "GetService": _method(loopback.get_service, GetServiceRequest, Service),
        "ListServices": _method(loopback.list_services, ListServicesRequest, ListServicesResponse),
    }
    revisions = {"ListRevisions": _method(loopback.list_revisions, ListRevisionsRequest, ListRevisionsResponse)}
    handlers = [
        grpc.method_handlers_generic_handler("google.cloud.run.v2.Services", services),
        grpc.method_handlers_generic_handler("google.cloud.run.v2.Revisions", revisions),
    ]
    with ThreadPoolExecutor(max_workers=2) as pool:
        server = grpc.server(pool)
        server.add_generic_rpc_handlers(handlers)
        port = server.add_insecure_port("127.0.0.1:0")
        server.start()
        try:
            yield f"127.0.0.1:{port}"
        finally:
            server.stop(None).wait()


def _method(answer: Callable[..., Any], asked: Any, answered: Any) -> Any:
    return grpc.unary_unary_rpc_method_handler(answer, asked.deserialize, answered.serialize)

"""The Cloud Run Admin API through Google's own client; what goes wrong comes out as a clause for the reading."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from google.cloud.run_v2.services.revisions import RevisionsClient
from google.cloud.run_v2.services.revisions.transports import RevisionsGrpcTransport
from google.cloud.run_v2.services.services import ServicesClient
from google.cloud.run_v2.services.services.transports import ServicesGrpcTransport
from google.cloud.run_v2.types import (
    GetServiceRequest,
    ListRevisionsRequest,
    ListRevisionsResponse,
    ListServicesRequest,
    ListServicesResponse,
    Service,
)
from google.protobuf import json_format  # type: ignore[import-untyped]  # it has no types

from collectors.cloud_run.foreign_json import Fields
from collectors.cloud_run.live.api import CLOUD_RUN_ADMIN
from collectors.cloud_run.live.pages import Page
from collectors.google_api.connection import Asked, connected, told
from collectors.google_api.endpoint import Endpoint

_PAGE_SIZE = 100


class Admin:
    """Implements `collectors.cloud_run.live.pages.Pages`.

    It asks without the library's retries, which know neither the deadline of the whole read nor 429.
    """

    def __init__(self, services: ServicesClient, revisions: RevisionsClient) -> None:
        self._services = services
        self._revisions = revisions

    def service(self, name: str, token: str, seconds: float) -> Page:
        del token  # one service is one page
        with told(_asked("the service", name)):
            found = self._services.get_service(request=GetServiceRequest(name=name), retry=None, timeout=seconds)
        return _page([Service.pb(found)], "")

    def revisions(self, service: str, token: str, seconds: float) -> Page:
        request = ListRevisionsRequest(parent=service, page_size=_PAGE_SIZE, page_token=token)
        with told(_asked("the revisions of service", service)):
            pager = self._revisions.list_revisions(request=request, retry=None, timeout=seconds)
        answer = ListRevisionsResponse.pb(next(iter(pager.pages)))
        return _page(answer.revisions, answer.next_page_token)

    def services(self, location: str, token: str, seconds: float) -> Page:
        request = ListServicesRequest(parent=location, page_size=_PAGE_SIZE, page_token=token)
        with told(_asked("the services", location)):
            pager = self._services.list_services(request=request, retry=None, timeout=seconds)
        answer = ListServicesResponse.pb(next(iter(pager.pages)))
        return _page(answer.services, answer.next_page_token)


@contextmanager
def connected_admin(endpoint: Endpoint | None) -> Iterator[Admin]:
    """The API at the endpoint, Google's own where there is none; raises RefusedError without credentials."""
    with (
        connected(endpoint, ServicesClient, ServicesGrpcTransport) as services,
        connected(endpoint, RevisionsClient, RevisionsGrpcTransport) as revisions,
    ):
        yield Admin(services, revisions)


def _page(messages: Iterable[Any], token: str) -> Page:
    read = [_json(each) for each in messages]
    records = tuple(each for each in read if each is not None)
    return Page(records, token, len(read) - len(records))


def _json(message: Any) -> Fields | None:  # noqa: ANN401 - messages of the protocol have no types
    """The record in the JSON form of the API; None for one that has none, such as a time outside the calendar."""
    try:
        read: Fields = json_format.MessageToDict(message)
    except (TypeError, ValueError, json_format.Error):
        return None
    return read


def _asked(what: str, path: str) -> Asked:
    _, project, _, region, *rest = path.split("/")
    named = f"{what} {rest[-1]!r}" if rest else what
    where = f"in region {region!r} of project {project!r}"
    return Asked(
        api=CLOUD_RUN_ADMIN.name,
        what=f"{named} {where}",
        role="Cloud Run Viewer (roles/run.viewer)",
        absent=f"{named} {where} was not found"
        if rest[-1:] and what == "the service"
        else f"nothing was found {where}",
        check="`project`, `region` and the names of `[[services]]`",
    )

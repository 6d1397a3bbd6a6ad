"""Cloud Logging through Google's own client; what goes wrong comes out as a clause for the reading."""

from collections.abc import Iterator
from contextlib import contextmanager

from google.cloud.logging_v2.services.logging_service_v2 import LoggingServiceV2Client
from google.cloud.logging_v2.services.logging_service_v2.transports import LoggingServiceV2GrpcTransport
from google.cloud.logging_v2.types import ListLogEntriesRequest, ListLogEntriesResponse

from collectors.google_api import connection
from collectors.google_api.connection import Asked, told
from collectors.google_api.endpoint import Endpoint
from collectors.logs.live.api import CLOUD_LOGGING
from collectors.logs.live.entry_json import entry_json
from collectors.logs.live.pages import Page
from collectors.logs.live.query import PAGE_SIZE, Query


class LoggingService:
    """Implements `collectors.logs.live.pages.Pages`."""

    def __init__(self, client: LoggingServiceV2Client) -> None:
        self._client = client

    def page(self, query: Query, token: str, seconds: float) -> Page:
        request = ListLogEntriesRequest(
            resource_names=[f"projects/{query.project}"],
            filter=query.filter,
            order_by="timestamp asc",
            page_size=PAGE_SIZE,
            page_token=token,
        )
        with told(_asked(query.project)):
            # Without a retry of its own: the library's does not know the quota, and 429 not at all.
            pager = self._client.list_log_entries(request=request, retry=None, timeout=seconds)
        return _page(next(iter(pager.pages)))


@contextmanager
def connected(endpoint: Endpoint | None) -> Iterator[LoggingService]:
    """The service at the endpoint, Google's own where there is none; raises RefusedError without credentials."""
    with connection.connected(endpoint, LoggingServiceV2Client, LoggingServiceV2GrpcTransport) as client:
        yield LoggingService(client)


def _page(response: ListLogEntriesResponse) -> Page:
    answer = ListLogEntriesResponse.pb(response)
    read = [entry_json(entry) for entry in answer.entries]
    entries = tuple(entry for entry in read if entry is not None)
    return Page(entries, answer.next_page_token, len(read) - len(entries))


def _asked(project: str) -> Asked:
    return Asked(
        api=CLOUD_LOGGING.name,
        what=f"the logs of project {project!r}",
        role="Logs Viewer (roles/logging.viewer)",
        absent=f"there are no logs of a project {project!r}",
        check="`project`",
    )

"""Cloud Logging through Google's own client; what goes wrong comes out as a clause for the reading."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from google.api_core import exceptions, grpc_helpers
from google.auth.exceptions import DefaultCredentialsError, GoogleAuthError
from google.cloud.logging_v2.services.logging_service_v2 import LoggingServiceV2Client
from google.cloud.logging_v2.services.logging_service_v2.transports import LoggingServiceV2GrpcTransport
from google.cloud.logging_v2.types import ListLogEntriesRequest, ListLogEntriesResponse

from collectors.logs.live.endpoint import Endpoint
from collectors.logs.live.entry_json import entry_json
from collectors.logs.live.failures import BusyError, RefusedError
from collectors.logs.live.pages import Page
from collectors.logs.live.query import PAGE_SIZE, Query

_LOGIN = "log in with `gcloud auth application-default login` or name a key file in GOOGLE_APPLICATION_CREDENTIALS"
_TRANSIENT = (
    exceptions.ResourceExhausted,
    exceptions.ServiceUnavailable,
    exceptions.DeadlineExceeded,
    exceptions.InternalServerError,
)
# gRPC reports credentials that could not be renewed as a service that is unavailable.
_PLUGIN_FAILED = "from plugin failed"
_LONGEST = 300
# A page of long entries is larger than the 4 MiB that gRPC takes unasked; a proxy does not lead to this machine.
_CHANNEL = (("grpc.max_receive_message_length", -1), ("grpc.enable_http_proxy", 0))


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
        try:
            # Without a retry of its own: the library's does not know the quota, and 429 not at all.
            pager = self._client.list_log_entries(request=request, retry=None, timeout=seconds)
        except exceptions.GoogleAPICallError as error:
            raise _failure(error, query.project) from error
        except GoogleAuthError as error:
            raise RefusedError(f"the credentials were not accepted ({_said(error)}); {_LOGIN}") from error
        return _page(next(iter(pager.pages)))


@contextmanager
def connected(endpoint: Endpoint | None) -> Iterator[LoggingService]:
    """The service at the endpoint, Google's own where there is none; raises RefusedError without credentials."""
    try:
        client = _client(endpoint)
    except DefaultCredentialsError as error:
        raise RefusedError(f"no usable Google credentials were found; {_LOGIN}") from error
    except (GoogleAuthError, OSError, ValueError) as error:
        raise RefusedError(f"the Google credentials could not be used ({_said(error)}); {_LOGIN}") from error
    with client:
        yield LoggingService(client)


def _client(endpoint: Endpoint | None) -> LoggingServiceV2Client:
    if endpoint and endpoint.plaintext:
        # gRPC is the library's dependency, not ours, and is taken from where the library has it.
        channel = grpc_helpers.grpc.insecure_channel(endpoint.target, options=_CHANNEL)  # type: ignore[attr-defined]
        return LoggingServiceV2Client(transport=LoggingServiceV2GrpcTransport(channel=channel))
    with warnings.catch_warnings():
        # It advises a person's own login to name a quota project; a refusal for want of one says so itself.
        warnings.filterwarnings("ignore", "Your application has authenticated using end user credentials")
        return LoggingServiceV2Client(client_options={"api_endpoint": endpoint.target} if endpoint else None)


def _page(response: ListLogEntriesResponse) -> Page:
    answer = ListLogEntriesResponse.pb(response)
    read = [entry_json(entry) for entry in answer.entries]
    entries = tuple(entry for entry in read if entry is not None)
    return Page(entries, answer.next_page_token, len(read) - len(entries))


def _failure(error: exceptions.GoogleAPICallError, project: str) -> BusyError | RefusedError:
    said = _said(error)
    if _PLUGIN_FAILED in str(error) or isinstance(error, exceptions.Unauthenticated):
        return RefusedError(f"the credentials were not accepted ({said}); {_LOGIN}")
    if isinstance(error, exceptions.ResourceExhausted):
        return BusyError(f"the quota of reads was used up ({said})")
    if isinstance(error, _TRANSIENT):
        return BusyError(f"Cloud Logging could not be reached or did not answer ({said})")
    if isinstance(error, exceptions.PermissionDenied):
        role = "the role Logs Viewer (roles/logging.viewer) is needed"
        return RefusedError(f"reading the logs of project {project!r} is not permitted ({said}); {role}")
    if isinstance(error, exceptions.NotFound | exceptions.InvalidArgument):
        check = "check `project` in incident.toml"
        return RefusedError(f"the question about project {project!r} was not accepted ({said}); {check}")
    return RefusedError(f"Cloud Logging refused to answer ({said})")


def _said(error: Exception) -> str:
    """The first words of an error, on one line."""
    return " ".join(str(error).split())[:_LONGEST] or type(error).__name__

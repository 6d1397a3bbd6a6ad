"""Clients of Google's own libraries, with the person's credentials or to this machine; the first to load google."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

import google.auth
from google.api_core import exceptions, grpc_helpers
from google.auth.exceptions import DefaultCredentialsError, GoogleAuthError

from collectors.google_api.endpoint import Endpoint
from collectors.google_api.failures import AbsentError, BusyError, RefusedError

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
# A page of long records is larger than the 4 MiB that gRPC takes unasked; a proxy does not lead to this machine.
_CHANNEL = (("grpc.max_receive_message_length", -1), ("grpc.enable_http_proxy", 0))


class ApiClient(Protocol):
    """What all clients that Google generates have."""

    def __init__(self, *, transport: Any = None, client_options: Any = None) -> None: ...  # noqa: ANN401 - as theirs

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


Client = TypeVar("Client", bound=ApiClient)
Transport = Callable[..., object]
"""The library's class that speaks gRPC for a client, made from a channel."""


@dataclass(frozen=True)
class Asked:
    """How a question is spoken of where it fails.

    `what` is read from `api`, and that takes `role`; `absent` is said where there is no such thing, and `check` names
    the keys of incident.toml that the question was made of.
    """

    api: str
    what: str
    role: str
    absent: str
    check: str


@contextmanager
def connected(endpoint: Endpoint | None, client: type[Client], transport: Transport) -> Iterator[Client]:
    """A client to the endpoint, Google's own where there is none; raises RefusedError without credentials."""
    with _credentials_used():
        made = _client(endpoint, client, transport)
    with made:
        yield made


def credentials_found() -> None:
    """Look for the person's credentials; raises RefusedError where there are none that can be used."""
    with _credentials_used():
        google.auth.default()


@contextmanager
def told(asked: Asked) -> Iterator[None]:
    """Raise what the library raises as BusyError or RefusedError."""
    try:
        yield
    except exceptions.GoogleAPICallError as error:
        raise _failure(error, asked) from error
    except GoogleAuthError as error:
        raise RefusedError(f"the credentials were not accepted ({_said(error)}); {_LOGIN}") from error


@contextmanager
def _credentials_used() -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            # It advises a person's own login to name a quota project; a refusal for want of one says so itself.
            warnings.filterwarnings("ignore", "Your application has authenticated using end user credentials")
            yield
    except DefaultCredentialsError as error:
        raise RefusedError(f"no usable Google credentials were found; {_LOGIN}") from error
    except (GoogleAuthError, OSError, ValueError) as error:
        raise RefusedError(f"the Google credentials could not be used ({_said(error)}); {_LOGIN}") from error


def _client(endpoint: Endpoint | None, client: type[Client], transport: Transport) -> Client:
    if endpoint and endpoint.plaintext:
        # gRPC is the library's dependency, not ours, and is taken from where the library has it.
        channel = grpc_helpers.grpc.insecure_channel(endpoint.target, options=_CHANNEL)  # type: ignore[attr-defined]
        return client(transport=transport(channel=channel))
    return client(client_options={"api_endpoint": endpoint.target} if endpoint else None)


def _failure(error: exceptions.GoogleAPICallError, asked: Asked) -> BusyError | RefusedError:
    said = _said(error)
    if _PLUGIN_FAILED in str(error) or isinstance(error, exceptions.Unauthenticated):
        return RefusedError(f"the credentials were not accepted ({said}); {_LOGIN}")
    if isinstance(error, exceptions.ResourceExhausted):
        return BusyError(f"the quota of reads was used up ({said})")
    if isinstance(error, _TRANSIENT):
        return BusyError(f"{asked.api} could not be reached or did not answer ({said})")
    return _refusal(error, asked, said)


def _refusal(error: exceptions.GoogleAPICallError, asked: Asked, said: str) -> RefusedError:
    if isinstance(error, exceptions.PermissionDenied):
        return RefusedError(f"reading {asked.what} is not permitted ({said}); the role {asked.role} is needed")
    if isinstance(error, exceptions.NotFound):
        return AbsentError(f"{asked.absent} ({said}); check {asked.check} in incident.toml")
    if isinstance(error, exceptions.InvalidArgument):
        return RefusedError(
            f"the question about {asked.what} was not accepted ({said}); check {asked.check} in incident.toml"
        )
    return RefusedError(f"{asked.api} refused to answer ({said})")


def _said(error: Exception) -> str:
    """The first words of an error, on one line."""
    return " ".join(str(error).split())[:_LONGEST] or type(error).__name__

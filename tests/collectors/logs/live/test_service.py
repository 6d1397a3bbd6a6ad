import warnings
from threading import Event
from typing import Any

import google.auth
import grpc  # type: ignore[import-untyped]  # it has no types
import pytest
from google.auth.credentials import AnonymousCredentials
from google.auth.exceptions import RefreshError

from collectors.google_api import connection
from collectors.google_api.endpoint import Endpoint, endpoint_named
from collectors.google_api.failures import BusyError, RefusedError
from collectors.logs.live.api import CLOUD_LOGGING
from collectors.logs.live.query import Query
from collectors.logs.live.service import LoggingService, connected
from incidents.model.scope import Span
from tests.collectors.logs.live.loopback import Loopback, served
from tests.collectors.logs.log_files import raw_entry

QUERY = Query("parcel", 'severity="ERROR"', Span())


def page(loopback: Loopback, token: str = "") -> Any:
    with served(loopback) as place, connected(Endpoint(place, plaintext=True)) as pages:
        return pages.page(QUERY, token, 10)


def test_a_page_says_whether_there_is_more() -> None:
    loopback = Loopback([[raw_entry("x")], [raw_entry("y")]])
    assert page(loopback) == ((raw_entry("x"),), "page-1", 0)
    assert page(loopback, "page-1") == ((raw_entry("y"),), "", 0)


def test_a_page_may_be_larger_than_grpc_takes_unasked() -> None:
    entries = [raw_entry("x" * 200_000, second=n) for n in range(30)]
    assert len(page(Loopback([entries])).entries) == 30


def test_each_page_is_asked_for_once() -> None:
    loopback = Loopback([[]]).failing(0, grpc.StatusCode.UNAVAILABLE, "later", times=1)
    with pytest.raises(BusyError, match=r"did not answer \(503 later\)$"):
        page(loopback)
    assert len(loopback.requests) == 1


def test_a_server_that_is_too_slow_has_not_answered() -> None:
    loopback = Loopback([[]], open=Event())
    with served(loopback) as place, connected(Endpoint(place, plaintext=True)) as pages:
        try:
            with pytest.raises(BusyError, match=r"^Cloud Logging could not be reached or did not answer \(504 "):
                pages.page(QUERY, "", 0.05)
        finally:
            loopback.open.set()


def test_credentials_that_cannot_be_renewed_are_not_asked_for_again() -> None:
    said = "Getting metadata from plugin failed with error: Reauthentication is needed"
    with pytest.raises(
        RefusedError, match=r"^the credentials were not accepted \(503 Getting metadata .* is needed\); "
    ):
        page(Loopback([[]]).failing(0, grpc.StatusCode.UNAVAILABLE, said))


def test_long_words_of_the_server_are_cut() -> None:
    with pytest.raises(RefusedError, match=r"^Cloud Logging refused to answer \(501 x{296}\)$"):
        page(Loopback([[]]).failing(0, grpc.StatusCode.UNIMPLEMENTED, "x" * 5000))


@pytest.mark.parametrize(
    ("place", "host"),
    [("", "logging.googleapis.com:443"), ("logging.example:8443", "logging.example:8443")],
)
def test_elsewhere_the_persons_credentials_and_tls_are_used(
    place: str, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def default(**_: Any) -> tuple[AnonymousCredentials, None]:
        warnings.warn("Your application has authenticated using end user credentials from gcloud", stacklevel=1)
        return AnonymousCredentials(), None  # type: ignore[no-untyped-call]

    opened: list[str] = []
    secure_channel = grpc.secure_channel

    def recorded(target: str, *more: Any, **options: Any) -> Any:
        opened.append(target)
        return secure_channel(target, *more, **options)

    monkeypatch.setattr(google.auth, "default", default)
    monkeypatch.setattr(grpc, "secure_channel", recorded)
    with connected(endpoint_named({CLOUD_LOGGING.variable: place}, CLOUD_LOGGING)):
        assert opened == [host]


def test_an_error_of_the_credentials_themselves_is_told() -> None:
    class Refusing:
        def list_log_entries(self, **_: Any) -> None:
            raise RefreshError("invalid_grant", {"error": "expired"})  # type: ignore[no-untyped-call]

    with pytest.raises(RefusedError, match=r"^the credentials were not accepted \(.*invalid_grant"):
        LoggingService(Refusing()).page(QUERY, "", 5)  # type: ignore[arg-type]  # all that is called


def test_an_error_without_words_has_its_name() -> None:
    assert connection._said(ValueError()) == "ValueError"

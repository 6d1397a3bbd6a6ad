import pytest

from collectors.google_api.endpoint import Api, Endpoint, endpoint_named
from collectors.google_api.failures import RefusedError

API = Api("Cloud Parcel", "parcel.googleapis.com", "CLOUDSDK_API_ENDPOINT_OVERRIDES_PARCEL")


@pytest.mark.parametrize(
    ("named", "endpoint"),
    [
        ("127.0.0.1:8085", Endpoint("127.0.0.1:8085", plaintext=True)),
        ("http://127.0.0.1:8085/", Endpoint("127.0.0.1:8085", plaintext=True)),
        (" localhost:8085 ", Endpoint("localhost:8085", plaintext=True)),
        ("[::1]:8085", Endpoint("[::1]:8085", plaintext=True)),
        ("127.8.0.1", Endpoint("127.8.0.1:80", plaintext=True)),
        ("https://127.0.0.1:8085", Endpoint("127.0.0.1:8085", plaintext=False)),  # asked for by name
        ("10.0.0.1:8085", Endpoint("10.0.0.1:8085", plaintext=False)),
        ("http://logging.example/", Endpoint("logging.example:443", plaintext=False)),
        ("localhost.example:8085", Endpoint("localhost.example:8085", plaintext=False)),
        ("127.0.0.1.example:8085", Endpoint("127.0.0.1.example:8085", plaintext=False)),
    ],
)
def test_only_this_machine_is_asked_in_plain_text(named: str, endpoint: Endpoint) -> None:
    assert endpoint_named({API.variable: named}, API) == endpoint


@pytest.mark.parametrize("environment", [{}, {API.variable: ""}, {API.variable: " "}])
def test_without_the_variable_google_is_asked(environment: dict[str, str]) -> None:
    assert endpoint_named(environment, API) is None


@pytest.mark.parametrize(
    "named",
    ["http://", ":8085", "127.0.0.1:port", "127.0.0.1:99999", "a@127.0.0.1:1", "127.0.0.1:1/v2", "[::1:1", "h?x"],
)
def test_what_is_no_host_and_port_is_refused(named: str) -> None:
    with pytest.raises(RefusedError, match=r"^CLOUDSDK_API_ENDPOINT_OVERRIDES_PARCEL names no host and port"):
        endpoint_named({API.variable: named}, API)


def test_the_endpoint_of_an_api_is_asked_over_tls() -> None:
    assert API.endpoint == Endpoint("parcel.googleapis.com:443", plaintext=False)

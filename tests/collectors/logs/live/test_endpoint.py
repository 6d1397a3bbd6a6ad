import pytest

from collectors.logs.live.endpoint import VARIABLE, Endpoint, endpoint_named
from collectors.logs.live.failures import RefusedError


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
    assert endpoint_named({VARIABLE: named}) == endpoint


@pytest.mark.parametrize("environment", [{}, {VARIABLE: ""}, {VARIABLE: " "}])
def test_without_the_variable_google_is_asked(environment: dict[str, str]) -> None:
    assert endpoint_named(environment) is None


@pytest.mark.parametrize(
    "named",
    ["http://", ":8085", "127.0.0.1:port", "127.0.0.1:99999", "a@127.0.0.1:1", "127.0.0.1:1/v2", "[::1:1", "h?x"],
)
def test_what_is_no_host_and_port_is_refused(named: str) -> None:
    with pytest.raises(RefusedError, match=r"^CLOUDSDK_API_ENDPOINT_OVERRIDES_LOGGING names no host and port"):
        endpoint_named({VARIABLE: named})

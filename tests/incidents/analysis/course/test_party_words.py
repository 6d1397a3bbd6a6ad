"""What clients of other parties print, each line as the library of its kind does."""

import pytest

from incidents.analysis.causes.elsewhere.other_end import sign
from incidents.analysis.course.party_words import party_said


@pytest.mark.parametrize(
    "text",
    [
        "HTTPStatusError: Server error '503 Service Unavailable' for url 'https://api.pay.example/v2/charges'",
        "HTTPStatusError: Client error '429 Too Many Requests' for url 'https://api.pay.example/v2/charges'",
        "HTTPError: 502 Server Error: Bad Gateway for url: https://api.pay.example/v2",
        "HTTPError: 429 Client Error: Too Many Requests for url: https://api.pay.example/v2",
        "ClientResponseError: 503, message='Service Unavailable', url='https://api.pay.example/v2'",
        'HTTP Request: POST https://api.pay.example/v2 "HTTP/1.1 529 Overloaded"',
        "RetryError: HTTPSConnectionPool(host='a.example', port=443): ResponseError('too many 503 error responses')",
        "RateLimitError: Error code: 429 - {'error': {'type': 'rate_limit_error'}}",
        "InternalServerError: Error code: 500 - {'error': {'message': 'The server had an error'}}",
        "ServiceUnavailable: 503 failed to connect to all addresses",
        "ResourceExhausted: 429 Quota exceeded for aiplatform.googleapis.com",
        "<_InactiveRpcError of RPC that terminated with: status = StatusCode.UNAVAILABLE",
        "rpc error: code = Unavailable desc = connection error",
        "io.grpc.StatusRuntimeException: DEADLINE_EXCEEDED: deadline exceeded after 4.9s",
        "Error: 14 UNAVAILABLE: No connection established",
        'Grpc.Core.RpcException: Status(StatusCode="Unavailable", Detail="Error connecting")',
        "ClientError: An error occurred (ThrottlingException) when calling the Invoke operation: Too many requests",
        "AxiosError: Request failed with status code 503",
        "HTTPError: Response code 503 (Service Unavailable)",
        "HTTPError: HTTP Error 503: Service Unavailable",
        'post charge: unexpected status code 503 from "https://api.pay.example"',
        'ResourceAccess: 503 Service Unavailable on POST request for "https://api.pay.example/v2"',
        "WebClientResponseException$ServiceUnavailable: 503 Service Unavailable from POST https://api.pay.example/v2",
        "FeignException$ServiceUnavailable: [503 Service Unavailable] during [POST] to [https://api.pay.example/v2]",
        "HttpRequestException: Response status code does not indicate success: 503 (Service Unavailable).",
        "Server error: `POST https://api.pay.example/v2` resulted in a `503 Service Unavailable` response:",
        "Faraday::ServerError: the server responded with status 503",
        "the rates provider is unavailable",
    ],
)
def test_an_answer_of_another_party_is_known_by_what_its_client_prints(text: str) -> None:
    assert party_said(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "HTTPStatusError: Client error '401 Unauthorized' for url 'https://api.pay.example/v2/charges'",
        "404 Client Error: Not Found for url: https://api.pay.example/v2",
        "Error code: 400 - {'error': {'type': 'invalid_request_error'}}",
        '"POST /orders HTTP/1.1" 503',  # an answer of our own
        "ServiceUnavailable: 503 Service Unavailable: The server is temporarily unable to service your request",
        "StatusCode.NOT_FOUND",
        "An error occurred (AccessDenied) when calling the PutObject operation: Access Denied",
        "KeyError: 503",
    ],
)
def test_what_we_asked_wrongly_or_answered_ourselves_is_no_failure_of_another_party(text: str) -> None:
    assert party_said(text) is None


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("openai.APITimeoutError: Request timed out.", "{end} did not answer {service} in time"),
        ("net/http: request canceled (Client.Timeout exceeded while awaiting headers)", "in time"),
        ("cURL error 28: Operation timed out after 5000 milliseconds", "in time"),
        ("ConnectionTimeoutError: Connection timeout to host https://api.pay.example", "in time"),
        ("java.net.http.HttpTimeoutException: request timed out", "in time"),
        ("Net::OpenTimeout: execution expired", "in time"),
        ("AxiosError: timeout of 3000ms exceeded", "in time"),
        ("openai.APIConnectionError: Connection error.", "refused or broke the connection"),
        ("ClientConnectorError: Cannot connect to host api.pay.example:443 ssl:default", "refused or broke"),
        ("httpx.RemoteProtocolError: Server disconnected without sending a response.", "refused or broke"),
        ("TypeError: fetch failed", "refused or broke"),
        ("Net::HTTP: Failed to open TCP connection to api.pay.example:443", "refused or broke"),
        ("HttpRequestException: No such host is known. (api.pay.example:443)", "was not found"),
        ("cURL error 6: Could not resolve host: api.pay.example", "was not found"),
        ("net/http: TLS handshake timeout", "protected connection"),
        ("SSL_connect returned=1 errno=0 state=error", "protected connection"),
    ],
)
def test_a_connection_that_failed_is_told_by_how_it_did(text: str, claim: str) -> None:
    found = sign(text)
    assert found is not None
    assert claim in found[0]

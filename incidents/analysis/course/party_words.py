"""What clients print when another party answers that it failed, or that it was asked too often."""

import re

_FAILED = r"(?:429|5\d\d)"
_CALLS = r"(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)"
_GRPC = r"(?:UNAVAILABLE|DEADLINE_EXCEEDED|RESOURCE_EXHAUSTED|INTERNAL)"
_GRPC_CAMEL = r"(?:Unavailable|DeadlineExceeded|ResourceExhausted|Internal)"
_HTTP_TYPES = r"(?:ServiceUnavailable|BadGateway|GatewayTimeout|InternalServerError|TooManyRequests)"
_SAID: tuple[str, ...] = (
    # Hand-written messages, axios, Faraday, Go's "unexpected status code", and Retrofit's "HTTP 503".
    rf"\b(?:returned|responded|answered|status(?:[ _]?code)?|http)[^\w/]{{0,12}}(?:with\W+)?{_FAILED}\b",
    # An answer's code of got, and of urllib and HTTParty.
    rf"\b(?:response code|http error)\W{{1,3}}{_FAILED}\b",
    # httpx, requests and aiohttp; httpx's own log of each request.
    r"\bserver error '5\d\d[^'\n]{0,60}' for url\b|\bclient error '429[^'\n]{0,60}' for url\b",
    r"\b5\d\d server error: [^\n]{0,80} for url\b|\b429 client error: [^\n]{0,80} for url\b",
    rf"\b{_FAILED}, message=",
    rf"\bhttp request: {_CALLS} https?://\S+ \"HTTP/[\d.]+ {_FAILED}\b",
    # urllib3 after its own retries.
    rf"\btoo many {_FAILED} error responses\b",
    # The clients of OpenAI and Anthropic.
    rf"\berror code: {_FAILED}\b|\b(?:RateLimitError|OverloadedError|ServiceUnavailableError)\b",
    # Google's clients; what Werkzeug raises of itself is spelled alike, and goes on with "The server".
    rf"\b(?:{_HTTP_TYPES}|ResourceExhausted|DeadlineExceeded): {_FAILED} (?![\w ]{{0,40}}: The \w+)",
    # gRPC in Python, Go, Java, node and .NET.
    rf"\bStatusCode\.{_GRPC}\b|\brpc error: code = {_GRPC_CAMEL}\b|\bStatusRuntimeException: {_GRPC}\b",
    rf"\b(?:14|13|8|4) {_GRPC}: |\bStatusCode=\"?{_GRPC_CAMEL}\b",
    # The clients of AWS.
    r"\ban error occurred \((?:throttl|toomanyrequests|slowdown|service_?unavailable|internal|5\d\d|429)\w*\) when\b",
    # Spring's RestTemplate and WebClient, and Feign.
    rf"\b{_FAILED} [A-Z][\w ]{{0,40}} (?:on {_CALLS} request for|from {_CALLS} https?:)",
    rf"\[{_FAILED}[^\]\n]{{0,40}}\] during \[",
    rf"\bHttpServerErrorException\b|\b(?:HttpClientError|WebClientResponse)Exception\${_HTTP_TYPES}\b",
    # .NET's HttpClient, Guzzle, and what Ruby names an answer.
    rf"\bdoes not indicate success: {_FAILED}\b|\bresulted in a `{_FAILED}\b",
    rf"\bFaraday::(?:ServerError|TooManyRequestsError)\b|\bNet::HTTPFatalError\b|\bRestClient::{_HTTP_TYPES}\b",
    # What people write of it.
    r"\boverloaded\b|\bcircuit\b[^\n]{0,30}\bopen",
    r"\b(?:provider|upstream|third[- ]party)\b[^\n]{0,60}\b(?:unavailable|timed? ?out|refused|fail\w*|error)\b",
)
_ANY = re.compile("|".join(_SAID), re.IGNORECASE)


def party_said(text: str) -> str | None:
    """The words of such an answer; those of a connection that failed are another thing."""
    found = _ANY.search(text)
    return found.group(0) if found else None

import pytest

from collectors.logs.messages.access_line import access_template, mask_route


@pytest.mark.parametrize(
    ("said", "template"),
    [
        ('10.0.0.1:51234 - "GET /parcels/123?sort=up HTTP/1.1" 200 OK', '"GET /parcels/{id}" 200'),  # uvicorn
        ("('10.0.0.1', 51234) - \"WebSocket /ws\" [accepted]", '"WebSocket /ws" [accepted]'),
        ('10.0.0.1 - - [02/Mar/2026:00:40:45 +0000] "POST / HTTP/1.0" 503 19 "-" "curl"', '"POST /" 503'),  # Apache
        ("GET /parcels/123 304 3.2 ms - 12", '"GET /parcels/{id}" 304'),  # morgan
        ('[GIN] 2026/03/02 - 00:40:45 | 200 |  1.2ms |  10.0.0.1 | GET  "/parcels/7"', '"GET /parcels/{id}" 200'),
    ],
)
def test_a_request_printed_as_text_is_known_by_route_and_status(said: str, template: str) -> None:
    assert access_template(said) == template


@pytest.mark.parametrize(
    "said",
    [
        "GET /parcels failed",
        "retrying GET /parcels 200 times",
        'upstream said "HTTP/1.1 200 OK"',
        "No route | 200 | x | y",
        "",
    ],
)
def test_other_messages_are_not_taken_for_requests(said: str) -> None:
    assert access_template(said) is None


@pytest.mark.parametrize(
    ("target", "route"),
    [
        ("https://parcel.example/parcels/123/items?token=x#top", "/parcels/{id}/items"),
        ("https://parcel.example", "/"),
        ("/", "/"),
        ("", "/"),
        ("/users/7f3e7a0e-0bf5-4d1f-9e1a-1c2d3e4f5a6b", "/users/{id}"),
        ("/users/ada.b@parcel.example/orders", "/users/{id}/orders"),
        ("/api/v2/user_143", "/api/v2/{id}"),
        ("/assets/3f9a12b4.js", "/assets/{id}.js"),
        ("/.well-known/openid-configuration", "/.well-known/openid-configuration"),
        ("/redirect/https://other.example/9", "/redirect/https://other.example/{id}"),
        ("/" + "x" * 500, "/" + "x" * 198 + "…"),
    ],
)
def test_a_route_has_no_host_no_query_and_no_identifiers(target: str, route: str) -> None:
    assert mask_route(target) == route

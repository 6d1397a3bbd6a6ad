import base64

import pytest

from collectors.redaction.finders.schemes import scheme_credentials
from tests.collectors.redaction.finding import found_by
from tests.collectors.redaction.samples.sample import BASE62, HEX, made

RANDOM = made(BASE62, 32, "scheme")
PAIR = base64.b64encode(b"ann:n0t-r3al").decode()
HASH = made(HEX, 32, "scheme")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Authorization: Bearer {RANDOM}", [RANDOM]),
        (f'"authorization":"bearer {RANDOM}"', [RANDOM]),
        (f"(b'authorization', b'Bearer {RANDOM}')", [RANDOM]),
        (f"Authorization:[Bearer {RANDOM}]", [RANDOM]),
        (f"Authorization: {RANDOM}", [RANDOM]),
        ("Authorization: Token n0t-r3al", ["n0t-r3al"]),  # any value will do here
        (f"sent bearer {RANDOM} again", [RANDOM]),
        (f"Basic {PAIR}", [PAIR]),
        (f'Authorization: Digest username="ann", realm="r", nonce="x", response="{HASH}"', [HASH]),
        (f"Authorization: AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature={HASH}", [HASH]),
        (f"h=Authorization:Bearer+{RANDOM}", [RANDOM]),
    ],
)
def test_the_credential_behind_a_scheme_is_found(text: str, found: list[str]) -> None:
    assert found_by(scheme_credentials, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: missing",
        "access-control-allow-headers: Authorization, Content-Type",
        '["Cookie", "Authorization", "Proxy-Authorization"]',
        'WWW-Authenticate: Bearer realm="acme"',
        "bearer tokens are refused",
        "Basic authentication is off",
        "Basic SGVsbG8gd29ybGQ=",  # no name and password
        "Authorization: Bearer ${TOKEN}",
        "Authorization: Bearer ****************",
    ],
)
def test_a_scheme_without_a_credential_stays(text: str) -> None:
    assert found_by(scheme_credentials, text) == []

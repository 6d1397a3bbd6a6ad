import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.redaction import Redactor

FAKE = "N0tR3al" * 6
"""The body of every secret below; each is put together from parts so that no scanner takes it for a real one."""

SECRETS = {
    "github-token": ("cloning with " + "gh" + "p_{}", FAKE[:36]),
    "jwt": ("welcome " + "ey" + "J{}.{}", FAKE),
    "aws-key-id": ("key " + "AK" + "IA{}", "NOTREALNOTREAL01"),
    "google-api-key": ("/geocode?key=" + "AI" + "za{}", FAKE[:35]),
    "slack-token": ("posting as " + "xo" + "xb-{}", FAKE[:30]),
    "payment-key": ("charge with " + "sk" + "_live_{}", FAKE[:24]),
    "authorization": ("Authorization: Bearer {}", FAKE),
    "url-password": ("connecting to postgres://api:{}@10.0.0.5/db", "n0t-r3al"),
    "named-secret": ("CLIENT_SECRET={}", FAKE),
    "password": ('{{"password": "{}"}}', "correct-horse"),
    "cookie": ("Cookie: session={}; theme=dark", FAKE),
    "email": ("user {} signed in", "jane.doe" + "@example.com"),
    "card-number": ("paid with {}", "4111 1111 " + "1111 1111"),
    "private-key": ("-----BEGIN RSA " + "PRIVATE KEY-----{}-----END", "\\n" + FAKE),
}


@pytest.mark.parametrize(("kind", "line", "secret"), [(kind, *each) for kind, each in SECRETS.items()])
def test_a_secret_is_replaced_and_the_rest_of_the_line_stays(kind: str, line: str, secret: str) -> None:
    redacted = Redactor().redact(line.format(secret, secret))
    assert secret not in redacted
    assert f"[redacted:{kind}:" in redacted
    assert redacted.startswith(line.format("", "")[:4])


@pytest.mark.parametrize(
    "line",
    [
        "commit 8934770ab474ee6a8777eeaf4871523107cd9c64 deployed",  # a git commit
        "trace 4d247b95c8243f5c9309c55b6525122e",
        "instance 3704fcb6-7306-74e0-81bc-9d144376eb0b",  # a UUID
        "image sha256:5b8bcf7f20412078ec3e86f4e7c1382dcd4f0f0f63f4cb0276c96c8f856913f7",
        "github-deployer@parcel-staging.iam.gserviceaccount.com",  # a service account is no person
        "Invalid token: expired",  # a state, not a token
        "password=None",
        "API_KEY=${API_KEY}",
        "token_count: 12345678",
        "order 1234567890123456",  # sixteen digits that are no card number
        "2025-09-13 00:40:45,147 - parcel.auth - INFO - auth service listening on port 8081",
        "KeyError: 'express'",
        "https://parcel-api.example/ship?id=7",
    ],
)
def test_what_is_no_secret_stays_as_it_is(line: str) -> None:
    assert Redactor().redact(line) == line


def test_equal_secrets_get_equal_placeholders_and_others_do_not() -> None:
    ann, bob = "ann" + "@example.com", "bob" + "@example.com"
    first, second, third = Redactor().redact(f"{ann} {bob} {ann}").split()
    assert first == third
    assert first != second


def test_the_teams_own_rules_redact_too() -> None:
    redacted = Redactor([("badge", "BDG-[0-9]{6}")]).redact("opened by BDG-123456")
    assert redacted.startswith("opened by [redacted:badge:")


@given(st.text())
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    once = Redactor().redact(text)
    assert Redactor().redact(once) == once

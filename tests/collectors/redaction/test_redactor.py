import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.redaction import Redactor
from tests.collectors.redaction.samples.sample import BASE62, made

FAKE = "N0tR3al" * 6
"""The body of every secret below; each is put together from parts so that no scanner takes it for a real one."""

SECRETS = {
    "github-token": ("cloning with " + "gh" + "p_{}", FAKE[:36]),
    "jwt": ("welcome " + "ey" + "JhbGciOiJIUzI1NiJ9.{}.{}", FAKE),
    "aws-key-id": ("key " + "AK" + "IA{}", "NOTREALNOTREAL01"),
    "google-api-key": ("/geocode?key=" + "AI" + "za{}", FAKE[:35]),
    "slack-token": ("posting as " + "xo" + "xb-1{}", FAKE[:30]),
    "payment-key": ("charge with " + "sk" + "_live_{}", FAKE[:24]),
    "authorization": ("Authorization: Bearer {}", FAKE),
    "password": ("connecting to postgres://api:{}@10.0.0.5/db", "n0t-r3al"),
    "secret": ("CLIENT_SECRET={}", FAKE),
    "cookie": ("Cookie: session={}; theme=dark", FAKE),
    "email": ("user {} signed in", "jane.doe" + "@example.com"),
    "card-number": ("paid with {}", "4111 1111 " + "1111 1111"),
    "private-key": ("-----BEGIN RSA " + "PRIVATE KEY-----{}-----END", "\\n" + FAKE),
    "client-address": ('{{"remoteIp": "{}"}}', "203.0.113." + "9"),
}

# Pieces that secrets are made of, and what breaks them up.
PIECES = st.sampled_from(
    ("password=", "token: ", '"secret":"', "Bearer ", "gh" + "p_", FAKE, "ey" + "JhbGciOiJIUzI1NiJ9.", "://a:b@", "@",
     "example.com", "4111 1111 1111 1111", "%40", "\\n", "\\u0041", "\x1b[31m", "\u200b", "\n", " ", '"', "'", "\\",
     "Cookie: a=", "[redacted:email:1f]", "[redacted:", "\ud800", "\f", "-----BEGIN " + "PRIVATE KEY-----", "--token ",
     "1.2.3.4", "from ", "hunter-2", "=\n", "&#65;")
)  # fmt: skip


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
        "",
    ],
)
def test_what_is_no_secret_stays_as_it_is(line: str) -> None:
    assert Redactor().redact(line) == line


def test_the_same_secret_gets_the_same_placeholder_however_it_is_written() -> None:
    token = "gh" + "p_" + made(BASE62, 36, "one token")
    forms = (
        token,
        "".join(f"%{ord(char):02X}" for char in token),
        "".join(f"\\u{ord(char):04x}" for char in token),
        token[:10] + "\x1b[31m" + token[10:20] + "\u200b" + token[20:],
        token[:20] + "\n    " + token[20:],
    )
    redactor = Redactor()
    assert len({redactor.redact(f"using {form} now") for form in forms}) == 1


def test_equal_secrets_get_equal_placeholders_and_others_do_not() -> None:
    ann, bob = "ann" + "@example.com", "bob" + "@example.com"
    first, second, third = Redactor().redact(f"{ann} {bob} {ann}").split()
    assert first == third
    assert first != second


def test_what_one_place_gives_away_is_redacted_in_all_places() -> None:
    redacted = Redactor().redact("password=n0t-r3al-1 was tried; retrying with n0t-r3al-1")
    assert "n0t-r3al-1" not in redacted


def test_a_chosen_password_is_not_taken_out_of_the_middle_of_another_word() -> None:
    redacted = Redactor().redact("password=parcel-2 for service parcel-24")
    assert redacted.endswith("for service parcel-24")


def test_the_teams_own_rules_come_before_all_others() -> None:
    redacted = Redactor([("badge", "BDG-[0-9]{6}")]).redact("password=BDG-123456")
    assert redacted.startswith("password=[redacted:badge:")


def test_an_own_rule_may_name_the_part_that_is_secret() -> None:
    redacted = Redactor([("badge", "badge no (?P<secret>[0-9]+)")]).redact("badge no 77 at the door")
    assert redacted.startswith("badge no [redacted:badge:")
    assert redacted.endswith("] at the door")


def test_an_own_rule_sees_through_escapes() -> None:
    assert "[redacted:badge:" in Redactor([("badge", "BDG-[0-9]{6}")]).redact("?b=BDG%2D123456")


def test_an_own_rule_that_matches_anything_leaves_placeholders_whole() -> None:
    once = Redactor([("all", "[a-z]+")]).redact("kept [redacted:email:1f] 12")
    assert once.count("[redacted:all:") == 1
    assert "[redacted:email:1f] 12" in once


def test_what_was_redacted_is_counted_by_kind_and_nothing_else_is_kept() -> None:
    redactor = Redactor()
    redactor.redact("jane" + "@example.com and john" + "@example.com, password=n0t-r3al")
    assert redactor.counts == {"email": 2, "password": 1}


def test_a_redactor_can_be_handed_to_another_process() -> None:
    copied = pickle.loads(pickle.dumps(Redactor([("badge", "BDG-[0-9]{6}")])))
    assert copied.redact("BDG-123456") == Redactor([("badge", "BDG-[0-9]{6}")]).redact("BDG-123456")


def test_a_lone_surrogate_is_no_obstacle() -> None:
    assert Redactor().redact("\ud800 password=n0t\udfffr3al \udc00").startswith("\ud800 password=[redacted:password:")


@given(st.text())
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    once = Redactor().redact(text)
    assert Redactor().redact(once) == once


@given(st.lists(PIECES, max_size=12))
def test_redacting_twice_changes_nothing_more_in_text_full_of_secrets(pieces: list[str]) -> None:
    once = Redactor().redact("".join(pieces))
    assert Redactor().redact(once) == once


@given(st.lists(PIECES, max_size=8), st.lists(PIECES, max_size=8))
def test_a_placeholder_is_never_split(before: list[str], after: list[str]) -> None:
    kept = "[redacted:jwt:0f3a]"
    assert kept in Redactor([("all", "[a-z0-9:]+")]).redact("".join((*before, " ", kept, " ", *after)))

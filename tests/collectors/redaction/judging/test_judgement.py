import pytest

from collectors.redaction.judging.judgement import Named, is_guessable, kind_of
from tests.collectors.redaction.samples.sample import BASE62, HEX, made

RANDOM = made(BASE62, 32, "judged")
HASH = made(HEX, 40, "judged")
UUID = "3704fcb6-7306-74e0-81bc-9d144376eb0b"


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        ("password", Named("password", "hunter2")),
        ("password", Named("password", "swordfish")),  # a word, but in a setting
        ("password", Named("db_pass", "1234")),
        ("secret", Named("token", RANDOM)),
        ("secret", Named("api_key", UUID)),  # some providers' keys are UUIDs
        ("secret", Named("client_secret", HASH)),
        ("secret", Named("JWT_SECRET", "super-secret-for-tests", quoted=True)),  # in words, but a setting
        ("secret", Named("session_id", RANDOM)),
        ("secret", Named("signature", HASH)),
        ("secret", Named("code", "4/0" + RANDOM)),
        ("secret", Named("secret", f"scheme {RANDOM}", quoted=True)),
        ("personal-number", Named("phone", "+41 79 000 00 00")),
        ("personal-number", Named("cvv", "123")),
        ("personal-number", Named("passport", "X1234567")),
    ],
)
def test_a_secret_is_known_by_its_name_and_value(kind: str, named: Named) -> None:
    assert kind_of(named) == kind


@pytest.mark.parametrize(
    "named",
    [
        Named("user", RANDOM),  # the name tells nothing
        Named("password", "incorrect"),
        Named("password", "must", in_sentence=True),
        Named("password", "12"),
        Named("pwd", "3.0-3.12"),  # a range of versions
        Named("passwd", "uid", after='"'),  # one half of a quoted label
        Named("pass", "42"),  # so many tests
        Named("password", "new_password"),  # a variable
        Named("token", "access_token"),
        Named("TOKEN", "AWS_SESSION_TOKEN", quoted=True),  # the name of a setting
        Named("password", "HiddenText", glue=":", after=" | None"),  # a type
        Named("credentials", "service_account.Credentials", glue=": "),
        Named("secret", "parsed.auth_value", glue=" = "),
        Named("PrivateKey", ":Signer", glue=":"),  # a scope in C++
        Named("token", "expires soon"),
        Named("token", "v1.2.3"),
        Named("token", r"[^\W\d]\w*", quoted=True),  # a regular expression
        Named("token", "{start}-{end}", quoted=True),
        Named("password", "{password!r}"),
        Named("token", "12345678"),
        Named("token_color", "#C46C6C"),
        Named("secret", "db-password"),  # the name of a secret
        Named("secret", "a few words of text", quoted=True),
        Named("password", "email", listed=True),  # two strings side by side
        Named("token", "user", listed=True),
        Named("session_id", UUID),
        Named("session_id", "0x14ed93111f20002"),
        Named("key", HASH),  # most keys of that form are of caches
        Named("key", "rates:v2:CH:express"),
        Named("code", "E2401"),
        Named("cookie", f"a={RANDOM}"),  # pairs are looked at one by one
        Named("phone", "unknown"),
        Named("pin", "7"),
    ],
)
def test_what_only_stands_near_a_telling_name_is_no_secret(named: Named) -> None:
    assert kind_of(named) is None


def test_what_is_long_and_random_cannot_be_guessed() -> None:
    assert not is_guessable(RANDOM)
    assert is_guessable("hunter2")

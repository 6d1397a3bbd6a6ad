import pytest

from collectors.redaction.finders.sentences import sentence_secrets
from tests.collectors.redaction.finding import found_by
from tests.collectors.redaction.samples.sample import BASE62, HEX, made

RANDOM = made(BASE62, 32, "said")
HASH = made(HEX, 32, "said")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the password is n0t-r3al", ["n0t-r3al"]),
        ("authentication failed using password 'correct horse' again", ["correct horse"]),
        ('passphrase set to "correct horse"', ["correct horse"]),
        ("logged in with password n0t-r3al.", ["n0t-r3al"]),
        (f"token {RANDOM} was refused", [RANDOM]),
        (f"token - '{RANDOM}'", [RANDOM]),
        (f"authtoken {RANDOM} was saved", [RANDOM]),
        (f"set aws_secret_access_key {RANDOM}", [RANDOM]),
        ("credentials ann:n0t-r3al refused", ["n0t-r3al"]),
        ("password for ann: n0t-r3al", ["n0t-r3al"]),
        ("recovery code: a1b2c-d3e4f", ["a1b2c-d3e4f"]),
        (f"API key {HASH} is over its quota", [HASH]),
        ("your verification code is 482913", ["482913"]),
        ("OTP: 482913", ["482913"]),
        ("mot de passe : n0t-r3al", ["n0t-r3al"]),
    ],
)
def test_a_secret_in_a_sentence_is_found(text: str, found: list[str]) -> None:
    assert found_by(sentence_secrets, text) == found


@pytest.mark.parametrize(
    "text",
    [
        'password authentication failed for user "app"',
        "password is incorrect",
        "the password was reset",
        "token is expired",
        "invalid token in header",
        f"next page token: {RANDOM}",
        "the passwordless2 login",  # another word
        "error code is 482913",
        "verification code sent",
        'LoginWithUsernameAndPassword("ann", "x")',  # the name of a step
        "password (optional)",
        'ask(prompt: str = "Password: ", stream: IO = out, end: str = "")',  # the quote ends there
    ],
)
def test_a_sentence_about_secrets_holds_none(text: str) -> None:
    assert found_by(sentence_secrets, text) == []

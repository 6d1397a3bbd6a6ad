import pytest

from collectors.redaction.judging.values import is_hex, is_uuid, is_word, looks_random, stands_in
from tests.collectors.redaction.samples.sample import BASE62, BASE64URL, HEX, LOWER36, made


@pytest.mark.parametrize(
    "value",
    [
        "None", "REQUIRED", "changeme", "str",  # words for what should be there
        "****", "xxxxxxxx", "sk_live_xxxxxxxxxxxx", "•••",  # masks
        "<password>", "{{ .Values.password }}", "${PASSWORD}", "$SECRET", "%(password)s", "%s", "[FILTERED]",  # holes
        "secret:db-password:latest", "projects/p/secrets/db/versions/1", "vault:secret/db", "/run/secrets/db",  # places
        "your-api-key", "os.environ['X']", "get_password(user)", "settings.database.password",  # code
        "(hidden)", "<redacted>",
    ],
)  # fmt: skip
def test_a_stand_in_is_no_secret(value: str) -> None:
    assert stands_in(value)


@pytest.mark.parametrize(
    "value", ["n0t-r3al", "hunter2", "Tr0ub4dor&3", "correct horse", "p$ss", made(BASE62, 30, "v")]
)
def test_a_password_stands_for_itself(value: str) -> None:
    assert not stands_in(value)


def test_in_quotes_code_is_only_text() -> None:
    assert stands_in("data.correct.horse")
    assert not stands_in("data.correct.horse", quoted=True)


@pytest.mark.parametrize("alphabet", [BASE62, BASE64URL, LOWER36, HEX])
def test_what_was_made_at_random_looks_it(alphabet: str) -> None:
    values = [made(alphabet, 32, f"random {number}") for number in range(200)]
    assert sum(looks_random(value) for value in values) >= 190


@pytest.mark.parametrize(
    "value",
    [
        "UsernamePasswordAuthenticationToken",
        "parcel-api-00042-xyz",
        "us-central1-docker",
        "openssl-3.0.11",
        "2025-09-13T00:40:45",
        "the-quick-brown-fox-jumps",
        "1234567890123456",
        "getHTTPResponseCode",
        "short1A",
    ],
)
def test_names_versions_and_times_do_not_look_random(value: str) -> None:
    assert not looks_random(value)


def test_the_simple_forms_are_told_apart() -> None:
    assert is_uuid("3704fcb6-7306-74e0-81bc-9d144376eb0b")
    assert not is_uuid("3704fcb6-7306-74e0-81bc-9d144376eb0")
    assert is_hex("8934770ab474")
    assert not is_hex("8934770AB474ee")
    assert is_word("Password")
    assert not is_word("passWord")

import pytest

from collectors.redaction.judging.telling_names import Tells, what_tells, words_of


def test_a_name_is_taken_apart_however_it_is_written() -> None:
    assert words_of("HTTPProxy_authToken-2.keyID") == ("http", "proxy", "auth", "token", "key", "id")


@pytest.mark.parametrize(
    ("tells", "names"),
    [
        (Tells.PASSWORD, "DB_PASSWORD dbPassword smtp-pass PGPASSWORD passwd mysqlpwd user.passphrase Kennwort pw"),
        (Tells.SECRET, "CLIENT_SECRET access_token authToken x-api-key apikey STRIPE_SECRET_KEY private_key jwt_token"),
        (Tells.SECRET, "FERNET_KEY account_key X-CSRF-Token refreshtoken credentials signingKey WEBHOOK_SECRET"),
        (Tells.PERHAPS, "key session_id sid signature sig auth code state_key widget_key tokens PHPSESSID cookie dsn"),
        (Tells.NUMBER, "ssn phone_number userPhone cvv pin otp card_number date_of_birth"),
        # A property of a secret
        (Tells.NOTHING, "token_count tokenType password_min_length secretName token_url api_key_id password_reset_at"),
        # A token or key of another kind
        (Tells.NOTHING, "next_page_token max_tokens primary_key cache_key idempotency_key public_key PublicKeyToken"),
        # Words with such letters in them
        (Tells.NOTHING, "secretary author authority bypass compass keyboard monkey tokenizer passenger"),
        (Tells.NOTHING, "user host 42 _"),
    ],
)
def test_a_name_tells_how_secret_its_value_is(tells: Tells, names: str) -> None:
    assert {name: what_tells(name) for name in names.split()} == dict.fromkeys(names.split(), tells)

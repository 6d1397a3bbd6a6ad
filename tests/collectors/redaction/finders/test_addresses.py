import pytest

from collectors.redaction.finders.addresses import address_secrets
from tests.collectors.redaction.finding import found_by
from tests.collectors.redaction.samples.sample import HEX, made

KEY = made(HEX, 32, "address")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("postgres://app:n0t-r3al@10.0.0.5/db", ["n0t-r3al"]),
        ("redis://:n0t-r3al@10.0.0.5:6379/0", ["n0t-r3al"]),
        ("postgresql+asyncpg://app:n0t/r3al?x@db/main", ["n0t/r3al?x"]),  # signs that should have been escaped
        ("app:n0t-r3al@tcp(10.0.0.9:3306)/orders", ["n0t-r3al"]),
        ("app:n0t-r3al@unix(/cloudsql/p:r:i)/db", ["n0t-r3al"]),
        ("scott/n0t-r3al@//ora.example:1521/XE", ["n0t-r3al"]),
        ("db.example:5432:main:app:n0t-r3al", ["n0t-r3al"]),
        (f"https://{KEY}@o1.ingest.example/2", [KEY]),
        (f"https://{KEY}:x-oauth@github.example/a.git", ["x-oauth", KEY]),
        ("postgres://app:n0t-r3al...", ["n0t-r3al"]),  # cut before the host
        ('url="mongodb://app:n0t-r3al" failed', ["n0t-r3al"]),
    ],
)
def test_a_password_in_an_address_is_found(text: str, found: list[str]) -> None:
    assert found_by(address_secrets, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "https://api.example:8443/v1/rates?from=CH",
        "ftp://anonymous@ftp.example/pub",
        "git@github.example:acme/app.git",
        "postgres://app:****@db/main",
        "postgres://app:${PASSWORD}@db/main",
        "http://127.0.0.1:50125/ws/?user=a@b",  # a port and a path
        "http://example/at/12:30@noon",
        "redis://cache.example:6379",
        "mongodb://mongo.example:27017`).",
        "module.py:5432:run:INFO",
    ],
)
def test_an_address_without_a_password_stays(text: str) -> None:
    assert found_by(address_secrets, text) == []

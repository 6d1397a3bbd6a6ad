import pytest

from collectors.redaction.finders.private_keys import private_keys
from tests.collectors.redaction.finding import found_by
from tests.collectors.redaction.samples.sample import BASE64, made

BEGIN, END = "-----BEGIN " + "PRIVATE KEY-----", "-----END " + "PRIVATE KEY-----"
ONE, TWO = made(BASE64, 64, "line one"), made(BASE64, 40, "line two")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"key:\n{BEGIN}\n{ONE}\n{TWO}\n{END}\nnext", [f"\n{ONE}\n{TWO}\n"]),
        (f'"private_key": "{BEGIN}\\n{ONE}\\n{END}\\n"', [f"\\n{ONE}\\n"]),
        (f"{BEGIN}\n{ONE}\n{TWO[:20]}", [f"\n{ONE}\n{TWO[:20]}"]),  # cut at its end
        (f"…{TWO}\n{ONE}\n{END} loaded", [f"{TWO}\n{ONE}"]),  # cut at its start
        (f"was loaded\n{ONE}\n{END}", [ONE]),
        (f"{BEGIN}\n{ONE}\n{END} and {BEGIN}\n{TWO}\n{END}", [f"\n{ONE}\n", f"\n{TWO}\n"]),
    ],
)
def test_the_body_of_a_private_key_is_found(text: str, found: list[str]) -> None:
    assert found_by(private_keys, text) == found


@pytest.mark.parametrize(
    "text",
    [
        f"-----BEGIN CERTIFICATE-----\n{ONE}\n-----END CERTIFICATE-----",
        f"-----BEGIN PUBLIC KEY-----\n{ONE}\n-----END PUBLIC KEY-----",
        f"{BEGIN}{END}",
        f"expected {END}",
        "PRIVATE KEY is missing",
    ],
)
def test_what_is_public_stays(text: str) -> None:
    assert found_by(private_keys, text) == []

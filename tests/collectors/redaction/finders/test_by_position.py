import base64

import pytest

from collectors.redaction.finders.by_position import secrets_by_position
from tests.collectors.redaction.finding import found_by
from tests.collectors.redaction.samples.sample import BASE62, made

RANDOM = made(BASE62, 32, "position")
ENCODED = base64.b64encode(b"\0ann\0n0t-r3al").decode()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('requests.get(url, auth=("ann", "n0t-r3al"))', ["n0t-r3al"]),
        ("HTTPBasicAuth('ann', 'n0t-r3al')", ["n0t-r3al"]),
        ("ALTER USER app IDENTIFIED BY 'n0t-r3al'", ["n0t-r3al"]),
        ("CREATE USER a IDENTIFIED WITH plain_password BY 'n0t-r3al'", ["n0t-r3al"]),
        (f"C: AUTH PLAIN {ENCODED}", [ENCODED]),
        (f"GET /account/reset-password/{RANDOM} 200", [RANDOM]),
    ],
)
def test_a_secret_is_known_by_its_position(text: str, found: list[str]) -> None:
    assert found_by(secrets_by_position, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "auth=('ann', os.environ['PASSWORD'])",
        "identified by a trace id",
        "AUTH LOGIN failed for ann",
        "POST /password/reset/request-a-new-password-link 200",
        "/verify/3704fcb6",
    ],
)
def test_other_things_in_such_a_position_stay(text: str) -> None:
    assert found_by(secrets_by_position, text) == []

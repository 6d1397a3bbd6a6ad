import base64
import json

import pytest

from collectors.redaction.finders.web_tokens import web_tokens
from tests.collectors.redaction.finding import found_by
from tests.collectors.redaction.samples.sample import BASE64, BASE64URL, made


def _part(value: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode()).decode().rstrip("=")


HEAD = _part({"alg": "RS256", "typ": "JWT"})
CLAIMS = _part({"user": "n0t-r3al", "iss": "acme", "sub": "12", "exp": 1757720000})
SIGNATURE = made(BASE64URL, 86, "signature")
TOKEN = f"{HEAD}.{CLAIMS}.{SIGNATURE}"
CURSOR = _part({"id": 42, "dir": "next"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"token {TOKEN}.", [TOKEN]),
        (f"a={TOKEN}&b={HEAD}.{CLAIMS}", [TOKEN, f"{HEAD}.{CLAIMS}"]),
        (f"…{HEAD}.{CLAIMS[:20]}... (cut)", [f"{HEAD}.{CLAIMS[:20]}"]),
        (f"...{TOKEN[7:]} expired", [TOKEN[7:]]),  # cut at its start
        (f"claims {CLAIMS}", [CLAIMS]),
        (f"test_rejects_{TOKEN}_soon", [f"{TOKEN}_soon"]),  # such a name cannot be told from the token
        (f"session {CURSOR}.aBcDeF.{SIGNATURE}", [f"{CURSOR}.aBcDeF.{SIGNATURE}"]),  # no claims, but signed
        ("data: " + base64.b64encode(TOKEN.encode()).decode(), [base64.b64encode(TOKEN.encode()).decode()]),
        (
            "x" + base64.b64encode(b"k:" + TOKEN.encode()).decode(),
            ["x" + base64.b64encode(b"k:" + TOKEN.encode()).decode()],
        ),
    ],
)
def test_a_web_token_is_found_whole_and_in_parts(text: str, found: list[str]) -> None:
    assert found_by(web_tokens, text) == found


@pytest.mark.parametrize(
    "text",
    [
        f"cursor={CURSOR}",  # encoded JSON, but no claims
        "data:image/png;base64," + made(BASE64, 3000, "image") + "eyJ" + made(BASE64, 3000, "more of it"),
        "eyJust a word",
        "heyJude.mp3",
    ],
)
def test_other_encoded_content_stays(text: str) -> None:
    assert found_by(web_tokens, text) == []

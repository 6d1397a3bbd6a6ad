"""Text made to keep a redactor busy: its time must grow as the text does."""

import time

import pytest

from collectors.redaction import Redactor

_LENGTH = 60_000
_SECONDS = 1.5  # each seed took up to 0.3 s here, and those that once took quadratic time 1.3 to 6 s

SEEDS = [
    "password=",
    "token ",
    "cookie: a=bbbbbbb; ",
    "cookie: ",
    "curl -u ",
    "ey" + "J",
    "ey" + "JhbGciOiJIUzI1NiJ9.",
    "$2b$",
    "S" + "G.",
    "xo" + "xb-1",
    "-----END " + "PRIVATE KEY-----\n",
    "-----BEGIN " + "PRIVATE KEY-----",
    "a@",
    "a@b.example",
    "://a:",
    "from 1.2.3.4, ",
    "%25",
    "\\",
    "\\u005c",
    "\u200b",
    "abc1\n",
    "'",
    "A",
    "4111 1111 1111 1111 ",
    "[redacted:",
    "[redacted:jwt:1f]",
]


@pytest.mark.parametrize("seed", SEEDS)
def test_hostile_text_takes_no_more_than_its_share_of_time(seed: str) -> None:
    text = (seed * (_LENGTH // len(seed) + 1))[:_LENGTH]
    began = time.process_time()
    Redactor().redact(text)
    assert time.process_time() - began < _SECONDS

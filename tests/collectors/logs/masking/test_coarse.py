import re

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.logs.masking.coarse import KEPT_BEHIND, as_read, coarse_text, kept_sql, masked_sql, with_kept_sql

CASES = [
    # a value each
    ("Request 6f0c5c2e-7d7e-4c1f-9f0e-0d9a7b1c2d3e completed in 12.50ms", "Request <*> completed in <*>"),
    ("Session ab3f09c2d1e0ff12 created for user_143", "Session <*> created for <*>"),
    ("sent to ada.lovelace12@example.com", "sent to <*>"),
    ("tools ['a', 'b c'] for {'x': 1, 'y': 2}", "tools <*> for <*>"),
    ("titled 'a sentence of words'", "titled <*>"),
    # what tells kinds apart
    ('"GET /runs/17 HTTP/1.1" 404 Not Found', '"GET /runs/<*> HTTP/<*>" 404 Not Found'),
    ("upstream said status=503 after 20ms", "upstream said status=503 after <*>"),
    ("Container called exit(3).", "Container called exit(3)."),
    ("gateway returned 502", "gateway returned 502"),
    ("image server answered 503 for A-1016.webp", "image server answered 503 for <*>.webp"),
    ("HTTPError: 503 Server Error: Service Unavailable", "HTTPError: 503 Server Error: Service Unavailable"),
    ("got a 502 from the gateway", "got a 502 from the gateway"),
    ("POST https://pay.example/v1 -> 503", "POST https://pay.example/v1 -> 503"),
    ("done: 0 errors, 3 failures", "done: 0 errors, <*> failures"),
    ("a 500 MB file", "a <*> MB file"),
    ("query returned 382 rows", "query returned <*> rows"),
    ("connecting to 10.1.2.3:5432.", "connecting to <*>:5432."),
    ("listening on port 8080", "listening on port 8080"),
    ("SQLSTATE: 23505", "SQLSTATE: 23505"),
    ("call to gemini-2.5-pro took 3s", "call to gemini-2.5-pro took <*>"),
    ("can't decode utf-8 byte 0xff", "can't decode utf-8 byte <*>"),
    ("No module named 'app.monitoring'", "No module named 'app.monitoring'"),
    ("'Settings' object has no attribute 'retries'", "'Settings' object has no attribute 'retries'"),
    ("can't find the file of the user's settings", "can't find the file of the user's settings"),
    ("got [redacted:api-key:5f1d02]", "got [redacted:api-key:<*>]"),
]


@pytest.mark.parametrize(("text", "read"), CASES)
def test_a_value_becomes_a_hole_and_what_tells_kinds_apart_stays(text: str, read: str) -> None:
    assert as_read(coarse_text(text)) == read


@pytest.fixture(scope="module")
def database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def in_sql(database: duckdb.DuckDBPyConnection, texts: list[str]) -> list[str]:
    parts = f"SELECT {masked_sql('t')} AS masked, {kept_sql('t')} AS kept FROM (SELECT unnest(?) AS t)"
    rows = database.execute(f"SELECT {with_kept_sql('masked', 'kept')} FROM ({parts})", [texts]).fetchall()
    return [row[0] for row in rows]


_WORDS = st.sampled_from(
    [*re.findall(r"\S+", " ".join(text for text, _ in CASES)), "12:30:01", "é5", "x\x1f7", "\n", "<*>"]
)
_TEXTS = st.lists(_WORDS | st.text(max_size=8), max_size=12).map(" ".join)


@settings(deadline=None)
@given(st.lists(_TEXTS, min_size=1, max_size=20))
def test_sql_and_python_mask_alike(database: duckdb.DuckDBPyConnection, texts: list[str]) -> None:
    assert in_sql(database, texts) == [coarse_text(text) for text in texts]


@given(st.lists(_TEXTS, max_size=3))
def test_reading_never_fails_and_leaves_no_mark(texts: list[str]) -> None:
    for text in texts:
        if KEPT_BEHIND not in text:
            assert KEPT_BEHIND not in as_read(coarse_text(text))

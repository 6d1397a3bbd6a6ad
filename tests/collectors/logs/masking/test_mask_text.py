import time

import pytest

from collectors.logs.masking.mask_text import CUT, LONGEST, Masker

CASES = [
    # numbers, ids, addresses
    ("Finished process [8560]", "Finished process [<num>]"),
    ("ratio 3.5% of 1,234.56", "ratio <num> of <num>,<num>"),
    ("attempt 3/5 failed", "attempt <num>/<num> failed"),
    ("parcel 7f3e7a0e-0bf5-4d1f-9e1a-1c2d3e4f5a6b moved", "parcel <id> moved"),
    ("key session:0123456789abcdef0123456789abcdef hit", "key session:<id> hit"),
    ("user-143 sent to staging-e2e-user-7, thr_9f8a and Task-12", "<id> sent to <id>, <id> and <id>"),
    ("worker12 started", "<id> started"),
    ("token eyJhbGciOiJIUzI1NiJ9.eyJzdWIi0123 is not valid yet", "token <id> is not valid yet"),
    ("from 10.1.2.3 and 2600:1900:aaaa:bbb::cc", "from <ip> and <ip>"),
    ("mail to ada.b12@parcel.example (ada@parcel.example)", "mail to <email> (<email>)"),
    ("<Depot object at 0x7f3e9a10>", "<Depot object at <address>>"),
    ("com.parcel.Depot@1a2b3c4d closed", "com.parcel.Depot@<id> closed"),
    ("resolved 12c68f25.internal", "resolved <id>.internal"),
    # times, durations, sizes
    ("expires at 2026-03-02T00:40:45.123456+00:00", "expires at <time>"),
    ("at 2026-03-02 00:40:45,146 and 00:40:45", "at <time> and <time>"),
    ("took 12.5ms of 1m30s, 3s", "took <duration> of <duration>, <duration>"),
    ("used 2048MB of 2 GiB", "used <size> of <num> GiB"),
    # paths and addresses of the web
    ("GET /parcels/12/items?x=1 slow", "GET /parcels/<id>/items?x=<num> slow"),
    ("see https://u:p@parcel.example:8080/a/12?t=x#y now", "see https://parcel.example:8080/a/<id> now"),
    ("at http://10.0.0.1:51234/x", "at http://<ip>:<num>/x"),
    ("/app/parcel/api.py:123 in v2", "/app/parcel/api.py:<num> in v2"),
    ("gs://bucket/7f3e7a0e-0bf5-4d1f-9e1a-1c2d3e4f5a6b.json", "gs://bucket/<id>.json"),
    # what names a kind of failure stays
    ("'function' object has no attribute 'can_handle'", "'function' object has no attribute 'can_handle'"),
    ("module 'os' has no attribute 'handler_2'", "module 'os' has no attribute 'handler_2'"),
    ('Field "model_5f7c0514" shadows', 'Field "<id>" shadows'),
    ("relation 'parcels_v2' and column \"depot_1\"", "relation 'parcels_v2' and column \"depot_1\""),
    ("'utf-8' codec, sha256, HTTP/2 and python3.11", "'utf-8' codec, sha256, HTTP/2 and python3.11"),
    ("[Errno 111] Connection refused", "[Errno 111] Connection refused"),
    ("closed code=1006 routed=3", "closed code=1006 routed=<num>"),
    ("Container called exit(3).", "Container called exit(3)."),
    ('{"code":1006,"n":7,"status":503}', '{"code":1006,"n":<num>,"status":503}'),
    ("provider returned 503, retrying", "provider returned 503, retrying"),
    ("provider returned 250 rows", "provider returned <num> rows"),
    ("Server error '503 Service Unavailable' for it", "Server error '503 Service Unavailable' for it"),
    ("listening on port 8081", "listening on port 8081"),
    ("connecting to 10.1.2.3:5432 and redis:6379.", "connecting to <ip>:5432 and redis:6379."),
    ("from 10.1.2.3 port 52222 and 10.1.2.3:52222", "from <ip> port <num> and <ip>:<num>"),
    ("KeyError: 'mid'", "KeyError: 'mid'"),
    ("phase done (redis=ok)", "phase done (redis=ok)"),
    # placeholders of the redactor
    ("password=[redacted:password:1a2b] given", "password=[redacted:password] given"),
    # lines and spaces
    ("  two\t words \n\n and  3 more\nthird\nfourth", "two words and <num> more third"),
    ("", ""),
    ("\n \n", ""),
]


@pytest.mark.parametrize(("text", "masked"), CASES)
def test_what_varies_is_masked_and_what_names_a_failure_stays(text: str, masked: str) -> None:
    masker = Masker()
    assert [masker.mask(text), masker.mask(text)] == [masked, masked]


def test_a_long_text_is_cut_with_a_mark() -> None:
    masked = Masker().mask("word " * 300)
    assert (len(masked), masked[-1]) == (LONGEST, CUT)


@pytest.mark.parametrize(
    "unit", ["9", "a1-", "/", '"', "\\", "a.", "=1", "::", "[", "a@", "1m", "://", "0x", "é1", "A" * 9]
)
def test_hostile_texts_take_no_time(unit: str) -> None:
    started = time.process_time()
    for joint in ("", " "):
        Masker().mask(joint.join([unit] * 30_000))
    assert time.process_time() - started < 0.5

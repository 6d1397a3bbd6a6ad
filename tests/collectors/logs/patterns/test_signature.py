import pytest

from collectors.logs.messages.message import read_message
from collectors.logs.patterns.signature import Signatures
from tests.collectors.logs.log_files import HidingRedactor, entry_of, raw_entry

TRACE = 'Traceback (most recent call last):\n  File "/app/parcel/api.py", line {line}, in get\n    x\n{error}'


def signature(text: str) -> str:
    return Signatures().of(read_message(entry_of(raw_entry(text))))


def test_a_message_is_known_by_logger_and_masked_words() -> None:
    assert (
        signature("2026-03-02 00:40:45,1 - parcel.db - ERROR - parcel 17 lost in 3s again")
        == "parcel.db: parcel <num> lost in <duration> again"
    )


def test_an_entry_without_words_has_a_template_still() -> None:
    assert signature("  ") == "(no text)"


def test_a_request_in_an_access_log_is_known_by_route_and_status() -> None:
    assert signature('INFO:     10.0.0.1:5 - "GET /parcels/7 HTTP/1.1" 200 OK') == '"GET /parcels/{id}" 200'


@pytest.mark.parametrize(
    ("error", "template"),
    [
        ("KeyError: 'depot'", "KeyError: 'depot' in get"),
        ("LoadError: parcel 17 lost\nDETAIL: none", "LoadError: parcel <num> lost in get"),
        ("TimeoutError", "TimeoutError in get"),
        ("it just broke", "it just broke in get"),
    ],
)
def test_a_trace_is_known_by_its_exception_and_origin(error: str, template: str) -> None:
    assert signature(TRACE.format(line=3, error=error)) == template


def test_neither_the_line_number_nor_the_log_message_above_makes_a_trace_another() -> None:
    moved = "ERROR: parcel 17 failed\n" + TRACE.format(line=99, error="KeyError: 'depot'")
    assert signature(TRACE.format(line=3, error="KeyError: 'depot'")) == signature(moved)


def test_what_may_be_stored_is_redacted_before_it_is_masked() -> None:
    redact = HidingRedactor("s3cret99").redact
    signatures = Signatures()
    text = "ERROR: key s3cret99 refused"
    trace = TRACE.format(line=3, error="LoadError: key s3cret99 refused")
    plain, stack = (read_message(entry_of(raw_entry(each))) for each in (text, trace))
    assert signatures.redacted(plain, redact) == "key [redacted:word] refused"
    assert signatures.redacted(stack, redact) == "LoadError: key [redacted:word] refused in get"

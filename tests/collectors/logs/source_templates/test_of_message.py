from typing import Any

from collectors.logs.entries.entry import Entry
from collectors.logs.messages.message import read_message
from collectors.logs.source_templates.of_message import place_of, printed_by, raised_by
from collectors.logs.source_templates.place import Place
from collectors.logs.source_templates.templates import SourceTemplates
from tests.collectors.logs.source_templates.source_texts import statements

SOURCE = """\
import logging
logger = logging.getLogger(__name__)
def send(parcel):
    try:
        raise LostError(f"parcel {parcel} is lost")
    except LostError as error:
        logger.exception("could not send %s", parcel)
    logger.info("%s", parcel)
    print(f"WARNING: parcel {parcel} is heavy")
"""
TRACE = (
    "Traceback (most recent call last):\n"
    '  File "/app/shop/parcels.py", line 5, in send\n'
    "    raise LostError\n"
    "shop.parcels.LostError: parcel 5 is lost"
)
TEMPLATES = SourceTemplates({"c1": statements(SOURCE)}, {"rev-1": "c1"})


def entry(**body: Any) -> Entry:
    return Entry(0, "i", "shop", "rev-1", None, None, "stderr", None, "logs.json", body)


def line_of(one: Entry) -> int | None:
    found = printed_by(TEMPLATES, one, read_message(one))
    return found.line if found else None


def test_the_message_above_a_traceback_and_the_exception_in_it_have_their_own_statements() -> None:
    one = entry(textPayload=f"2026-03-02 10:00:00,000 - shop.parcels - ERROR - could not send 5\n{TRACE}")
    assert line_of(one) == 7
    raised = raised_by(TEMPLATES, one, read_message(one))
    assert raised is not None
    assert raised.line == 5


def test_a_traceback_alone_is_the_work_of_its_raise() -> None:
    assert line_of(entry(textPayload=TRACE)) == 5


def test_a_level_that_is_a_word_of_the_message_is_no_prefix() -> None:
    assert line_of(entry(textPayload="WARNING: parcel 5 is heavy")) == 9


def test_a_structured_entry_tells_line_and_function() -> None:
    payload = {"message": "five", "logger": "shop.parcels", "module": "parcels", "funcName": "send", "lineno": 8}
    one = entry(jsonPayload=payload)
    assert place_of(one, read_message(one)) == Place("rev-1", "shop.parcels", None, "parcels", "send", 8)
    assert line_of(one) == 8
    assert line_of(entry(jsonPayload=payload | {"lineno": 7})) is None


def test_the_platforms_source_location_goes_first() -> None:
    location = {"file": "/app/shop/parcels.py", "line": "8", "function": "send"}
    one = entry(jsonPayload={"message": "five", "lineno": True}, sourceLocation=location)
    assert place_of(one, read_message(one)) == Place("rev-1", None, "/app/shop/parcels.py", None, "send", 8)
    assert line_of(one) == 8


def test_a_message_of_nobody_is_not_explained() -> None:
    assert line_of(entry(textPayload="connection pool is full")) is None
    assert line_of(entry(textPayload="")) is None


def test_an_error_beside_the_message_does_not_hide_its_statement() -> None:
    payload = {"message": "WARNING: parcel 5 is heavy", "error": {"detail": "the depot answered 503"}}
    assert line_of(entry(jsonPayload=payload)) == 9

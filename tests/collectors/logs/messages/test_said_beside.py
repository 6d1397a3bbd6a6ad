import json

from collectors.logs.messages.said_beside import MOST_FIELDS, said_beside
from tests.collectors.logs.log_files import entry_of, raw_entry

PAYLOAD = {
    "event": "audit finished",
    "level": "error",
    "rows": 512,
    "clean": True,
    "reason": "none",
    "context": {"user": "ada"},
    "stack": "a\nb",
    "note": "two\nlines",
    "logging.googleapis.com/trace": "t1",
    "nothing": None,
}


def test_plain_fields_beside_the_message_are_read_in_the_order_of_their_names() -> None:
    found = said_beside(entry_of(raw_entry(jsonPayload=PAYLOAD)))
    assert found == (("clean", "true"), ("reason", "none"), ("rows", "512"))


def test_a_payload_that_was_left_as_text_has_them_too() -> None:
    assert said_beside(entry_of(raw_entry(json.dumps({"message": "done", "rows": 1.5})))) == (("rows", "1.5"),)
    assert said_beside(entry_of(raw_entry('level=error msg="not done" rows=512 depot=north'))) == (
        ("depot", "north"),
        ("rows", "512"),
    )
    assert said_beside(entry_of(raw_entry("{no payload}"))) == ()
    assert said_beside(entry_of(raw_entry("rows 512"))) == ()


def test_half_of_a_surrogate_pair_is_written_as_the_escape_that_it_was() -> None:
    text = json.dumps({"message": "done", "rows": "\ud800"})
    assert said_beside(entry_of(raw_entry(text))) == (("rows", "\\ud800"),)


def test_names_values_and_their_number_are_bounded() -> None:
    payload = {"message": "done", **{f"k{n:03}{'x' * 99}": "v" * 999 for n in range(50)}}
    found = said_beside(entry_of(raw_entry(jsonPayload=payload)))
    assert len(found) == MOST_FIELDS
    assert {(len(name), len(value)) for name, value in found} == {(60, 200)}

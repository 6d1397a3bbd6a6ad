import json
from typing import Any

import pytest

from collectors.logs.messages.message import read_message
from tests.collectors.logs.log_files import entry_of, raw_entry

TRACE = 'Traceback (most recent call last):\n  File "/app/parcel/api.py", line 3, in get\n    x\nKeyError: 1'


def severity(said: str | dict[str, Any] | None, **more: Any) -> tuple[str, str]:
    message = read_message(entry_of(raw_entry(said, **more)))
    return message.severity, message.severity_from


@pytest.mark.parametrize(
    ("said", "stated", "expected"),
    [
        ("ERROR: no route", "WARNING", ("WARNING", "entry")),  # what the entry states stands
        ("ERROR: no route", "DEFAULT", ("ERROR", "text")),
        ("ERROR: no route", None, ("ERROR", "text")),
        ({"message": "x", "level": "error"}, None, ("ERROR", "text")),
        ({"message": "ERROR: no route"}, None, ("ERROR", "text")),
        (TRACE, None, ("ERROR", "text")),  # uncaught
        (f"2026-03-02 00:40:45,1 - parcel - WARNING - x\n{TRACE}", None, ("WARNING", "text")),
        ("no route", None, ("DEFAULT", "none")),
        (None, None, ("DEFAULT", "none")),
    ],
)
def test_the_severity_is_the_entrys_own_and_else_the_texts(
    said: Any, stated: str | None, expected: tuple[str, str]
) -> None:
    assert severity(said, severity=stated) == expected


def test_a_line_is_split_into_logger_and_what_it_says() -> None:
    text = "2026-03-02 00:40:45,146 - parcel.db - ERROR - no route\nto the depot"
    message = read_message(entry_of(raw_entry(text)))
    assert (message.logger, message.said, message.text) == ("parcel.db", "no route\nto the depot", text)
    assert (message.error_type, message.stack) == (None, None)


def test_a_record_whose_lines_repeat_a_tag_is_read_without_it() -> None:
    tag = "[3478f47f-6975-1475-60b2-f2e9b75407e3] "
    text = f"F, [2026-03-02T00:40:45 #1] FATAL -- : {tag}  \n{tag}KeyError (no depot):\n{tag}app/a.rb:1:in 'Depot#find'"
    message = read_message(entry_of(raw_entry(text)))
    assert message.stack is not None
    assert (message.severity, message.error_type, message.stack.message) == ("CRITICAL", "KeyError", "no depot")
    assert [each.file for each in message.stack.frames] == ["app/a.rb"]
    assert message.text == text
    assert read_message(entry_of(raw_entry({"message": f"{tag}no depot", "level": "error"}))).said == "no depot"


def test_colours_do_not_hide_the_level_and_stay_in_the_text() -> None:
    text = "\x1b[31mERROR\x1b[0m:    no route"
    message = read_message(entry_of(raw_entry(text)))
    assert (message.severity, message.said, message.text) == ("ERROR", "no route", text)


@pytest.mark.parametrize(
    "text",
    [json.dumps({"level": "error", "msg": "no route", "logger": "parcel"}), 'level=error msg="no route" logger=parcel'],
)
def test_structure_that_the_platform_left_as_text_is_read(text: str) -> None:
    message = read_message(entry_of(raw_entry(text)))
    assert (message.severity, message.logger, message.said, message.text) == ("ERROR", "parcel", "no route", text)


@pytest.mark.parametrize("text", ["{not json}", "[1]", '{"a": ' * 2000 + "}", "a=b is the rule"])
def test_text_that_only_looks_structured_stays_text(text: str) -> None:
    assert read_message(entry_of(raw_entry(text))).said == text


def test_half_a_character_inside_embedded_json_can_be_written() -> None:
    message = read_message(entry_of(raw_entry('{"message": "x\\ud83d"}')))
    assert message.said == "x\\ud83d"


def test_the_level_words_of_a_message_whose_level_is_known_stay() -> None:
    message = read_message(entry_of(raw_entry({"message": "ALERT: no route", "logger": "parcel"}, severity="ERROR")))
    assert (message.logger, message.said) == ("parcel", "ALERT: no route")


def test_frames_without_a_name_take_it_from_the_error_beside_them() -> None:
    stack = "main.load\n\t/app/main.go:12\nmain.main\n\t/app/main.go:5"
    payload = {
        "level": "error",
        "msg": "load failed",
        "error": {"type": "IoError", "message": "boom"},
        "stacktrace": stack,
    }
    message = read_message(entry_of(raw_entry(payload)))
    assert message.stack is not None
    assert (message.stack.error_type, message.stack.message, message.error_type) == ("IoError", "boom", "IoError")


def test_an_error_without_a_stack_still_has_its_type() -> None:
    message = read_message(entry_of(raw_entry({"msg": "x", "err": {"type": "TypeError", "message": "boom"}})))
    assert (message.error_type, message.stack) == ("TypeError", None)


def test_a_text_beyond_the_bound_is_cut_where_it_is_held() -> None:
    assert len(read_message(entry_of(raw_entry("x" * 200_000))).text) == 1 << 16

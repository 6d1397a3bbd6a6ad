from typing import Any

import pytest

from collectors.logs.entries.json_values import Json
from collectors.logs.messages.stacks.python import HEADER
from collectors.logs.splits.joined_payload import LONGEST_TEXT, joined_body, marked_body


def joined(*bodies: dict[str, Any], total: int | None = None) -> dict[str, Any]:
    return joined_body(list(enumerate(bodies)), total or len(bodies))


def test_texts_are_put_end_to_end_and_the_split_is_gone() -> None:
    parts = [
        {"textPayload": text, "severity": "ERROR", "split": {"index": n}} for n, text in enumerate(["ab", "", "c"])
    ]
    assert joined(*parts) == {"textPayload": "abc", "severity": "ERROR"}


def test_a_text_that_nothing_reads_to_its_end_is_not_joined_further() -> None:
    half = "x" * (LONGEST_TEXT // 2 + 1)
    assert joined({"textPayload": half}, {"textPayload": half}) == {"textPayload": "x" * LONGEST_TEXT}


def test_missing_texts_leave_a_mark_where_they_were_and_one_behind_the_first_line() -> None:
    parts: list[tuple[int, Json]] = [(0, {"textPayload": "ERROR: a\nb"}), (3, {"textPayload": "c"})]
    text = "ERROR: a [3 of 5 parts of this entry missing]\nb[missing here: 2]c"
    assert joined_body(parts, 5) == {"textPayload": text}


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("short", "short [!]"),
        (f"{HEADER}\n  File", f"[!] {HEADER}\n  File"),  # a heading has to stay at the end of its line
        ("x" * 1500, f"{'x' * 1000} [!]{'x' * 500}"),
    ],
)
def test_a_mark_stands_where_an_excerpt_shows_it(text: str, marked: str) -> None:
    assert marked_body({"textPayload": text}, "[!]") == {"textPayload": marked}


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ({"message": "ab", "level": "INFO"}, {"message": "cd", "level": "INFO"}, {"message": "abcd", "level": "INFO"}),
        # Cloud Logging's own example of a list that goes on in the next part.
        ({"a": ["foo", "ba"]}, {"a": ["", "r", "baz"]}, {"a": ["foo", "bar", "baz"]}),
        (
            {"a": {"b": "x", "n": 1}},
            {"a": {"b": "y", "c": True}, "d": None},
            {"a": {"b": "xy", "n": 1, "c": True}, "d": None},
        ),
        ({"a": 1}, {"a": 2}, {"a": 1}),
        ({"a": None, "b": ""}, {"a": [1], "b": 2}, {"a": [1], "b": 2}),
    ],
)
def test_json_payloads_join_by_key_and_position(first: Any, second: Any, whole: Any) -> None:
    assert joined({"jsonPayload": first}, {"jsonPayload": second}) == {"jsonPayload": whole}


def test_of_an_audit_entry_only_what_is_distributed_is_joined() -> None:
    first = {"methodName": "ReplaceService", "request": {"a": "x"}, "metadata": {}}
    second = {"methodName": "ReplaceService", "request": {"a": "y"}, "response": {"b": "z"}}
    assert joined({"protoPayload": first}, {"protoPayload": second}) == {
        "protoPayload": {
            "methodName": "ReplaceService",
            "request": {"a": "xy"},
            "metadata": {},
            "response": {"b": "z"},
        }
    }


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ({"jsonPayload": {"msg": "a\nb"}}, {"jsonPayload": {"msg": "a [!]\nb"}}),
        ({"jsonPayload": {"order": "7"}}, {"jsonPayload": {"order": "7", "incomplete": "[!]"}}),
        (
            {"protoPayload": {"status": {"code": 5, "message": "no"}}},
            {"protoPayload": {"status": {"code": 5, "message": "no [!]"}}},
        ),
        ({"protoPayload": {"resourceName": "r"}}, {"protoPayload": {"resourceName": "r [!]"}}),
        ({"httpRequest": {}}, {"httpRequest": {}}),
    ],
)
def test_every_kind_of_payload_takes_the_mark(body: Any, marked: Any) -> None:
    assert marked_body(body, "[!]") == marked


def test_parts_whose_payloads_are_of_other_types_do_not_break_it() -> None:
    assert joined({"textPayload": "a"}, {"jsonPayload": {"b": 1}}) == {"textPayload": "a"}
    assert joined({"jsonPayload": {"b": 1}}, {"jsonPayload": "c"}, {}) == {"jsonPayload": {"b": 1}}
    assert joined({"protoPayload": {"request": "x"}}, {"protoPayload": 5}) == {"protoPayload": {"request": "x"}}
    assert joined({}, {}) == {}


def test_payloads_nested_very_deeply_are_joined_as_far_as_they_are_read() -> None:
    deep: Any = "x"
    for _ in range(900):
        deep = {"a": deep}
    assert joined({"jsonPayload": deep}, {"jsonPayload": deep}) == {"jsonPayload": deep}

"""Keys and values in sentences."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from incidents.config.toml_lines import Key
from incidents.config.wording import dotted, nearest, quoted, seen


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (("sources", "logs", "files", 2), "sources.logs.files"),
        (("components", "golden path"), "components.'golden path'"),
        (("components", "a.b"), "components.'a.b'"),
        (("bad\x1b[31m\n",), "'bad\\x1b[31m\\n'"),  # a terminal must not act upon it
        (("x" * 100,), "'" + "x" * 59 + "…'"),
        ((), ""),
    ],
)
def test_a_key_is_shown_as_it_would_be_written(key: Key, text: str) -> None:
    assert dotted(key) == text


def test_outside_text_is_shown_on_one_line_and_cut() -> None:
    assert quoted("a\nb\u202e") == "'a\\nb\\u202e'"
    assert quoted("x" * 61) == "'" + "x" * 59 + "…'"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "the flag true"),
        (5, "the number 5"),
        (1.5, "the number 1.5"),
        ("text", "the text 'text'"),
        (date(2026, 1, 10), "the date or time 2026-01-10"),
        (datetime(2026, 1, 10, tzinfo=UTC), "the date or time 2026-01-10T00:00:00+00:00"),
        (time(7, 30), "the date or time 07:30:00"),
        ([1], "a list"),
        ({"a": 1}, "a table"),
    ],
)
def test_a_value_is_named_by_what_it_is(value: Any, words: str) -> None:
    assert seen(value).startswith(words)
    assert len(seen(value)) < 80


def test_a_number_that_python_refuses_to_write_in_decimal_is_shown_by_its_start() -> None:
    assert seen(10**5000).startswith("the number 0x")
    assert len(seen(10**5000)) < 80


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("regoin", "region"),
        ("report-root", "report_root"),
        ("REGION", "region"),
        ("zzz", None),
    ],
)
def test_the_nearest_known_word_is_found(word: str, meant: str | None) -> None:
    assert nearest(word, {"region", "report_root", "project"}) == meant


def test_the_nearest_word_does_not_depend_on_the_order_of_the_known_ones() -> None:
    assert nearest("filed", ["files", "file", "filet"]) == nearest("filed", ["filet", "file", "files"])

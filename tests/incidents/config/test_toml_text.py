"""Values written as TOML."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.config.toml_text import toml_list, toml_string


@given(text=st.text(alphabet="a #=[]\"'\\\n\r\t\x00\x1b\x7f\x85\u2028\u202e\ufeffé😀", max_size=30))
@settings(derandomize=True, max_examples=300, deadline=None)
def test_every_text_comes_back_as_it_was(text: str) -> None:
    written = toml_string(text)
    assert "\n" not in written
    assert written.isprintable()
    assert tomllib.loads(f"value = {written}")["value"] == text


@pytest.mark.parametrize(
    "text",
    ['"', "\\", '"""', "a\nb = 1", "\x00\x1b[31m\x7f", "\u202eevil", "\U000e0001", "[x]\r\n[y]", "# no comment"],
)
def test_hostile_text_stays_a_value(text: str) -> None:
    assert tomllib.loads(f"value = {toml_string(text)}\nnext = 1") == {"value": text, "next": 1}


def test_half_a_character_is_replaced_because_toml_cannot_hold_it() -> None:
    assert tomllib.loads(f"value = {toml_string('a' + chr(0xD800))}")["value"] == "a\ufffd"


def test_a_list_holds_its_texts() -> None:
    assert toml_list(["a", 'b"']) == '["a", "b\\""]'
    assert toml_list([]) == "[]"

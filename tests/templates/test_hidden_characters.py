import pytest
from hypothesis import given
from hypothesis import strategies as st

from templates.hidden_characters import visible


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("plain text, naïve café, 日本語, 🚚 and €", "plain text, naïve café, 日本語, 🚚 and €"),
        ("a\r\nb\rc\td", "a\nb\nc\td"),  # line ends are one kind; tabs and newlines stay
        ("a\u00a0b\u2003c", "a b c"),  # every other space is a space
        ("\x1b[31mred\x07", r"\x1b[31mred\x07"),  # terminal escapes
        ("\x9b2J\x85", r"\x9b2J\x85"),  # their 8-bit forms, and NEL
        ("adm\u200bin pay\u00adload", r"adm\u200bin pay\xadload"),
        ("txt.\u202egpj.exe", r"txt.\u202egpj.exe"),  # a name that reads backwards
        ("a\u2028b", r"a\u2028b"),
        ("\U000e0069", r"\U000e0069"),  # tags, which carry text that no one sees
        ("\ud800", r"\ud800"),  # half a character
        ("⚠️ disk", "⚠️ disk"),  # a selector behind a symbol belongs to it
        ("⚠️\ufe0f", r"⚠️\ufe0f"),
        ("a\ufe0f", r"a\ufe0f"),
        ("p\u0430ypal", r"p\u0430ypal"),  # a Cyrillic letter among Latin ones
        ("\u0410\u0412x", r"\u0410\u0412x"),
        ("склад 5 μs", "склад 5 μs"),  # a word of one script, and a unit
        ("<!-- incident:block a -->", r"\x3c!-- incident:block a -->"),
        ("<!--\n/ Incident:end", "\\x3c!--\n/ Incident:end"),
        ("<!-- a comment -->", "<!-- a comment -->"),  # only our own markers can do harm in a file
    ],
)
def test_what_hides_is_written_out(hidden: str, shown: str) -> None:
    assert visible(hidden) == shown


@given(st.text())
def test_twice_is_the_same_as_once(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(st.text(st.characters(categories=("Cs", "Cc", "Cf", "L"))))
def test_the_result_can_always_be_written_as_utf_8(text: str) -> None:
    assert visible(text).encode().decode() == visible(text)

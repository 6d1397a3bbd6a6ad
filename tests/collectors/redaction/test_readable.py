import pytest

from collectors.redaction.readable import readable_view, reads_differently
from collectors.redaction.view import BLANK, View


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("a\\u001b[31mb\\x1b[0mc\\033[0md", "abcd"),  # colours written out
        ("a^[[31mb\ufffd[0mc", "abc"),  # colours whose first character was replaced
        ("a[31mb", "ab"),  # or lost
        ("\x1b]8;;https://x.example\x07link", "link"),  # a terminal's link
        ("a\x00b\x08c\x7fd\u200be\u00adf\u202eg\ufeffh", "abcdefgh"),
        ("%41%2541%252541", "AAA"),
        ("%C3%BC", "ü"),
        ("100% %zz", "100% %zz"),  # no escapes
        (r"A\u{1F680}\x42", "A🚀B"),
        (r"\"a\" \/ \\", '"a" / \\'),
        (r"\\\"a\\\"", '"a"'),  # JSON in JSON
        (r"a\nb\tc", "a\nb\tc"),
        ("&quot;a&quot; &amp;quot; &#65;&#x42;", '"a" " AB'),
        ("a=3D1 lo=\r\nng", "a=1 long"),  # quoted-printable
        ("\uff47\uff48\uff50_", "ghp_"),
        ("plain", "plain"),
        ("\\ud800", "\ud800"),
        ("&#9999999;", ""),  # no such character
        ("a\fb [redacted:jwt:1f] c", "ab " + BLANK * 17 + " c"),
    ],
)
def test_a_text_is_read_as_a_reader_would(written: str, read: str) -> None:
    assert readable_view(View(written)).text == read


def test_what_reads_as_it_is_written_is_not_copied() -> None:
    view = View("GET /parcels/7 200")
    assert readable_view(view) is view


def test_the_place_of_a_character_is_the_place_of_its_escape() -> None:
    view = readable_view(View("a%2541b"))
    assert view.text == "aAb"
    assert view.span_in_source(1, 2) == (1, 6)


@pytest.mark.parametrize(
    ("text", "differently"), [("über", False), ("a\u200bb", True), ("\uff41", True), ("a\fb", True), ("plain", False)]
)
def test_characters_that_hide_are_noticed(text: str, differently: bool) -> None:
    assert reads_differently(text) is differently

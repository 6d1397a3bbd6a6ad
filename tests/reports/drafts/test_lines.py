import pytest

from reports.drafts.lines import dressed, ended, line_end, lines_of, same


def test_only_a_newline_ends_a_line() -> None:
    assert lines_of("a\x0b\u2028b\r\nc\n\nd") == ["a\x0b\u2028b\r\n", "c\n", "\n", "d"]
    assert lines_of("") == []


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("a\nb\n", "a\r\nb\r\n", True),
        ("a\n", "a", True),
        ("a\n", "a \n", False),
        ("a\nb\n", "a\rb\n", False),  # a lone carriage return is no end of a line
    ],
)
def test_texts_are_the_same_but_for_what_an_editor_does_to_their_ends(one: str, other: str, *, equal: bool) -> None:
    assert same(one, other) is equal


def test_a_text_takes_over_how_another_ends_its_lines() -> None:
    assert dressed("a\nb\n", like="x\r\ny\r\n") == "a\r\nb\r\n"
    assert dressed("a\nb\n", like="x\r\ny") == "a\r\nb"
    assert dressed("a\nb\n", like="x\n") == "a\nb\n"
    assert ended("a", like="x\r\n") == "a\r\n"
    assert ended("a\r\n", like="x") == "a"
    assert ended("a\r", like="x\r") == "a\r"  # half an end of a line is a character that somebody left there
    assert line_end("") == "\n"

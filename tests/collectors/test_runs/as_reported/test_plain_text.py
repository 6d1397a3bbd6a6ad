"""Text without terminal codes, and cut text."""

import pytest

from collectors.test_runs.as_reported.plain_text import collapsed, cut, one_line, plain


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("#x1B[31mred#x1B[0m", "red"),
        ("\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x07", "link"),
        ("#x1B]0;title#x07shell", "shell"),
        ("a\x00b\x08c\x7fd\x1be", "abcde"),
        ("one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour"),
        # Such text may be anything's: it is no sequence.
        ("#x1B is escape", "#x1B is escape"),
    ],
)
def test_terminal_codes_leave_the_text(text: str, without: str) -> None:
    assert plain(text) == without


def test_hostile_sequences_take_linear_time() -> None:
    assert len(plain("#x1B]" * 100_000)) < 1_000_000


def test_a_name_is_one_line() -> None:
    assert one_line(" a\r\nb\n") == "a b"


@pytest.mark.parametrize(
    ("text", "head_share", "kept"),
    [
        ("abcdefghij", 0.5, "abcdefghij"),
        ("abcdefghijk", 0.5, "abcde\n[... 1 characters left out ...]\nghijk"),
        ("abcdefghijk", 1, "abcdefghij\n[... 1 characters left out ...]"),
    ],
)
def test_cut_text_says_how_much_is_missing(text: str, head_share: float, kept: str) -> None:
    assert cut(text, 10, head_share) == kept


def test_lines_that_repeat_are_told_once() -> None:
    assert collapsed("a\na\na\nb\na\n\n\nc") == "a\n[... the same line 2 more times ...]\nb\na\n\nc"

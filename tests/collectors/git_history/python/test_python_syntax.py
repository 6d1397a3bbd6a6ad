import ast
import warnings

import pytest

from collectors.git_history.python.python_syntax import MOST_BYTES, comments, parsed


def test_python_is_parsed_with_its_byte_order_mark_and_line_ends() -> None:
    tree = parsed(b"\xef\xbb\xbfa = 1\r\nb = 2\r\n")
    assert tree is not None
    assert [node.lineno for node in tree.body] == [1, 2]


def test_an_odd_escape_is_no_reason_to_warn_or_to_give_up() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        tree = parsed(b"a = '\\d'\nb = 1 is 1\n")
    assert isinstance(tree, ast.Module)


HOSTILE = {
    "a syntax error": b"def",
    "a NUL": b"a = 1\0",
    "another encoding": b"# coding: latin-1\na = '\xff'\n",
    "deep brackets": b"(" * 100_000,
    "a deep expression": b"-" * 50_000 + b"1",
    "a long chain": b"a" + b".a" * 50_000,
    "a long sum": b"1" + b"+1" * 50_000,
    "a number of too many digits": b"a = " + b"9" * 5000,
    "a line end that git does not count": b"a = 1\rb = 2\n",
    "more than is read": b"#" * (MOST_BYTES + 1),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_cannot_be_parsed_is_none(content: bytes) -> None:
    assert parsed(content) is None


def test_comments_are_told_from_strings() -> None:
    assert comments(b"a = '# no'  # yes\n# too\n'''\n# no\n'''\n") == ("# yes", "# too")


@pytest.mark.parametrize("content", [b"(", b"'''", b"if 1:\n    a\n  b\n", b"\xff"])
def test_comments_of_what_is_no_python_are_not_known(content: bytes) -> None:
    assert comments(content) is None

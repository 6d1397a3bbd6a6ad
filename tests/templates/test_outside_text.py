import pytest

from templates.outside_text import cell, code, fenced, terminal, text
from templates.safe import Safe


@pytest.mark.parametrize(
    ("outside", "shown"),
    [
        ("Labels are not printed.", "Labels are not printed."),
        ("  two\n lines\t", "two lines"),
        ("it's 50% done (really), and/or 1.5 at 10,000", "it's 50% done (really), and/or 1.5 at 10,000"),
        ("", ""),
        ("ask @ops or @acme/sre", "ask `@ops` or `@acme/sre`"),
        ("Fixes #12, GH-7 and acme/app#3", "Fixes `#12`, `GH-7` and `acme/app#3`"),
        ("see (https://a.example/x).", "see (`https://a.example/x`)."),
        ("www.a.example", "`www.a.example`"),
        ("a@b.example", "`a@b.example`"),
        ("reverts 1234567 and deadbeef", "reverts `1234567` and `deadbeef`"),
        ("costs $5 :tada: 10:30:00", "costs `$5 :tada: 10:30:00`"),  # neighbours share one span
        ("fix(labels): print", "`fix(labels)`: print"),
        ('x=f("a"), done', '`x=f("a")`, done'),  # a bracket or quotation that began inside ends inside
        ("- [ ] done", "`- [ ]` done"),
        ("1. first", "`1`. first"),
        ("take 1. first", "take 1. first"),
        ("# title", "`#` title"),
        ("--- ===", "`--- ===`"),
        ("**bold** _it_ ~~no~~", "`**bold** _it_ ~~no~~`"),
        ("<b>x</b> &amp; [a](b) ![c](d)", "`<b>x</b> &amp`; `[a](b) ![c](d)`"),
        ("it holds `can_handle`, as named", "it holds `can_handle`, as named"),  # a phrase in backticks is code
        ("(`GET /health`)", "(`GET /health`)"),
        ("`` twice ``", "``` `` ``` twice ``` `` ```"),
        ("a ` b", "a `` ` `` b"),
        ("` `", "`` ` ` ``"),
    ],
)
def test_only_plain_words_stay_prose(outside: str, shown: str) -> None:
    assert text(outside) == shown


@pytest.mark.parametrize(
    ("outside", "span"),
    [
        ("name", "`name`"),
        ("a\nb\tc", "`a b c`"),
        ("a`b", "``a`b``"),
        ("`a`", "`` `a` ``"),
        ("a``b`c", "```a``b`c```"),
        (" @ops ", "`@ops`"),
        ("", "(empty)"),
        ("\n", "(empty)"),
    ],
)
def test_a_code_span_holds_any_text_on_one_line(outside: str, span: str) -> None:
    assert code(outside) == span


@pytest.mark.parametrize(
    ("outside", "block"),
    [
        ("a\nb\n", "```text\na\nb\n```"),
        ("```\nx", "````text\n```\nx\n````"),
        ("a  \r\rb", "```text\na\n\nb\n```"),
        ("/close\n/app/x.py", "```text\n\\x2fclose\n/app/x.py\n```"),  # a bot's command, and a path
        ("", "```text\n(empty)\n```"),
    ],
)
def test_a_fence_is_longer_than_what_it_holds(outside: str, block: str) -> None:
    assert fenced(outside) == block


def test_the_language_of_a_fence_is_a_word() -> None:
    assert fenced("ls", "sh") == "```sh\nls\n```"
    with pytest.raises(ValueError, match="'a b' is not the name of a language"):
        fenced("x", "a b")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a | b", "a `\\|` b"),
        (code("a|b"), "`a\\|b`"),
        (code("a\\|b"), "`a\\\\|b`"),
        (Safe("two\nlines"), "two lines"),
    ],
)
def test_a_cell_keeps_pipes_out_of_the_grid(given: str, shown: str) -> None:
    assert cell(given) == shown


def test_a_terminal_gets_one_line_without_control_sequences() -> None:
    assert terminal("a\x1b]0;t\x07\n\u202eb  c") == r"a\x1b]0;t\x07 \u202eb c"


def test_every_filter_but_that_for_terminals_gives_safe_text() -> None:
    assert [type(each("x")) for each in (text, code, fenced, cell)] == [Safe] * 4

"""Whatever the text, it stays text: in no place of a document does it change the document's structure."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from templates.hidden_characters import visible
from templates.outside_text import cell, code, fenced, text
from tests.templates.rendering import LIVE, rendered, squeezed

SINKS = {
    "paragraph": "{}\n",
    "sentence": "It was {} twice.\n",
    "continued line": "before\n{}\nafter\n",
    "bullet": "- {}\n- next\n",
    "numbered item": "1. {}\n2. next\n",
    "nested item": "- outer\n  - {}\n",
    "heading": "### {}\n",
    "quotation": "> {}\n",
    "bold": "**{}** and so on\n",
    "above a rule": "{}\n\n---\n",
    "cell": "| a | b |\n| --- | --- |\n| {} | end |\n",
}
# Markdown, then HTML and what GitHub links, then templates and plain words.
_TRICKS = [
    *[
        "`",
        "``",
        "```",
        "~~~",
        "|",
        "\\",
        "*",
        "**",
        "_",
        "#",
        "##",
        "-",
        "+",
        "1.",
        "1)",
        ">",
        "[",
        "]",
        "(",
        ")",
        "!",
    ],
    *["^", "~", "=", "===", "---", "'", '"', ".", ",", ":", ";", "/", "//", "[^1]", "[x]", "[a](b)", "$", "$x$", "@"],
    *["<", "&", "<b>", "<!--", "-->", "</p>", "&amp;", "&#64;", "@ops", "@a/b", "#1", "GH-1", "a/b#2", ":tada:"],
    *["http://a.example", "www.a.example", "a@b.example", "mailto:", "1234567", "deadbeef", "/close"],
    *["{{", "}}", "{%", "%}", "a", "b1", "é", "日本"],
]
_PIECES = st.sampled_from(
    [*_TRICKS, " ", "  ", "\n", "\r", "\t", "\u202e", "\u200b", "\x1b[0m", "\x00", "\u2028", "\xa0"]
)
HOSTILE = st.one_of(st.lists(_PIECES, max_size=8).map("".join), st.text(max_size=20))


@pytest.mark.parametrize("place", SINKS)
@given(outside=HOSTILE)
def test_prose_stays_prose_in(place: str, outside: str) -> None:
    assume(visible(outside).strip())  # nothing at all gives nothing, which is no word
    shown = cell(outside) if place == "cell" else text(outside)
    page, plain = rendered(SINKS[place].format(shown)), rendered(SINKS[place].format("word"))
    assert page.shape == plain.shape
    assert _unquoted(page.words) == _unquoted(plain.words.replace("word", visible(outside)))
    assert not LIVE.search(page.prose)


@pytest.mark.parametrize("place", SINKS)
@given(outside=HOSTILE)
def test_code_stays_code_in(place: str, outside: str) -> None:
    shown = cell(code(outside)) if place == "cell" else code(outside)
    page, plain = rendered(SINKS[place].format(shown)), rendered(SINKS[place].format("word"))
    assert page.shape == plain.shape
    assert page.words == squeezed(plain.words.replace("word", squeezed(visible(outside)) or "(empty)"))


@given(outside=HOSTILE)
def test_a_fence_holds_all_of_it(outside: str) -> None:
    page = rendered(f"before\n{fenced(outside)}\nafter\n")
    assert page.shape == rendered("before\n```text\nword\n```\nafter\n").shape
    expected = f"before {squeezed(visible(outside)) or '(empty)'} after"
    assert page.words.replace("\\x2f", "/") == expected.replace("\\x2f", "/")  # a bot's command loses its slash


@given(outside=HOSTILE)
def test_no_filter_lets_a_marker_of_a_block_through(outside: str) -> None:
    for spoofed in (f"<!-- incident:block x -->{outside}", f"{outside}<!--  incident:end x"):
        for shown in (text(spoofed), code(spoofed), fenced(spoofed), cell(spoofed)):
            assert not re.search(r"<!--\s*incident", shown)


def _unquoted(words: str) -> str:
    """Prose shows a phrase in backticks as code, which takes the backticks and the blanks inside them away."""
    return re.sub(r"[`\s]", "", words)

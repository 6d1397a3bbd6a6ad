import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from templates.outside_text import cell, code, text
from templates.page_prose import prose
from templates.safe import Safe, filled
from tests.reports.page.html_outline import outline

CITED = {"log-1": ("log-1", "log 1"), "log-a-2": ("log-A", "log 2")}


@pytest.mark.parametrize(
    ("sentence", "html"),
    [
        (Safe("Plain words."), "Plain words."),
        (code("a <b> & `c`"), "<code>a &lt;b&gt; &amp; `c`</code>"),
        (code("`a`"), "<code>`a`</code>"),  # Markdown's padding is no part of the code
        (code(" "), "(empty)"),
        (Safe("**P0, new:** it *may*."), "<strong>P0, new:</strong> it <em>may</em>."),
        (
            Safe("It fails.[^log-1][^log-a-2]"),
            'It fails. <a class="cite" href="#log-1">log 1</a> <a class="cite" href="#log-A">log 2</a>',
        ),
        (Safe("[^gone-1]"), "[^gone-1]"),
        (Safe("**open"), "<strong>open</strong>"),
        (Safe("**a *b** c*"), "<strong>a <em>b<strong> c<em></em></strong></em></strong>"),  # never crossed tags
        ("it is <b>", "it is <code>&lt;b&gt;</code>"),  # plain text becomes a safe sentence first
        ("**not ours** [^log-1]", "<code>**not ours** [^log-1]</code>"),
    ],
)
def test_a_safe_sentence_becomes_html(sentence: str, html: str) -> None:
    assert prose(sentence, CITED) == html


@given(st.text(), st.sampled_from([text, code, cell]))
def test_whatever_the_text_it_stays_text(outside: str, made: object) -> None:
    assert callable(made)
    html = prose(filled("**{a}** and {a}[^log-1]", a=made(outside)), CITED)
    found = outline(html)
    assert found.errors == []
    assert {tag.split(".")[0] for tag in found.shape} <= {"code", "strong", "a", "em"}
    assert found.values("href") == ["#log-1"]


@given(st.text())
def test_no_word_is_lost_on_the_way(outside: str) -> None:
    markdown = re.sub(r"`+ ?| ?`+", "", text(outside))
    shown = "".join(outline(prose(outside, {})).text)
    assert re.sub(r"[\s`]", "", shown) == re.sub(r"[\s`]", "", markdown)

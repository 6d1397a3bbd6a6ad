"""Texts as the words that are compared: letters, digits and what a cut leaves, without the marks of Markdown."""

import re

from templates.hidden_characters import visible

_WORD = re.compile(r"⟨[^⟩]*⟩|⟦[^⟧]*⟧|\w*…|\w+|%")

_CONFIDENCE = ("confirmed", "probable", "possible", "refuted")
_STATES = ("new", "worse", "persisting", "resolved", "flaky", "before", "after")
_AMOUNTS = ("not", "no", "none", "never", "neither", "all", "some", "every", "only")
_LEVELS = ("caused", "p0", "p1", "p2", "pass", "passed", "fail", "failed", "go")
BOUND = frozenset((*_CONFIDENCE, *_STATES, *_AMOUNTS, *_LEVELS))
"""Words that say something of the data: alone they are never ours to choose."""


def words(text: str) -> tuple[str, ...]:
    """In small letters, because a sentence may begin with any of them; a column and a footnote are one word each."""
    return tuple(_WORD.findall(visible(text).casefold()))


def bound(word: str) -> bool:
    return word in BOUND or any(each.isdigit() for each in word)

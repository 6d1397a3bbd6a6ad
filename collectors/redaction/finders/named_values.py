"""Values that a name gives away."""

import re
from collections.abc import Iterator

from collectors.redaction.found import Found
from collectors.redaction.judging.assignments import ANCHOR, is_tag, value_span
from collectors.redaction.judging.judgement import Named, is_guessable, kind_of
from collectors.redaction.judging.telling_names import Tells, what_tells
from collectors.redaction.linear_search import places, reach_back
from collectors.redaction.view import View

_NAME = re.compile(r"[A-Za-z0-9_.$-]+")
_WORD_BEFORE = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,30}) \Z")
_TAG_OPENS = re.compile(r"<(?:[\w-]{1,30}:)?\Z")
_DIGITS = re.compile(r"\+?[0-9(][0-9 ()./-]{2,24}[0-9]")
_GOES_ON = re.compile(r",? [a-z]{2,}")  # small words follow, as in a sentence
_NEEDS_A_WORD_BEFORE = frozenset(("key", "keys", "code", "number", "token", "tokens"))
_AFTER = 8


def named_values(view: View) -> Iterator[Found]:
    reached = 0
    for start, end in places(ANCHOR, view):
        found = _behind(view.text, start, end) if start >= reached else None
        if found:
            reached = found.end
            yield found


def _behind(text: str, start: int, end: int) -> Found | None:
    name, first = _full_name(text, start)
    glue = text[first + len(name) : end]
    name = _with_word_before(text, first, name)
    tells = what_tells(name)
    if tells is Tells.NOTHING or (is_tag(glue) and not _TAG_OPENS.search(text, max(0, first - 40), first)):
        return None
    at, stop, quoted = value_span(text, end, glue)
    if tells is Tells.NUMBER and not quoted:
        number = _DIGITS.match(text, at)
        stop = number.end() if number else stop
    named = Named(
        name,
        text[at:stop],
        glue,
        after=text[stop : stop + _AFTER],
        quoted=quoted,
        in_sentence=glue == ":" and text[end : end + 1] == " " and _GOES_ON.match(text, stop) is not None,
        listed=("," in glue or "|" in glue) and "=" not in glue and ":" not in glue,
    )
    kind = kind_of(named)
    return Found(at, stop, kind, kind != "secret" or is_guessable(named.value)) if kind else None


def _full_name(text: str, start: int) -> tuple[str, int]:
    """The name that the telling part is in, and where it starts."""
    first = reach_back(_NAME, text, start, 80)
    while first < start and text[first] in ".$-":
        first += 1
    whole = _NAME.match(text, first)
    return (whole[0].rstrip(".-") if whole else "", first)


def _with_word_before(text: str, first: int, name: str) -> str:
    """`API key` is one name in two words."""
    before = None
    if name.lower() in _NEEDS_A_WORD_BEFORE:
        before = _WORD_BEFORE.search(text, max(0, first - 34), first)
    return f"{before[1]}_{name}" if before else name

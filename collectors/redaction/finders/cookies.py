"""Cookies: what each holds goes, its name stays."""

import re
from collections.abc import Iterator

from collectors.redaction.found import Found
from collectors.redaction.judging.values import is_word, looks_random, stands_in
from collectors.redaction.linear_search import places
from collectors.redaction.view import View

_GLUE = r"[\"'`\\\])]{0,4}\s{0,3}(?:=>|[:=,])"
_ANCHOR = rf"(?i:cookies?){_GLUE}"
CLUE = r"(?i:cookies?)[\"'`\\\])]*\s*(?:=>|[:=,])[^=;\r\n]*=[^\s;,]"

_OPENED = re.compile(r"[ \t]{0,3}[\[({]{0,2}[ \t]?(?:[bru]{0,2}\\{0,4}([\"'`]))?")
_LINE = {"": re.compile(r"[^\r\n\"'\f]{1,8000}")} | {
    quote: re.compile(rf"[^{quote}\r\n\f]{{1,8000}}") for quote in "\"'`"
}
_PAIR = re.compile(r"([^\s=;,\"'{]{1,200})=([^\s;,]{1,4096})")
_ATTRIBUTES = frozenset(
    ("path", "domain", "expires", "max-age", "samesite", "secure", "httponly", "priority", "partitioned", "version")
)
_PLAIN = 6


def cookies(view: View) -> Iterator[Found]:
    """From the name of a Cookie or Set-Cookie header on."""
    text = view.text
    reached = 0
    for start, end in places(_ANCHOR, view):
        if start < reached:
            continue
        opened = _OPENED.match(text, end)
        at, quote = (opened.end(), opened[1] or "") if opened else (end, "")
        line = _LINE[quote].match(text, at)
        if line:
            reached = line.end()
            setting = text[max(0, start - 4) : start].lower().startswith("set")
            yield from _values(text, at, line.end(), setting=setting)


def _values(text: str, start: int, end: int, *, setting: bool) -> Iterator[Found]:
    """Set-Cookie has one pair, and then attributes."""
    for pair in _PAIR.finditer(text, start, end):
        value = pair[2].rstrip("\\])}.")
        if pair[1].lower() in _ATTRIBUTES or stands_in(value):
            continue
        if len(value) >= _PLAIN and not (is_word(value) and len(value) < 2 * _PLAIN):
            yield Found(pair.start(2), pair.start(2) + len(value), "cookie", not looks_random(value, 20))
        if setting:
            return

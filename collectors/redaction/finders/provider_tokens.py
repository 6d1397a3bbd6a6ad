"""Secrets that are known by their form, wherever they stand."""

import re
from collections.abc import Iterator

from collectors.redaction.finders.provider_formats import FORMATS, Format
from collectors.redaction.found import Found
from collectors.redaction.judging.values import is_hex, is_word, looks_random, stands_in
from collectors.redaction.linear_search import places, reach_back
from collectors.redaction.view import View


def _pattern(known: Format, least: int, most: str) -> str:
    return f"{known.lead}({known.body}{{{least},{most}}})" if known.body else f"{known.lead}()"


def _anchor(known: Format) -> str:
    """What the search over the whole text asks for: of a lead that may be a word, more of what follows."""
    least = min(known.least, 3 if known.sure else 6)
    return f"{known.lead}{known.body}{{{least}}}" if known.body else known.lead


_ANCHOR = "|".join(_anchor(known) for known in FORMATS)
_UNSURE = "|".join(_anchor(known) for known in FORMATS if not known.sure and not known.before)
CLUE = "|".join((rf"(?:\b|_)(?:{_UNSURE})", *(_anchor(known) for known in FORMATS if known.sure or known.before)))

_JUDGED = 300  # characters of a body that tell what it is
_LONGEST = 8000
# A body of known length ends there: what a file's name or a sentence adds is not part of it.
_KNOWN = tuple(
    (
        known,
        re.compile(_pattern(known, known.least, str(known.full or max(_JUDGED, known.least)))),
        re.compile(f"(?:{known.before})\\Z"),
        re.compile(f"{known.body}{{0,{0 if known.full or not known.body else _LONGEST}}}" if known.body else ""),
    )
    for known in FORMATS
)
_ANY = re.compile("|".join(pattern.pattern for _, pattern, _, _ in _KNOWN))
_SURE_LEAD = re.compile("|".join(known.lead for known in FORMATS if known.sure))
_LEFT = 170
_ENCODED = re.compile(r"[A-Za-z0-9+/_-]*")
# Names of images and pods are a word and a hash.
_NAMED_HEX = re.compile(r"(?:key|tok|token|secret)_[0-9a-fA-F]+\Z")


def provider_tokens(view: View) -> Iterator[Found]:
    reached = 0
    for start, end in places(_ANCHOR, view):
        found = _first(view.text, start, end) if start >= reached else None
        if found:
            reached = found.end
            yield found


def _first(text: str, start: int, end: int) -> Found | None:
    """What starts there, or else the sure one that starts within: `s.` may be the end of a word before a token."""
    found = _at(text, start) if _ANY.match(text, start) else None
    within = None if found else _SURE_LEAD.search(text, start + 1, end)
    return _at(text, within.start()) if within else found


def _at(text: str, start: int) -> Found | None:
    for known, pattern, before, rest in _KNOWN:
        match = pattern.match(text, start)
        if not match:
            continue
        leading = before.search(text, max(0, start - _LEFT), start) if known.before else match
        if leading and _holds(known, text, leading.start(), match):
            more = rest.match(text, match.end())
            token = text[start : more.end() if more else match.end()]
            # Full stops and dashes at the end belong to the sentence.
            return Found(leading.start(), start + len(token.rstrip(".…-\\ \r\n\t")), known.kind)
    return None


def _holds(known: Format, text: str, first: int, match: re.Match[str]) -> bool:
    body = match[1].rstrip(".…")
    last = text[first - 1] if first else " "
    if len(body) < known.least or (body and stands_in(body)):
        return False
    if (last.isalnum() or last in "+/-_") and _in_encoded_content(text, first):
        return False
    ends = not known.full or not _goes_on(known, text, match.end())
    if known.sure:
        # Behind a letter only what is right to the last character.
        glued = last.isalnum() and text[first].isalnum()
        return not (body and is_word(body)) and (not glued or (ends and 0 < known.full == len(body)))
    if last.isalnum() or not ends or (known.kind == "secret" and is_hex(body) and not _NAMED_HEX.search(match[0])):
        return False
    return looks_random(text[first : match.end()] if known.before else body)


def _goes_on(known: Format, text: str, end: int) -> bool:
    return end < len(text) and re.match(known.body, text[end]) is not None


def _in_encoded_content(text: str, first: int) -> bool:
    """Inside an image anything occurs; in a path a slash stands before a token."""
    return looks_random(text[reach_back(_ENCODED, text, first, 64) : first], 16)

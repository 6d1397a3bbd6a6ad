"""Secrets that a sentence names: "using password 'x'", "the code is 123456"."""

import re
from collections.abc import Iterator

from collectors.redaction.found import Found
from collectors.redaction.judging.judgement import is_guessable
from collectors.redaction.judging.telling_names import Tells, what_tells
from collectors.redaction.judging.values import is_hex, is_uuid, is_word, looks_random, stands_in
from collectors.redaction.linear_search import places, reach_back
from collectors.redaction.view import View

_ACCESS_WORD = r"(?i:password|passwd|passphrase|passcode|passwort|pwd|mot de passe|contrase.a|senha|kennwort)"
_GENERATED = (
    r"(?i:secret|token|credentials?"
    r"|(?:api|access|account|private|signing|encryption|master|shared|auth|license|secret|admin|unseal)[ _-]keys?)"
)
_CODE = (
    r"(?i:(?:verification|one[- ]time|security|login|confirmation|auth\w*|access|2fa|mfa|otp|sms|reset|recovery"
    r"|backup|pin)[ -]?(?:pass)?codes?|\botp|\bpin)"
)
_NOUN = f"(?:{_ACCESS_WORD}|{_GENERATED}|{_CODE})"
_LINK = (
    r"(?i:\s*[:=]?\s+(?:is|was|of|as|to|value|named?|set|reset|changed|now|equals|[0-9]{1,2}|for \w[\w@.-]*(?: is|:)"
    r"|(?:set|reset|changed|updated|resolved) to|provided|used|given|:|->?)){0,2}\s*:?\s*"
)
_ANCHOR = _NOUN + _LINK + r"\s[\s\"'`(\[]{0,2}[^\s\"'`(\[]"
CLUE = _ANCHOR + r"[^\s\"'`(\[]{2}"

_IS_CODE = re.compile(_CODE)
_IS_ACCESS_WORD = re.compile(_ACCESS_WORD)
_BARE = re.compile(r"[^\s\"'`,;<>()\]\f]{1,4000}")
_UNTIL = {quote: re.compile(rf"[^{quote}\r\n\f]{{1,400}}") for quote in "\"'`"}
_DIGITS = re.compile(r"[0-9]{4,8}(?![\w-])|[a-z0-9]{4,6}(?:-[a-z0-9]{4,6}){1,3}(?![\w-])")
_JOINED = re.compile(r"[A-Za-z]+")
_ATTRIBUTE = re.compile(r"[\w:-]+=|--?\w")
_QUOTE_ENDED = re.compile(r"[,;:)\]}. ]")
_PAIR = re.compile(r"[\w.@-]{1,60}:(?=[^\s:/]{4})")
_WORD_BEFORE = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,30})[ _-]\Z")


def sentence_secrets(view: View) -> Iterator[Found]:
    for start, end in places(_ANCHOR, view):
        found = _behind(view.text, start, end - 1)
        if found:
            yield found


def _behind(text: str, start: int, at: int) -> Found | None:
    if start and text[start - 1].isalpha() and text[start].islower():
        joined = _JOINED.match(text, reach_back(_JOINED, text, start, 30))
        if not joined or what_tells(joined[0]) not in (Tells.PASSWORD, Tells.SECRET):
            return None  # the end of another word
    before = _WORD_BEFORE.search(text, max(0, start - 34), start)
    if before and what_tells(f"{before[1]}_token") is Tells.NOTHING:
        return None
    if _IS_CODE.match(text, start):
        code = _DIGITS.match(text, at)
        return Found(at, code.end(), "password", guessable=True) if code else None
    quote = text[at - 1] if text[at - 1] in _UNTIL else ""
    match = (_UNTIL[quote] if quote else _BARE).match(text, at)
    value = match[0] if match and quote else match[0].rstrip(".:…!?") if match else ""
    if _IS_ACCESS_WORD.match(text, start):
        closed = bool(quote) and text[at + len(value) : at + len(value) + 1] == quote
        return Found(at, at + len(value), "password", guessable=True) if _is_password(value, quoted=closed) else None
    pair = _PAIR.match(value)
    if pair and _is_password(value[pair.end() :], quoted=False) and text[start : start + 4].lower() == "cred":
        return Found(at + pair.end(), at + len(value), "password", guessable=True)
    return Found(at, at + len(value), "secret", is_guessable(value)) if _is_generated(value) else None


def _is_password(value: str, *, quoted: bool) -> bool:
    if len(value) < 3 or stands_in(value, quoted=quoted) or (_QUOTE_ENDED if quoted else _ATTRIBUTE).match(value):
        return False
    signs = any(char.isdigit() or not (char.isalnum() or char in "-_'/.") for char in value)
    return quoted or (signs and not value.isdigit())


def _is_generated(value: str) -> bool:
    if stands_in(value) or is_word(value):
        return False
    return looks_random(value, 16) or (is_hex(value) and len(value) >= 20) or is_uuid(value)

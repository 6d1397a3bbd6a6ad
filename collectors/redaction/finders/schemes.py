"""Credentials behind an authorization scheme, with or without the header's name before it."""

import base64
import binascii
import re
from collections.abc import Iterator

from collectors.redaction.found import Found
from collectors.redaction.judging.judgement import is_guessable
from collectors.redaction.judging.values import looks_random, stands_in
from collectors.redaction.linear_search import places
from collectors.redaction.view import View

_SCHEMES = r"(?i:\b(?:bearer|basic|ssws|api-?token|api-?key|negotiate|ntlm|genie-?key|splunk)(?:\s{1,3}|%20|\+))"
_SCHEME_ANCHOR = _SCHEMES + r"[\w./+~=-]"
_HEADER_ANCHOR = (
    r"(?i:authori[sz]ation)[\"'`\\\])]{0,4}(?:\s{0,3}(?:=>|[:=])|\s{0,2},\s{0,2})[\s\"'`\[(b\\]{0,8}[\w./+~=-]"
)
CLUE = _SCHEMES + r"[\w./+~=-]{6}|(?i:authori[sz]ation)[\"'`\\\])]*\s*(?:=>|[:=,])[\s\"'`\[(b\\]*[\w./+~=-]"

_NAMED_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,30})(?: {1,3}|%20|\+|:)")
_CREDENTIAL = re.compile(r"[^\s\"'`,;<>)}\]\\]{1,8000}")
_NAME = re.compile(r"_?[A-Za-z]+(?:[-_][A-Za-z]+)*")
_PARAMETERS = frozenset(("digest", "oauth", "hawk", "signature", "aws4-hmac-sha256", "goog4-rsa-sha256", "mac"))
_PARAMETER = re.compile(r"(\w{1,40})=\\*\"?([^\s\",\\]{8,4000})")
_PUBLIC = frozenset(
    ("realm", "username", "uri", "qop", "nc", "keyid", "algorithm", "headers", "signedheaders", "credential", "id",
     "ts", "oauth_consumer_key", "oauth_nonce", "oauth_timestamp", "oauth_signature_method", "oauth_version", "nonce",
     "opaque", "cnonce")
)  # fmt: skip
_LONGEST_LINE = 2000


def scheme_credentials(view: View) -> Iterator[Found]:
    """What an Authorization header holds, and a scheme's name with something behind it that looks the part."""
    text = view.text
    reached = 0
    for _, end in places(_HEADER_ANCHOR, view):
        if end > reached:
            for found in _in_header(text, end - 1):
                reached = found.end
                yield found
    for start, end in places(_SCHEME_ANCHOR, view):
        credential = _CREDENTIAL.match(text, end - 1)
        value = credential[0].rstrip(".…:") if credential else ""
        if end > reached and _looks_the_part(value, basic=text[start : start + 5].lower() == "basic"):
            reached = end - 1 + len(value)
            yield Found(end - 1, reached, "authorization", is_guessable(value))


def _in_header(text: str, at: int) -> Iterator[Found]:
    scheme = _NAMED_SCHEME.match(text, at)
    start = scheme.end() if scheme else at
    if scheme and scheme[1].lower() in _PARAMETERS:
        yield from _parameters(text, start)
        return
    credential = _CREDENTIAL.match(text, start)
    value = credential[0].rstrip(".…:") if credential else ""
    if len(value) >= 6 and not stands_in(value) and not _NAME.fullmatch(value):
        yield Found(start, start + len(value), "authorization", is_guessable(value))


def _parameters(text: str, at: int) -> Iterator[Found]:
    line = text.find("\n", at, at + _LONGEST_LINE)
    for pair in _PARAMETER.finditer(text, at, line if line >= 0 else at + _LONGEST_LINE):
        if pair[1].lower() not in _PUBLIC:
            value = pair[2].rstrip("')}]")
            yield Found(pair.start(2), pair.start(2) + len(value), "authorization")


def _looks_the_part(value: str, *, basic: bool) -> bool:
    if basic:
        return _is_basic(value)
    if stands_in(value):
        return False
    digits = sum(char.isdigit() for char in value)
    return looks_random(value, 12) or (len(value) >= 16 and 4 <= digits < len(value))


def _is_basic(value: str) -> bool:
    """Whether it is a name, a colon and a password in base64, as far as it goes."""
    try:
        decoded = base64.b64decode(value[: len(value) // 4 * 4], validate=True)
    except (binascii.Error, ValueError):
        return False
    return len(decoded) >= 6 and b":" in decoded and all(32 <= byte < 127 for byte in decoded)

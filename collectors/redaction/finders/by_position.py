"""Secrets that only their position gives away: in calls, in SQL, in mail protocols, in paths that open a door."""

import base64
import binascii
import re
from collections.abc import Iterator

from collectors.redaction.found import Found
from collectors.redaction.judging.values import looks_random, stands_in
from collectors.redaction.linear_search import places
from collectors.redaction.view import View

# auth=("ann", "..."), HTTPBasicAuth('ann', '...')
_PAIR = r"(?i:auth)\s{0,2}=?\s{0,2}\(\s{0,2}[\"'][^\"'\s]{1,100}[\"'],\s{0,2}[\"'][^\"']"
_SQL = r"IDENTIFIED(?: WITH \S{1,40})? (?:BY|AS)(?: PASSWORD)? ['\"][^'\"]"
_PROTOCOL = r"(?i:\bauth (?:plain|login|xoauth2)) [A-Za-z0-9+/]"
_PATH = (
    r"(?i:/(?:verify|verification|reset|reset-?password|password-?reset|invite|invitation|invitations|confirm"
    r"|confirmation|activate|activation|magic-?link|unsubscribe))/[A-Za-z0-9_-]"
)
# Looser than what is looked for, for an automaton that counts little is small.
CLUE = (
    r"(?i:auth)\s?=?\s?\(\s?[\"'][^\"'\s]+[\"'],|IDENTIFIED (?:WITH|BY|AS)|(?i:\bauth (?:plain|login|xoauth2) )"
    rf"|{_PATH}"
)

_QUOTED = re.compile(r"[^\"'\r\n\f]{1,400}")
_ENCODED = re.compile(r"[A-Za-z0-9+/=]{4,2000}(?: [A-Za-z0-9+/=]{4,2000})?")
_PART = re.compile(r"[A-Za-z0-9_.-]{20,1000}")


def secrets_by_position(view: View) -> Iterator[Found]:
    text = view.text
    for anchor in (_PAIR, _SQL):
        for _, end in places(anchor, view):
            secret = _QUOTED.match(text, end - 1)
            if secret and not stands_in(secret[0], quoted=True):
                yield Found(secret.start(), secret.end(), "password", guessable=True)
    for _, end in places(_PROTOCOL, view):
        secret = _ENCODED.match(text, end - 1)
        if secret and all(map(_is_encoded_text, secret[0].split())):
            yield Found(secret.start(), secret.end(), "password", guessable=True)
    for _, end in places(_PATH, view):
        part = _PART.match(text, end - 1)
        if part and looks_random(part[0], 20):
            yield Found(part.start(), part.end(), "secret")


def _is_encoded_text(word: str) -> bool:
    try:
        decoded = base64.b64decode(word, validate=True)
    except (binascii.Error, ValueError):
        return False
    return all(byte in (0, 1) or 32 <= byte < 127 for byte in decoded)

"""Secrets that only their position gives away: in calls, SQL, mail protocols, and paths that let in whoever has them."""

import re
from collections.abc import Iterator

from collectors.redaction.found import Found
from collectors.redaction.linear_search import places
from collectors.redaction.values import looks_random, stands_in
from collectors.redaction.view import View

# auth=("ann", "..."), HTTPBasicAuth('ann', '...')
_PAIR = r"(?i:auth)\s{0,2}=?\s{0,2}\(\s{0,2}[\"'][^\"'\s]{1,100}[\"'],\s{0,2}[\"'][^\"']"
_SQL = r"(?i:identified(?: with \S{1,40})? (?:by|as)(?: password)?) ['\"][^'\"]"
_PROTOCOL = r"(?i:\bauth (?:plain|login|xoauth2)) [A-Za-z0-9+/]"
_PATH = (
    r"(?i:/(?:verify|verification|reset|reset-?password|password-?reset|invite|invitation|invitations|confirm"
    r"|confirmation|activate|activation|magic-?link|unsubscribe))/[A-Za-z0-9_-]"
)
# Looser than what is looked for, for an automaton that counts little is small.
CLUE = (
    r"(?i:auth)\s?=?\s?\(\s?[\"'][^\"'\s]+[\"'],|(?i:identified (?:with|by|as))|(?i:\bauth (?:plain|login|xoauth2) )"
    rf"|{_PATH}"
)

_QUOTED = re.compile(r"[^\"'\r\n\f]{1,400}")
_ENCODED = re.compile(r"[A-Za-z0-9+/=]{8,2000}(?: [A-Za-z0-9+/=]{8,2000})?")
_PART = re.compile(r"[A-Za-z0-9_.-]{20,1000}")


def secrets_by_position(view: View) -> Iterator[Found]:
    text = view.text
    for anchor, value in ((_PAIR, _QUOTED), (_SQL, _QUOTED), (_PROTOCOL, _ENCODED)):
        for _, end in places(anchor, view):
            secret = value.match(text, end - 1)
            if secret and not stands_in(secret[0], quoted=True):
                yield Found(secret.start(), secret.end(), "password", guessable=True)
    for _, end in places(_PATH, view):
        part = _PART.match(text, end - 1)
        if part and looks_random(part[0], 20):
            yield Found(part.start(), part.end(), "secret")

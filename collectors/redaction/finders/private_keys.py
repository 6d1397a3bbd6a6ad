"""Private keys in their armour, whole or cut; certificates and public keys stay."""

import re
from collections.abc import Iterator

from collectors.redaction.found import Found
from collectors.redaction.linear_search import places, reach_back
from collectors.redaction.view import View

CLUE = r"PRIVATE KEY|Private-Lines:|BEGIN [A-Z ]+SECRET KEY"
_ANCHOR = r"(?:BEGIN|END) [A-Z0-9 ]{0,40}(?:PRIVATE|SECRET) KEY(?: BLOCK)?-{0,5}|Private-Lines: [0-9]+"
# Cut at its end, a key goes on as far as there is base64, line breaks and the headers of its armour.
_BODY = re.compile(r"(?:[A-Za-z0-9+/=:,\s-]|\\+[nrt]|\\\n)*")
_LINE_BACK = re.compile(r"[A-Za-z0-9+/=]*")
_BREAK_BACK = re.compile(r"-{0,5}(?:\s{1,80}|(?:[nr]\\{1,4}){1,2})?")
_LONGEST = 20_000
_LEAST = 16


def private_keys(view: View) -> Iterator[Found]:
    text = view.text
    reached = 0
    for start, end in places(_ANCHOR, view):
        if start < reached:
            continue
        found = _before(text, start, reached) if text.startswith("END", start) else _after(text, end)
        if found:
            reached = found.end
            yield found


def _after(text: str, end: int) -> Found | None:
    stop = text.find("-----END", end, end + _LONGEST)
    if stop < 0:
        body = _BODY.match(text, end, min(len(text), end + _LONGEST))
        stop = end + len(body[0].rstrip()) if body else end
    return Found(end, stop, "private-key") if any(char.isalnum() for char in text[end:stop]) else None


def _before(text: str, start: int, after: int) -> Found | None:
    """The lines before the end of a key whose beginning was cut off."""
    first = stop = reach_back(_BREAK_BACK, text, start)
    while first > max(after, start - _LONGEST):
        line = max(after, reach_back(_LINE_BACK, text, first, 200))
        # The first line may have been cut anywhere; a word of a sentence is shorter.
        if first - line < _LEAST and first != stop:
            break
        if line == first:
            break
        first = line
        gap = reach_back(_BREAK_BACK, text, first)
        if gap == first or first - gap > 80:
            break
        first = gap
    first = stop - len(text[first:stop].lstrip(" \t\r\n\\-"))
    return Found(first, stop, "private-key") if stop - first >= _LEAST else None

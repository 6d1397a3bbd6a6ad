"""JSON web tokens, whole or cut at either end, plain or in base64 once more."""

import base64
import binascii
import re
from collections.abc import Iterator

from collectors.redaction.found import Found
from collectors.redaction.linear_search import places, reach_back
from collectors.redaction.view import View

_TELLING = (
    '"alg":"', '"typ":"', '"kid":"', '"enc":"', '"iss":"', '"sub":"', '"aud":', '"exp":1', '"iat":1', '"nbf":1',
    '"jti":"', '"azp":"', '"scope":', '"roles":', '"email":"',
)  # fmt: skip
_HEADS = ("eyJhbGciOi", "eyJ0eXAiOi", "eyJraWQiOi", "eyJlbmMiOi")


def _in_base64(text: str) -> tuple[str, ...]:
    """What a piece of text becomes in base64 wherever it starts: the characters that do not depend on neighbours."""
    forms = []
    for lead in range(3):
        encoded = base64.b64encode(b"\x00" * lead + text.encode())
        whole = (lead + len(text)) * 8 // 6
        forms.append(encoded[(lead * 8 + 5) // 6 : whole].decode())
    return tuple(forms)


_PIECES = sorted({piece for text in (*_TELLING, *_HEADS) for piece in _in_base64(text)})
CLUE = r"eyJ[A-Za-z0-9_+/=-]{6}|" + "|".join(re.escape(piece) for piece in _PIECES)

_BEFORE = re.compile(r"[A-Za-z0-9_+/=.-]*")
_RUN = re.compile(r"[A-Za-z0-9_+/=-]{0,20000}(?:\.[A-Za-z0-9_+/=-]{1,20000}){0,5}")
_PART = re.compile(r"[A-Za-z0-9_+/=-]{0,400}")
_CLAIM = re.compile(rb"\"(?:alg|typ|kid|enc|iss|sub|aud|exp|iat|nbf|jti|azp|scope|roles|email|amr|sid|upn)\"\s*:")
_LONGEST = 4000
_LEAST_SIGNATURE = 16


def web_tokens(view: View) -> Iterator[Found]:
    text = view.text
    reached = 0
    looked_at = 0  # how far a run reaches in which no fragment was found
    for start, _ in places(CLUE, view):
        if start < reached:
            continue
        found = _whole(text, start) if text.startswith("eyJ", start) else None
        if not found and start >= looked_at:
            found, looked_at = _fragment(text, start, reached)
        if found:
            reached = found.end
            yield found


def _whole(text: str, start: int) -> Found | None:
    """From the start of a token on, if that is what it is: a cursor is encoded JSON, too."""
    part = _PART.match(text, start)
    head = _decoded(part[0]) if part else b""
    if not head.startswith(b'{"'):
        return None
    run = _RUN.match(text, start)
    parts = run[0].split(".") if run else [""]
    signed = len(parts) >= 3 and len(parts[-1]) >= _LEAST_SIGNATURE
    if not (signed or _CLAIM.search(head) or b'{"alg' in head or (len(parts) > 1 and parts[1].startswith("eyJ"))):
        return None
    return Found(start, run.end() if run else start, "jwt")


def _fragment(text: str, start: int, after: int) -> tuple[Found | None, int]:
    """A token whose start was cut off or encoded, and how far was looked."""
    first = max(after, reach_back(_BEFORE, text, start, _LONGEST))
    run = _RUN.match(text, start)
    end = run.end() if run else start
    # A full stop or a dash before the first part belongs to what was said there.
    while first < start and text[first] in ".=-":
        first += 1
    told = end - first >= 12 and any(_reads_as_claims(text[first:end], shift) for shift in range(4))
    return (Found(first, end, "jwt") if told else None), end


def _reads_as_claims(run: str, shift: int) -> bool:
    for part in run.split("."):
        decoded = _decoded(part[shift:][:_LONGEST])
        if _CLAIM.search(decoded) or any(head.encode() in decoded for head in _HEADS):
            return True
    return False


def _decoded(part: str) -> bytes:
    """What is encoded in a part, as far as it is whole."""
    whole = part.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(whole[: len(whole) // 4 * 4])
    except (binascii.Error, ValueError):
        return b""

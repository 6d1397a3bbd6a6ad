"""How a name and its value are written beside one another: in settings, code, JSON, markup, headers and forms."""

import re

_LONG = (
    "passw|passphrase|passcode|passe|pwd|secret|token|cred|api[._-]?key|jwt|csrf|xsrf|cookie|signature|sess|kennwort"
    "|senha|wachtwoord|contrase|phone|mobile|social|iban|bearer|connection.?string|card.?num"
    "|(?:private|secret|access|signing|encryption|master|account|auth|shared|app|consumer|client|public)[._-]?key"
)
_SHORT = (
    "key|keys|auth|authentication|sid|sig|code|pin|otp|pw|psw|pass|salt|seed|pepper|sas|hmac|cvv2?|cvc2?|ssn|pan|dsn"
    "|psk|msisdn|tel|telephone|assertion|haslo|parola|heslo|passport|nino|dob|birth.?da(?:y|te)|date.?of.?birth|account.?number|tax.?id|national.?id"
)
_NAMES = rf"(?i:(?:{_LONG})[\w.$-]*|(?:{_SHORT})[0-9_]{{0,3}})"

_CLOSED = r"[\"'`\\\])*]{0,6}"
_SIGN = rf"{_CLOSED}\s{{0,3}}(?::{{1,3}}=|[?+.|]{{1,2}}=|=>|==?|[:=])"
# <name attribute="x">value</name>
_TAG = r"(?:\s[\w:-]{1,40}=[\"'][^\"'<>]{0,80}[\"']){0,4}\s?>"
# {"name": "X", "value": "y"}, and the same as a mapping or an element
_AND_VALUE = (
    r"[\"'\\]*(?:\s+[\w-]+=[\"'][^\"'<>]{0,60}[\"']){0,2}\s*[,;]?\s*[\"'\\]*(?:value|content|default)[\"'\\]*\s*[:=]"
)
_NEIGHBOUR = r"(?:[\"']\s{0,2}[,;]\s{0,2}b?[\"']|\s{1,30}\|\s{1,30})"
# A part of a form that was sent
_PART = r"\"(?:\r?\n[\w-]+:[^\r\n]*)*\r?\n\r?\n"
# A type between a name and its value, as in Go, Kotlin, TypeScript and annotated Python
_TYPED = (
    r"(?:\s+|\s?:\s?)[*&\[\]]{0,3}(?:const |Optional\[|Final\[)?(?i:string|str|secretstr|char|bytes?|text|any|object)"
    r"[\w.<>\[\]|?* ]{0,30}?\s?:?=\s?[\"'`]"
)
ANCHOR = f"{_NAMES}(?:{_TYPED}|{_SIGN}|{_TAG}|{_AND_VALUE}|{_NEIGHBOUR}|{_PART})"
"""In RE2's words: a telling name, or the end of one, up to where its value starts."""

_LOOSE = (
    r"(?:[\"'`\\\])*]*\s*(?:[?+.|]*[:=>,;|]|\s(?i:value|content|default)\b)|[\"'\\]*\s+[\w:-]+="
    r"|[ :]+[*&?A-Za-z][\w.<>\[\]|? ]*=\s?[\"'`]|\"\r?\n)[\s\"'`\[(b\\>:=|+-]*"
)
CLUE = rf"(?i:{_LONG})[\w.$-]*{_LOOSE}[^\s\"'`\[(\\]|(?i:{_SHORT})[0-9_]*{_LOOSE}[\w/+.%~$!@*:-]{{4}}"
"""Looser than the anchor, for an automaton that counts little is small."""

_OPENED = re.compile(
    r"[ \t]{0,3}(?:\\?\r?\n[ \t]{0,40}(?=[\"'`]))?"
    r"(?:!!?\w{1,20}[ \t]+|[|>][+-]?[0-9]?[ \t]{0,3}\r?\n[ \t]{1,40}|string\([0-9]{1,4}\)[ \t])?"  # YAML, PHP
    r"[\[(]{0,2}[ \t]?(?:[bBrRuUfF]{0,2}\\{0,4}([\"'`])(?:\1\1)?)?"
)
# In a connection string a value may hold spaces, or signs in braces.
_IN_CONNECTION = re.compile(r"\{[^}\r\n\f]{1,200}\}(?=;|\s|$)|[^;\r\n\"'\f{}=]{1,100}(?=; ?[A-Za-z][\w ]{1,30}=)")
_BARE = re.compile(r"[^\s\"'`,;&<>)}\]|\\]{1,4000}")
_UNTIL = {quote: re.compile(rf"[^{quote}\r\n\f]{{1,4000}}") for quote in "\"'`"}
_LONGEST = 4000


def is_tag(glue: str) -> bool:
    return glue.endswith(">") and not glue.endswith("=>")


def value_span(text: str, at: int, glue: str) -> tuple[int, int, bool]:
    """Where the value starts and ends, and whether it stands in quotes; it is empty where there is none."""
    if is_tag(glue):
        return _in_tag(text, at)
    if glue.endswith(("'", '"', "`")) and ("," in glue or "=" in glue):
        quote = glue[-1]
    else:
        opened = _OPENED.match(text, at)
        at, quote = (opened.end(), opened[1] or "") if opened else (at, "")
    value = _UNTIL[quote].match(text, at) if quote else _IN_CONNECTION.match(text, at) or _BARE.match(text, at)
    if not value:
        return at, at, bool(quote)
    # What ends a bare value may be the sentence's.
    return at, at + len(value[0].rstrip("\\" if quote else ".:…?")), bool(quote)


def _in_tag(text: str, at: int) -> tuple[int, int, bool]:
    end = text.find("<", at, at + _LONGEST)
    inside = text[at:end] if end >= 0 else ""
    return at + len(inside) - len(inside.lstrip()), at + len(inside.rstrip()), False

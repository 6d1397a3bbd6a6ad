"""Whether what stands behind a telling name is the secret itself."""

import re
from typing import NamedTuple

from collectors.redaction.judging.telling_names import Tells, what_tells, words_of
from collectors.redaction.judging.values import is_hex, is_uuid, is_word, looks_random, stands_in

_NO_SECRET = re.compile(
    r"[0-9TZ.:,/+ -]{0,9}|0x[0-9a-fA-F]{1,16}|[vV]?[0-9]+(?:[.:/-][0-9TZ]+)+|[a-z][a-z0-9+.-]{1,30}://.*"
    r"|(?:[A-Za-z][A-Za-z0-9._]*-){1,6}v?[0-9]+(?:\.[0-9]+)+[\w.-]*"  # a version
    r"|#[0-9A-Fa-f]{3,8}|#?[a-z]+"  # a colour
)
_PATTERN = re.compile(r"\(\?|\[\^|\\[sSwWdDb]|\{\w[\w.!:]*\}")  # a regular expression, a text to be filled in
_LABEL = re.compile(r"[A-Za-z][A-Za-z ]*(?:[-_./:][A-Za-z ]+)*")
_NUMBER = re.compile(r"\+?[0-9(][0-9 ()./-]{1,24}")
_DIGITS_AND_DOTS = re.compile(r"[0-9]*[.-][0-9.-]*")
_OAUTH_CODE = re.compile(r"[0-9A-Za-z]/[\w-]{16,}|[A-Za-z0-9_.-]{20,}")
_ENV_NAME = re.compile(r"[A-Z][A-Z0-9_]*")
_VARIABLE = re.compile(r"[A-Za-z_$][\w$]*")
_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")
_TYPE = re.compile(r"_?[A-Z][A-Za-z]+")
_TYPE_ENDS = re.compile(r" ?[|,)=]")
_VERSION_OF_SIGNATURE = re.compile(r"^(?:v[0-9]|sha[0-9]{1,3})[:=]|^s:")
_LEAST_DIGITS = {"pin": 4, "cvv": 3, "cvc": 3, "otp": 4, "code": 4}


class Named(NamedTuple):
    """A value and the name before it.

    `glue` is what stands between the two, `after` what follows. `listed` is for two strings with a comma between them,
    which are a pair or just neighbours.
    """

    name: str
    value: str
    glue: str = "="
    after: str = ""
    quoted: bool = False
    in_sentence: bool = False
    listed: bool = False


def kind_of(named: Named) -> str | None:
    """The kind of secret that the value is, or None."""
    tells = what_tells(named.name)
    if tells is Tells.NUMBER:
        return "personal-number" if _is_number(named) else None
    if tells is Tells.NOTHING or stands_in(named.value, quoted=named.quoted) or _is_code(named):
        return None
    if tells is Tells.PASSWORD:
        return "password" if _is_password(named) else None
    if tells is Tells.SECRET:
        return "secret" if _is_secret(named) else None
    return "secret" if _is_random_secret(named) else None


def is_guessable(value: str) -> bool:
    return not looks_random(value, 20)


def _is_code(named: Named) -> bool:
    """Whether the value is a variable or a type: it names what is secret."""
    value = named.value
    if _VARIABLE.fullmatch(value) and (value.lower() == named.name.lower() or _is_telling_variable(value)):
        return not named.quoted or value.isupper() or value.lower() == named.name.lower()
    if named.quoted:
        return False
    if ":" in named.glue and _TYPE.fullmatch(value) and _TYPE_ENDS.match(named.after):
        return True
    if _DOTTED.fullmatch(value) or ("_" in value and _LABEL.fullmatch(value)):
        return named.glue.startswith(" ") and not looks_random(value, 16)
    return value.startswith(":")


def _is_telling_variable(value: str) -> bool:
    words = words_of(value)
    if not value[-1].isalpha() or looks_random(value, 16) or (len(words) < 2 and any(map(str.isdigit, value))):
        return False
    return what_tells(value) in (Tells.PASSWORD, Tells.SECRET)


def _is_password(named: Named) -> bool:
    value = named.value
    if len(value) < 3 or _DIGITS_AND_DOTS.fullmatch(value):
        return False
    if named.listed and not (any(map(str.isdigit, value)) and any(map(str.isalpha, value)) and "_" not in value):
        return False
    if is_word(value) and not named.quoted and (named.in_sentence or named.after[:1] in ("'", '"')):
        return False
    if named.name.lower() in ("pass", "pw", "passes"):
        return not value.replace(".", "").isdigit() and not is_word(value)
    return not (value.isdigit() and len(value) < 4)


def _is_secret(named: Named) -> bool:
    value = named.value
    if len(value) < 6 or _NO_SECRET.fullmatch(value) or _PATTERN.search(value):
        return False
    if " " in value:
        return any(looks_random(word, 16) or (is_hex(word) and len(word) >= 20) for word in value.split())
    if _DOTTED.fullmatch(value) and not named.quoted:
        return looks_random(value, 16)
    if _LABEL.fullmatch(value):
        as_setting = _ENV_NAME.fullmatch(named.name) and (named.quoted or "=" in named.glue) and "/" not in value
        return len(value) >= 8 and (bool(as_setting) or looks_random(value, 10))
    if named.listed:
        return looks_random(value, 12) or is_hex(value)
    return not value.isdigit() or len(value) >= 12


def _is_random_secret(named: Named) -> bool:
    value = _VERSION_OF_SIGNATURE.sub("", named.value)
    if len(value) < 16 or is_uuid(value) or _NO_SECRET.fullmatch(value):
        return False
    last = (words_of(named.name) or ("",))[-1]
    if last in ("cookie", "cookies") and "=" in value.rstrip("="):
        return False  # pairs, which are looked at one by one
    if last == "code":
        return _OAUTH_CODE.fullmatch(value) is not None and looks_random(value, 20)
    if is_hex(value):
        return last not in ("key", "keys", "tokens", "seed") or len(words_of(named.name)) > 1
    return looks_random(value, 16)


def _is_number(named: Named) -> bool:
    digits = sum(char.isdigit() for char in named.value)
    last = (words_of(named.name) or ("",))[-1]
    if any(char.isalpha() for char in named.value):
        return last in ("iban", "passport", "nino") and digits >= 6
    return _NUMBER.fullmatch(named.value) is not None and digits >= _LEAST_DIGITS.get(last, 7)

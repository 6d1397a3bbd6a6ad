"""One token of a message, as it stands between two spaces, with what varies in it masked."""

import re

from collectors.logs.masking.kept_numbers import names_a_kind
from collectors.logs.masking.mask_word import SOURCE_FILE, mask_path, mask_word

# Most tokens with a digit are one number, id or duration with punctuation around it.
_SIMPLE = re.compile(
    r"(?P<open>[\[({<\"'`#$*]*)(?:(?P<num>[+-]?\d+(?:\.\d+)*%?)"
    r"|(?P<id>[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}|(?=[0-9a-fA-F]{0,80}[a-fA-F])[0-9a-fA-F]{6,80})"
    r"|(?P<duration>\d+(?:\.\d+)?(?:ns|us|µs|μs|ms|s|m|h))"
    r")(?P<close>[\])}>\"'`,.;:!?]*)"
)
_FOUR_PARTS = re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}")
_TIME = re.compile(
    r"\d{4}[-/]\d\d[-/]\d\d(?:T\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)"
    r"|\d\d?/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d"
    r"|(?<![\w:.])\d\d:\d\d:\d\d(?:[.,]\d{1,9})?Z?(?![\w:])"
)
_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{1,20}://)([^\s'\"<>)\]}]*)")
_KEYED = re.compile(
    r"(?i:\b(?:code|errno|exit|exitcode|sqlstate|signal)['\"]?[=:(]['\"]?-?\d{1,5}\b"
    r"|\b(?:status(?:_?code)?|http_status)['\"]?[=:(]['\"]?[1-5]\d\d\b"
    r"|\bport['\"]?[=:(]['\"]?\d{1,4}\b)"
)
_PORT = re.compile(r"((?:\d{1,3}\.){3}\d{1,3}|[A-Za-z\]][\w.-]{0,80}):(\d{2,4})(?=[/\s'\",;)\]]|\.?$)")
_NOUNS_OF_CODE = re.compile(
    r"(?i:attributes?|arguments?|modules?|columns?|relations?|tables?|functions?|methods?|fields?|parameters?|variables?"
    r"|class|import|keyword|names?|property|properties|constraint|index|database|schema|sequence)"
)
_DIGITS_OF_A_NAME = 2
_CODE_NAME = re.compile(r"['\"`][A-Za-z_][\w.]{0,120}['\"`]\W{0,5}")
_IPV6 = re.compile(
    r"(?<![\w:])(?=[0-9a-fA-F:]{0,39}::|(?:[0-9a-fA-F]{1,4}:){5})[0-9a-fA-F:]{3,39}(?:%\w{1,15})?(?![\w:])"
)
_WORD = re.compile(r"[\w.@+%/~-]+", re.ASCII)
_FREEZE = {ord(str(digit)): chr(0xE000 + digit) for digit in range(10)}
_THAW = {0xE000 + digit: str(digit) for digit in range(10)}
_CLAUSE_ENDS = frozenset(",.;:)]}!?")


def mask_token(token: str, before: str, after: str) -> str:
    """The token with holes; `before` and `after` are its neighbours, empty at the ends of the message."""
    simple = _SIMPLE.fullmatch(token)
    if simple:
        return _simple(simple, before, after)
    key, equals, value = token.partition("=")
    if equals and value and key.isidentifier() and "=" not in value and "://" not in value:
        return f"{key}={mask_token(value, key, after)}"
    if token[0] in "'\"`" and _NOUNS_OF_CODE.fullmatch(before) and _CODE_NAME.fullmatch(token):
        # `handler_2` is a name; `model_5f7c0514` was made up at run time.
        return token if sum(map(str.isdigit, token)) <= _DIGITS_OF_A_NAME else _composed(token)
    return _composed(token)


def _simple(match: re.Match[str], before: str, after: str) -> str:
    kind = match.lastgroup and next(name for name in ("num", "id", "duration") if match[name])
    number, close = match["num"], match["close"]
    if number:
        if _FOUR_PARTS.fullmatch(number):
            kind = "ip"
        else:
            ends = not after or not _CLAUSE_ENDS.isdisjoint(close) or after.startswith("(") or after == "error"
            if names_a_kind(number, before, after, ends_clause=ends):
                return match[0]
    return f"{match['open']}<{kind}>{close}"


def _composed(token: str) -> str:
    """A token of several words: JSON without spaces, calls, paths, addresses with ports."""
    token = _TIME.sub("<time>", token)
    if "://" in token:
        token = _URL.sub(_url, token)
    if ":" in token or "=" in token or "(" in token:
        token = _IPV6.sub("<ip>", _PORT.sub(_frozen_port, _KEYED.sub(_frozen, token)))
    return _WORD.sub(_word, token).translate(_THAW)


def _url(match: re.Match[str]) -> str:
    """Scheme, host and a configured port stay; who asked and what for does not."""
    scheme, rest = match.groups()
    host, slash, path = rest.partition("?")[0].partition("/")
    name, colon, port = host.rpartition("@")[2].partition(":")
    shown = "<num>" if len(port) > 4 and port.isdigit() else port.translate(_FREEZE)
    return f"{scheme}{_bare(name)}{colon}{shown}{slash}{mask_path(path)}"


def _frozen(match: re.Match[str]) -> str:
    """The digits as private characters, which no mask takes for digits."""
    return match[0].translate(_FREEZE)


def _frozen_port(match: re.Match[str]) -> str:
    host, port = match.groups()
    return match[0] if SOURCE_FILE.search(host) else f"{host}:{port.translate(_FREEZE)}"


def _word(match: re.Match[str]) -> str:
    return _bare(match[0])


def _bare(word: str) -> str:
    """Full stops and dashes at the ends belong to the sentence."""
    bare = word.strip(".-~+") or word
    masked = mask_word(bare)
    return word if masked == bare else word.replace(bare, masked, 1)

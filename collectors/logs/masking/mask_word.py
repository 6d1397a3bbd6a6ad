"""Which words of a message vary from entry to entry, and the hole that stands for each."""

import re

# The hole of a whole word, tried in this order; each expression is matched against the full word.
_WHOLE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("<ip>", re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?")),
    ("<num>", re.compile(r"[+-]?\d+(?:[._]\d+)*(?:[eE][+-]?\d+)?%?")),
    ("<duration>", re.compile(r"(?:\d+(?:\.\d+)?(?:ns|us|µs|μs|ms|s|secs?|seconds?|m|mins?|h|hrs?|d))+")),
    ("<size>", re.compile(r"\d+(?:\.\d+)?(?:(?:[KMGTkmgt]i?)?[Bb](?:/s)?|[KMGT]i?)")),
    ("<address>", re.compile(r"0[xX][0-9a-fA-F]+")),
    ("<id>", re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")),
)
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_JAVA_OBJECT = re.compile(r"([\w.$/]+@)[0-9a-f]{4,16}")
_OF_TOTAL = re.compile(r"\d+(?:/\d+)+")
_PROTOCOL = re.compile(r"[A-Z]{2,10}/\d(?:\.\d)?")
_HEX = re.compile(r"[0-9a-fA-F]{6,}")
_PARTS = re.compile(r"[-_]")
_COUNTED = re.compile(r"[A-Za-z]{3,}\d{2,}")
_RANDOM = re.compile(r"[A-Za-z0-9+/_=.~-]{16,}")
# Words that carry a number as part of their name; `md272ff14` is an id that happens to begin like one.
_NAMED_WITH_NUMBER = re.compile(
    r"(?i:utf|ucs|iso|ascii|latin|cp|sha|md|aes|rsa|hs|rs|es|base|int|uint|float|double|decimal|bit|http|ipv|tls|ssl"
    r"|oauth|log4|x86|win|python|node|java|jdk|go|php|ruby|rfc|cve|errno)[-_]?\d{1,5}(?:[-_.]+[^\W_]{1,8})*[a-z]{0,4}"
)
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_ENDING = re.compile(r"(?<=.)\.[A-Za-z]{1,5}$")
SOURCE_FILE = re.compile(r"\.(?:py|go|js|ts|jsx|tsx|mjs|cjs|rb|java|kt|scala|php|rs|cs|c|cc|cpp|h)$")
# An article or an order: `A-1016.webp`, `order_20817.pdf`; the SQL of the first step knows the same of a route.
_NUMBERED = re.compile(r"[A-Za-z]+[_-]\d{3,}")


def mask_word(word: str) -> str:
    """The word, or its hole: a word of one kind only, without spaces, quotes or brackets.

    Words without a digit are names and stay, but for addresses of mail and long random letters.
    """
    if "@" in word:
        return "<email>" if _EMAIL.fullmatch(word) else _JAVA_OBJECT.sub(r"\1<id>", word)
    if not _DIGIT.search(word):
        return "<id>" if _is_random_letters(word) else word
    whole = next((hole for hole, expression in _WHOLE if expression.fullmatch(word)), None)
    if whole or _tells_apart(word):
        return whole or "<id>"
    if "/" in word:
        return _with_slashes(word)
    ending = _ENDING.search(word)
    if ending and _is_numbered(word, ending):
        return f"<id>{ending[0]}"
    return ".".join("<id>" if _made_up(part) else part for part in word.split(".")) if "." in word else word


def _with_slashes(word: str) -> str:
    if _PROTOCOL.fullmatch(word):
        return word
    if _OF_TOTAL.fullmatch(word):
        return _DIGITS.sub("<num>", word)
    return "<id>" if "+" in word and _RANDOM.fullmatch(word) else mask_path(word)


def mask_path(path: str, hole: str = "<id>") -> str:
    """The path with the segments that name one thing masked; a query is dropped."""
    path = path.partition("?")[0].partition("#")[0]
    return "/".join(_segment(each, hole) for each in path.split("/"))


def _segment(segment: str, hole: str) -> str:
    if not _DIGIT.search(segment):
        return hole if _EMAIL.fullmatch(segment) or _is_random_letters(segment) else segment
    ending = _ENDING.search(segment)
    stem = segment[: ending.start()] if ending else segment
    if hole == "<id>" and _WHOLE[0][1].fullmatch(segment):
        return "<ip>"
    if any(expression.fullmatch(stem) for _, expression in _WHOLE) or _HEX.fullmatch(stem):
        return hole + (ending[0] if ending else "")
    if ending and _is_numbered(segment, ending):
        return hole + ending[0]
    return hole if not ending and _tells_apart(segment) else segment


def names_a_number(word: str) -> bool:
    """Whether a number is part of the word's name, as of `oauth2`."""
    return _NAMED_WITH_NUMBER.fullmatch(word) is not None


def _is_numbered(word: str, ending: re.Match[str]) -> bool:
    stem = word[: ending.start()]
    return bool(_NUMBERED.fullmatch(stem)) and not (SOURCE_FILE.search(word) or names_a_number(stem))


def _tells_apart(word: str) -> bool:
    """Whether a word that holds a digit tells one thing from its like, such as `user-143` or `thr_9f8a`."""
    if names_a_number(word):
        return False
    if _HEX.fullmatch(word) or _COUNTED.fullmatch(word):
        return True
    if "/" in word:
        return False
    first, *others = _PARTS.split(word)
    if others and (any(map(_is_counter, others)) or (len(first) > 1 and _is_counter(first))):
        return not _ENDING.search(word)
    digits = len(_DIGIT.findall(word))
    return (digits >= 2 and len(word) >= 8 and word.isalnum()) or (digits >= 3 and _is_random(word))


def _made_up(part: str) -> bool:
    """A label of a host's name that is an id, such as that of `12c68f25.internal`."""
    return bool(_HEX.fullmatch(part)) and bool(_DIGIT.search(part))


def _is_counter(part: str) -> bool:
    """All digits, or letters and digits mixed as nobody names things."""
    if part.isdigit():
        return True
    digits = len(_DIGIT.findall(part))
    return digits > 0 and (bool(_HEX.fullmatch(part)) or (digits >= 2 and len(part) >= 4 and part.isalnum()))


def _is_random(word: str) -> bool:
    """Base64 and the like: a long run of small and capital letters and digits."""
    longest = max(word.split("."), key=len)
    return bool(_RANDOM.fullmatch(longest)) and longest != longest.lower() and longest != longest.upper()


def _is_random_letters(word: str) -> bool:
    """A long name in CamelCase has few capitals; of random letters half are."""
    capitals = sum(map(str.isupper, word))
    return len(word) >= 32 and word.isalnum() and 0.4 < capitals / len(word) < 0.9

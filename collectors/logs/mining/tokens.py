"""A masked text as tokens, in which a hole has swallowed what is glued to it."""

import re

from collectors.logs.masking.coarse import HOLE

_KEYED = re.compile(r"([\[({<\"']*)([A-Za-z_](?:[\w.-]*=|\w*:))(.+)", re.DOTALL)
_OPENING = re.compile(r"[^\w/\\]*")
_CLOSING = re.compile(r"[\])}>\"'`.,;:!?]*$")
_SIGNS = "+-~"
# A unit is part of the value: the same statement prints `512 B`, `1.2 GB` and `<1 sec`.
_UNIT = re.compile(r"(?:(?:[KMGTP]i?)?B|bytes?|n?s|[mu]s|secs?|seconds?|mins?|minutes?|hours?)(?=\W*$)")
_DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}
_MONTHS = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
_DATE = _DAYS | _MONTHS


def tokens_of(text: str, settled: dict[str, str]) -> tuple[str, ...]:
    """The tokens; `settled` remembers tokens with holes from one text to the next."""
    if HOLE not in text and "()" not in text:
        return tuple(text.split())
    tokens: list[str] = []
    for each in text.split():
        token = each
        if HOLE in token:
            token = settled.get(each) or settled.setdefault(each, _settled(each))
            _drop_date(tokens)
            if tokens and token.strip(",;") == HOLE and tokens[-1].strip(",;") == HOLE:
                tokens[-1] = token  # numbers in a row are one value, however many there are
                continue
        elif tokens and tokens[-1] == HOLE and _UNIT.match(token):
            tokens[-1] += _UNIT.sub("", token)
            continue
        tokens.append(token.replace("()", f"({HOLE})") if len(token) == 2 else token)
    return tuple(tokens)


def _drop_date(tokens: list[str]) -> None:
    """Weekday and month before a hole are the beginning of its date."""
    while tokens and tokens[-1] in _DATE:
        tokens.pop()


def _settled(token: str) -> str:
    keyed = _KEYED.fullmatch(token)
    if keyed and not keyed[3].startswith("//"):
        opening, key, value = keyed.groups()
        return f"{opening}{key}{_one_hole(value) if HOLE in value else value}"
    return _one_hole(token)


def _one_hole(token: str) -> str:
    before = token[: token.index(HOLE)]
    after = token[token.rindex(HOLE) + len(HOLE) :]
    called = before.rfind("(")
    opening = before[: called + 1] if called > 0 else _OPENING.match(before)[0]  # type: ignore[index]
    closing = _CLOSING.search(after)[0]  # type: ignore[index]
    if "::" in after:
        closing = after[after.index("::") :]  # the function of a class whose name holds a number
    opening = opening.rstrip(_SIGNS)
    if opening.endswith("<") and ">" not in closing:
        opening = opening[:-1]
    return f"{opening}{HOLE}{closing}"

"""The keys of an object that was printed, or is written in code, as far as it goes."""

import re

_KEY = re.compile(r"\s*(?:\*\*|\.\.\.)?[\"'`]?(\w[\w-]*)[\"'`]?\s*(?P<after>[:,}]|$)")
_OPEN, _CLOSE, _QUOTES = "([{", ")]}", "\"'`"
_LONGEST = 20_000


def keys_at(text: str, start: int) -> frozenset[str]:
    """Those of the object that begins there; of an object in it, none, and none of a set or of what has other keys."""
    found: set[str] = set()
    depth, place, end = 0, start, min(len(text), start + _LONGEST)
    named = False
    while place < end:
        character = text[place]
        if character in _QUOTES:
            place = _behind(text, place, end)
            continue
        depth += (character in _OPEN) - (character in _CLOSE)
        if depth <= 0:
            break
        if depth == 1 and character in "{,":
            key = _KEY.match(text, place + 1, end)
            if key is not None:
                found.add(key[1])
                named = named or key["after"] == ":"
                place = key.end() - 1 if key["after"] else end
                continue
        place += 1
    return frozenset(found) if named else frozenset()


def _behind(text: str, place: int, end: int) -> int:
    """The place behind a quoted text."""
    quote = text[place]
    place += 1
    while place < end and text[place] != quote:
        place += 2 if text[place] == "\\" else 1
    return place + 1

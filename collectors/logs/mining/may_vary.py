"""How many values a place of a message must have shown before it is taken for a value, by what stands there."""

import re

from collectors.logs.masking.coarse import HOLE

NEVER = 1 << 30
"""More than ever are seen; such a word is kept apart, unless values of another kind stand in its place too."""

ROUTE = NEVER + 1
"""A route without an id in it is a name of its own, whatever other routes there are."""

_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
# What a log says of states, kinds and failures, as opposed to names of things: NEW, PERMISSION_DENIED, KeyError.
_STATE = re.compile(r"[A-Z][A-Z0-9_]+|\w*(?:Error|Exception|Warning)")
# Verbs, adjectives and abstract nouns say what happened.
_SAYS_WHAT = re.compile(r"[A-Za-z]{2,}(?:ed|ing|able|ful|less|ion|ly)")
_EDGES = "\"'`()[]{}<>,;:.!?"
_OWNERS = frozenset({"user", "username", "host", "hostname"})
_BEFORE_A_NAME = frozenset(
    {"for", "from", "to", "of", "by", "at", "in", "on", "with", "as", "node", "agent", "event", "model", "id"}
    | {"via", "into", "using", "between", "and", "than"}
)


def values_needed(token: str, before: str, place: int) -> int:
    """Different values before the place counts as one that varies; 0 for a token that is a hole already."""
    if HOLE in token:
        return 0
    bare = token.strip(_EDGES)
    if not bare or _STATE.fullmatch(bare):
        return NEVER
    if bare.startswith("/") and before.strip(_EDGES) in _METHODS:
        return ROUTE
    if "=" in token or "/" in bare or "\\" in bare or "@" in bare:
        return 2
    return _of_a_word(bare, before, place)


def _of_a_word(bare: str, before: str, place: int) -> int:
    if "." in bare:
        return 3
    if place == 0:
        return NEVER
    if bare.isdigit():
        return 9
    if _SAYS_WHAT.fullmatch(bare):
        return 20
    noun = before.strip(_EDGES).lower()
    if noun in _OWNERS:
        return 2
    return 4 if noun in _BEFORE_A_NAME or before.endswith(":") or "_" in bare or "-" in bare else 6

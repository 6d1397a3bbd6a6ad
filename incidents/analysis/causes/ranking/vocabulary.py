"""Text of programs as counted words: names are split where their writer split them, and endings are cut."""

import re
from collections import Counter
from functools import lru_cache

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|\d+")
_PART = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_ENDINGS = ("ations", "ation", "ings", "ing", "ers", "ies", "ed", "es", "er", "or", "s", "e")
_SHORTEST_STEM = 4


def counted(text: str) -> Counter[str]:
    """The words of a text; `getUserName` counts as itself and as get, user and name."""
    words: Counter[str] = Counter()
    for name, times in Counter(names_in(text)).items():
        for word in words_of(name):
            words[word] += times
    return words


def names_in(text: str) -> list[str]:
    """The names and numbers of a text, one after another as they are written."""
    return _NAME.findall(text)


def spelling(text: str) -> dict[str, str]:
    """For each word that `counted` tells how the text spells it first."""
    found: dict[str, str] = {}
    for name in names_in(text):
        parts = _PART.findall(name)
        for spelled in (*([name] if len(parts) > 1 else []), *parts):
            found.setdefault(_stem(spelled.lower()), spelled)
    return found


def path_words(path: str) -> frozenset[str]:
    """The parts of a path without its ending, each split into words."""
    bare = re.sub(r"\.\w+$", "", path)
    return frozenset(_stem(part.lower()) for part in _PART.findall(bare))


@lru_cache(maxsize=200_000)
def words_of(name: str) -> tuple[str, ...]:
    """What one name counts as."""
    parts = [part.lower() for part in _PART.findall(name)]
    whole = [name.lower()] if len(parts) > 1 else []
    return tuple(_stem(word) for word in (*whole, *parts))


def _stem(word: str) -> str:
    """The word without an ending of English, so that `inferring` and `inferred` meet."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word

"""What a name says about its value: `DB_PASSWORD`, `tokenCount` and `next_page_token` say different things."""

import re
from enum import Enum, auto
from functools import lru_cache

from collectors.redaction.judging import vocabulary


class Tells(Enum):
    """How sure a name makes us that its value is secret, and so how much the value itself must show."""

    NOTHING = auto()
    PASSWORD = auto()
    """Whatever stands there, unless it stands for something else."""
    SECRET = auto()
    """Any value that is not a plain word."""
    PERHAPS = auto()
    """A value that looks random, and is neither a UUID nor a bare word."""
    NUMBER = auto()
    """A code or number of a person: digits."""


_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


def words_of(name: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(name) if not word[0].isdigit())


@lru_cache(maxsize=4096)
def what_tells(name: str) -> Tells:
    """What the name, in any of the ways that names are written, says about its value."""
    words = words_of(name)
    if words and _is_number(words):
        return Tells.NUMBER
    for place in range(len(words) - 1, -1, -1):
        tells = _word_tells(words[place], words[place - 1] if place else "")
        if tells is not Tells.NOTHING:
            return _in_full(words, place, tells)
    return Tells.NOTHING


def _is_number(words: tuple[str, ...]) -> bool:
    return (
        "".join(words) in vocabulary.NUMBERS
        or words[-1] in vocabulary.NUMBERS
        or words[-2:] in vocabulary.NUMBER_PHRASES
    )


def _in_full(words: tuple[str, ...], place: int, tells: Tells) -> Tells:
    """What is left of a telling word when the words around it are read, too."""
    if any(word in vocabulary.PROPERTIES for word in words[place + 1 :]):
        # An id of a session lets in whoever knows it.
        opens = words[place:] in (("session", "id"), ("sess", "id"), ("sid", "id"), ("auth", "code"))
        return Tells.PERHAPS if opens else Tells.NOTHING
    if tells is Tells.PASSWORD or not place:
        return tells
    before = words[place - 1]
    is_other = before in vocabulary.OTHER_TOKENS or (words[place] == "key" and before in vocabulary.OTHER_KEYS)
    return Tells.NOTHING if is_other or "public" in words else tells


def _word_tells(word: str, before: str) -> Tells:
    if word in vocabulary.PASSWORDS or _ends_as_password(word):
        return Tells.PASSWORD
    if (
        word in vocabulary.SECRETS
        or word.endswith(vocabulary.SECRET_ENDINGS)
        or (word == "key" and before in vocabulary.KEYS)
    ):
        return Tells.SECRET
    perhaps = word in vocabulary.PERHAPS or (word == "string" and before == "connection")
    joined_key = word.endswith("key") and len(word) >= 6 and word not in vocabulary.NO_KEYS
    return Tells.PERHAPS if perhaps or joined_key else Tells.NOTHING


def _ends_as_password(word: str) -> bool:
    if word.endswith(vocabulary.PASSWORD_ENDINGS):
        return True
    short = word.endswith(vocabulary.SHORT_PASSWORD_ENDINGS) and len(word) <= 12
    return short and word not in vocabulary.NO_PASSWORDS

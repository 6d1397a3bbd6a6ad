"""How keys and values of incident.toml are shown in a sentence."""

import difflib
import re
from collections.abc import Iterable
from datetime import date, datetime, time

from incidents.config.toml_lines import Key

_LONGEST = 60
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def dotted(key: Key) -> str:
    """The key as TOML would write it; positions in lists are left to the line number."""
    return ".".join(_part(part) for part in key if isinstance(part, str))


def quoted(text: str) -> str:
    """Outside text on one line: what a terminal would act upon is escaped, and the end is cut off."""
    return repr(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")


def seen(value: object) -> str:
    """What a value is, in words."""
    match value:
        case bool():
            return f"the flag {str(value).lower()}"
        case int() | float():
            return f"the number {_number(value)}"
        case str():
            return f"the text {quoted(value)}"
        case datetime() | date() | time():
            return f"the date or time {value.isoformat()}"
        case list():
            return "a list"
        case _:
            return "a table"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant; capitals, dashes and underscores count as equal."""
    plain = {_plain(each): each for each in sorted(known, reverse=True)}
    matches = difflib.get_close_matches(_plain(word), sorted(plain), n=1, cutoff=0.6)
    return plain[matches[0]] if matches else None


def _plain(word: str) -> str:
    return word.lower().replace("-", "_")


def _part(part: str) -> str:
    return part if _BARE.fullmatch(part) and len(part) <= _LONGEST else quoted(part)


def _number(value: float) -> str:
    text = str(value) if not isinstance(value, int) or value.bit_length() < 200 else f"{value:#x}"
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"

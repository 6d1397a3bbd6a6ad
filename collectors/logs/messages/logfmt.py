"""Lines of `key=value` pairs, as logrus, go-kit, Heroku and structlog's key-value renderer print them."""

import re

from collectors.logs.entries.json_values import Json

_PAIR = re.compile(
    r"""([A-Za-z_@][\w.@-]{0,60})=("(?:[^"\\]|\\.){0,4000}"|'(?:[^'\\]|\\.){0,4000}'|[^\s"',]{0,4000}),?(?:\s+|$)"""
)
_LEVEL_KEYS = frozenset({"level", "lvl", "severity", "log_level", "levelname"})
_MESSAGE_KEYS = frozenset({"msg", "message", "event"})
_LONGEST = 8000


def read_logfmt(line: str) -> Json | None:
    """The pairs, if the whole line is made of them and they hold a level and a message; else None."""
    line = line.strip()[:_LONGEST]
    pairs: Json = {}
    position = 0
    while position < len(line):
        match = _PAIR.match(line, position)
        if match is None:
            return None
        key, value = match.groups()
        pairs.setdefault(key, _unquoted(value))
        position = match.end()
    return pairs if _LEVEL_KEYS & pairs.keys() and _MESSAGE_KEYS & pairs.keys() else None


def _unquoted(value: str) -> str:
    if value[:1] in {'"', "'"}:
        return value[1:-1].replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\")
    return value

"""Names that two services have to agree on and that a failure says are missing, or not known."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from incidents.analysis.causes.code.missing_name import missing_names
from incidents.analysis.causes.code.refused_names import refused_names
from incidents.analysis.causes.neighbour.service_names import names

_BETWEEN_SERVICES = ("attribute", "key", "field", "column", "table")
_SHORTEST = 3
_UNKNOWN_VALUES = (
    r"[\"'`]([\w-]+)[\"'`] is not (?:a valid|one of|among)",
    r"No enum constant [\w.$]*\.(\w+)",
    r"from String [\"'`]([\w-]+)[\"'`]: not one of",
    r"(?i:unknown|invalid|unsupported) (?:enum )?(?:status|state|type|kind|value)[: ]+[\"'`]([\w-]+)[\"'`]",
    r"[Ii]nvalid enum value\.[^\n]*received [\"'`]([\w-]+)[\"'`]",
    r"Input should be '[^\n]*input_value=[\"'`]([\w-]+)[\"'`]",
)
_URL = re.compile(r"https?://[^\s\"'<>`)\]]+")
_NO_SUCH_ROUTE = re.compile(r"\b(?:404|405|410)\b|\b(?:not found|method not allowed)\b", re.IGNORECASE)
_STATIC = re.compile(r"(?:/[A-Za-z][A-Za-z_.-]*(?:v\d+)?|/v\d+)+(?![\w%-])")


class Spoken(NamedTuple):
    """One such name; a `missing` one the other side took away, any other one it brought."""

    kind: str
    name: str
    missing: bool


def spoken(message: str, callee: str) -> list[Spoken]:
    """Each once: what is missing first, then routes that the other service does not know, then what nobody expected."""
    refused = refused_names(message)
    found = [Spoken(kind, name, missing=True) for kind, name in missing_names(message) if kind in _BETWEEN_SERVICES]
    found += [Spoken("field", name, missing=True) for name in refused.missing]
    found += [Spoken("route", path, missing=True) for path in _routes(message, callee)]
    found += [Spoken("field", name, missing=False) for name in refused.unknown]
    found += [Spoken("value", name, missing=False) for name in _unknown_values(message)]
    return [each for each in dict.fromkeys(found) if len(each.name) >= _SHORTEST]


def _unknown_values(message: str) -> list[str]:
    return [match.group(1) for pattern in _UNKNOWN_VALUES for match in re.finditer(pattern, message)]


def _routes(message: str, callee: str) -> list[str]:
    """Each path that the other service says it does not have, and its beginning up to the first identifier."""
    if not _NO_SUCH_ROUTE.search(message):
        return []
    found = []
    for text in _URL.findall(message):
        try:
            parts = urlsplit(text)
        except ValueError:
            continue  # a host in brackets that is no address
        static = _STATIC.match(parts.path)
        if names(parts.netloc, callee):
            found += [parts.path, *([static.group(0)] if static else [])]
    return found

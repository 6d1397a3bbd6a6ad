"""Values of a file of settings or data that a change writes as another type: a number in quotes, or without them."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from incidents.model.evidence import FileChange, Hunk

ValueType = Literal["number", "text", "boolean", "nothing"]
_FILE = re.compile(r"\.(?:json|ya?ml|toml)$", re.IGNORECASE)
_LINE = re.compile(r"^\s*(?:- )?[\"']?([A-Za-z_][\w./-]*)[\"']?\s*[:=]\s+?(\S.*?),?\s*$")
_QUOTED = re.compile(r"^(?P<quote>[\"'])(?P<inside>[^\"']*)(?P=quote)$")
_NUMBER = re.compile(r"^[+-]?\d+(?:\.\d+)?$")
_WORDS: dict[str, ValueType] = {
    **dict.fromkeys(("true", "false", "yes", "no", "on", "off"), "boolean"),
    **dict.fromkeys(("null", "~", "none"), "nothing"),
}


class Retyped(NamedTuple):
    """One key whose value is the same but for its type."""

    key: str
    value: str
    before: ValueType
    after: ValueType


class _Written(NamedTuple):
    key: str
    value: str
    kind: ValueType


def retyped(change: FileChange) -> list[Retyped]:
    """In the order of the file; a list of values may hold a key many times."""
    if not _FILE.search(change.path):
        return []
    return [each for hunk in change.hunks for each in _of_hunk(hunk)]


def orders_differ(values: list[Retyped]) -> bool:
    """Whether numbers among them stand in another order as text than as numbers."""
    numbers = {each.value for each in values if {each.before, each.after} == {"number", "text"}}
    return sorted(numbers, key=float) != sorted(numbers)


def _of_hunk(hunk: Hunk) -> Iterator[Retyped]:
    taken: list[_Written] = []
    for line in hunk.text.split("\n"):
        if line[:1] not in ("+", "-"):
            taken = []
            continue
        written = _written(line[1:])
        if written is None:
            continue
        if line.startswith("-"):
            taken.append(written)
            continue
        same = next((each for each in taken if each[:2] == written[:2]), None)
        if same is not None:
            taken.remove(same)
            if same.kind != written.kind:
                yield Retyped(written.key, written.value, same.kind, written.kind)


def _written(line: str) -> _Written | None:
    found = _LINE.match(line)
    if found is None:
        return None
    quoted = _QUOTED.match(found[2])
    if quoted is not None:
        return _Written(found[1], quoted["inside"], "text")
    if _NUMBER.match(found[2]):
        return _Written(found[1], found[2], "number")
    return _Written(found[1], found[2], _WORDS.get(found[2].lower(), "text"))

"""Text that may stand in a document as it is, and the ways to put such texts together."""

from collections.abc import Iterable
from typing import LiteralString


class Safe(str):
    """Markdown that a filter made or that is our own. Every operation on it gives a plain string again."""

    __slots__ = ()


def filled(template: LiteralString, **values: Safe | int) -> Safe:
    """Our own words with safe values in their places; raises TypeError for a value that no filter has seen."""
    for name, value in values.items():
        if type(value) not in (Safe, int):
            raise TypeError(f"{name!r} is neither safe text nor a number")
    return Safe(template.format(**values))


def joined(separator: LiteralString, parts: Iterable[Safe]) -> Safe:
    """The parts in a row; raises TypeError for a part that no filter has seen."""
    kept = tuple(parts)
    for part in kept:
        if type(part) is not Safe:
            raise TypeError(f"{part!r} is not safe text")
    return Safe(separator.join(kept))

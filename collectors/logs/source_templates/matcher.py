"""Tells whether a text can have come from a template, in time linear in the text."""

import re
from collections.abc import Iterable
from typing import Any

import re2  # type: ignore[import-untyped]  # it ships no types

from collectors.logs.source_templates.template import Hole, Part, Parts
from collectors.redaction.linear_search import options

_LONGEST_NUMBER = 100
# A number may have been redacted or masked before.
_NUMBER = r"\s*(?:[-+]?[0-9][0-9_,.]*(?:[eE][-+]?[0-9]+)?%?|[-+]?(?:nan|inf)"
_NUMBER += r"|\[redacted:[^\]\s]{1,80}\]|<[a-z]{1,20}>)\s*"
_IS_NUMBER = re.compile(_NUMBER)


class Matcher:
    """The literals of a template, in order and anchored at both ends; space around the whole does not count."""

    __slots__ = ("_exact", "_holes", "least", "literals", "middle", "prefix", "suffix")

    def __init__(self, parts: Parts) -> None:
        literals, self._holes = _literals_and_holes(parts)
        self.literals = tuple(literals)
        self.prefix, self.suffix = literals[0], literals[-1]
        self.middle = tuple(literals[1:-1])
        self.least = sum(map(len, literals))
        self._exact: Any = None

    @property
    def is_fixed(self) -> bool:
        return not self._holes

    @property
    def numeric(self) -> int:
        """How many of the holes take numbers only."""
        return sum(self._holes)

    @property
    def holes(self) -> int:
        return len(self._holes)

    def matches(self, text: str) -> bool:
        """The text has no space around it."""
        if not text.startswith(self.prefix):
            return False
        if not self._holes:
            return text == self.prefix
        if len(text) < self.least or not text.endswith(self.suffix):
            return False
        ends = self._ends_of_holes(text)
        if ends is None or not any(self._holes):
            return ends is not None
        at = len(self.prefix)
        for numeric, end, literal in zip(self._holes, ends, self.literals[1:], strict=True):
            if numeric and not _is_number(text[at:end]):
                # The first place of each literal need not be the one that leaves numbers for the holes of numbers.
                return len(ends) > 1 and self._matches_exactly(text)
            at = end + len(literal)
        return True

    def _ends_of_holes(self, text: str) -> list[int] | None:
        """Where each hole ends if each literal stands where it is found first; None where one is not found."""
        at, end = len(self.prefix), len(text) - len(self.suffix)
        ends: list[int] = []
        for piece in self.middle:
            found = text.find(piece, at, end)
            if found < 0:
                return None
            ends.append(found)
            at = found + len(piece)
        ends.append(end)
        return ends if at <= end else None

    def _matches_exactly(self, text: str) -> bool:
        if self._exact is None:
            self._exact = re2.compile(_pattern(self.literals, self._holes), options())
        return self._exact.fullmatch(text.encode("utf-8", "surrogatepass")) is not None


def _is_number(value: str) -> bool:
    return len(value) <= _LONGEST_NUMBER and _IS_NUMBER.fullmatch(value) is not None


def _literals_and_holes(parts: Parts) -> tuple[list[str], tuple[bool, ...]]:
    """The literals around the holes, one more than those; neighbouring holes are one that takes anything."""
    literals, holes = [""], list[bool]()
    for part in _trimmed(parts):
        if isinstance(part, str):
            literals[-1] += part
        elif holes and not literals[-1]:
            holes[-1] = False
        else:
            holes.append(part.numeric)
            literals.append("")
    return literals, tuple(holes)


def _trimmed(parts: Iterable[Part]) -> list[Part]:
    found = list(parts)
    if found and isinstance(found[0], str):
        found[0] = found[0].lstrip()
    if found and isinstance(found[-1], str):
        found[-1] = found[-1].rstrip()
    return [part for part in found if isinstance(part, Hole) or part]


def _pattern(literals: tuple[str, ...], holes: tuple[bool, ...]) -> bytes:
    """Over bytes, since a text may hold halves of characters that no encoding has."""
    found = _quoted(literals[0])
    for numeric, literal in zip(holes, literals[1:], strict=True):
        found += (_NUMBER if numeric else "(?s:.*)") + _quoted(literal)
    return found.encode("ascii")


def _quoted(literal: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in literal.encode("utf-8", "surrogatepass"))

"""Places in which texts that are otherwise equal differ, and which of these places are values."""

import re
from collections.abc import Mapping

from collectors.logs.masking.coarse import HOLE
from collectors.logs.mining.may_vary import NEVER, ROUTE, values_needed

Tokens = tuple[str, ...]
_Place = tuple[int, Tokens, Tokens]
_AROUND = re.compile(
    r"(?P<opening>[\[({<\"'`]*)(?P<key>[A-Za-z_]\w*[=:](?=[^\s/\])}>\"'`.,;:!?]))?.*?(?P<closing>[\])}>\"'`.,;:!?]*)",
    re.DOTALL,
)
_OFTEN = 0.05
"""The part of the messages of a place from which on a route counts as a name of its own."""
_ROUNDS = 4
_LONGEST = 40
"""Tokens of a text that are compared; what stands behind them is part of the last one."""


def merged(counts: Mapping[Tokens, int]) -> dict[Tokens, Tokens]:
    """Each row and what it became; one place at a time, until nothing more is the same."""
    became = {row: row for row in counts}
    left = dict(counts)
    needs: dict[tuple[str, str], int] = {}
    for _ in range(_ROUNDS):
        changes = _changes(left, needs)
        if not changes:
            break
        became = {row: changes.get(now, now) for row, now in became.items()}
        now_left: dict[Tokens, int] = {}
        for row, count in left.items():
            now = changes.get(row, row)
            now_left[now] = now_left.get(now, 0) + count
        left = now_left
    return became


def _changes(counts: Mapping[Tokens, int], needs: dict[tuple[str, str], int]) -> dict[Tokens, Tokens]:
    """Rows with a place that varies, and the rows they become."""
    changes: dict[Tokens, list[str]] = {}
    for (place, before, after), rows in _places(counts, needs).items():
        if len(rows) < 2 or not (before or after):
            continue
        needed = {row: needs[row[place], before[-1] if before else ""] for row in rows}
        known = sorted(needed.values())
        if known[0] and len(rows) < known[len(rows) // 2]:
            continue
        often = sum(map(counts.__getitem__, rows)) * _OFTEN
        for row, each in needed.items():
            if each and (each != ROUTE or counts[row] < often):
                changes.setdefault(row, list(row))[place] = with_hole(row[place])
    return {row: tuple(tokens) for row, tokens in changes.items()}


def _places(counts: Mapping[Tokens, int], needs: dict[tuple[str, str], int]) -> dict[_Place, list[Tokens]]:
    """The rows that are equal but for one place."""
    places: dict[_Place, list[Tokens]] = {}
    for row in counts:
        before = ""
        for place, token in enumerate(row[:_LONGEST]):
            needed = needs.get((token, before))
            if needed is None:
                needed = needs[token, before] = values_needed(token, before, place)
            if place or 0 < needed < NEVER:
                places.setdefault((place, row[:place], row[place + 1 :]), []).append(row)
            before = token
    return places


def with_hole(token: str) -> str:
    """A hole in place of the token; its key and the punctuation around it stay."""
    opening, key, closing = _AROUND.fullmatch(token).group("opening", "key", "closing")  # type: ignore[union-attr]
    return f"{opening}{key or ''}{HOLE}{closing}"

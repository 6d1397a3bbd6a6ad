"""Places in which texts that are otherwise equal differ, and which of these places are values."""

import re
from collections.abc import Iterator, Mapping

from collectors.logs.masking.coarse import HOLE
from collectors.logs.mining.may_vary import NEVER, ROUTE, values_needed

Tokens = tuple[str, ...]
_Needs = dict[tuple[str, str], int]
_AROUND = re.compile(
    r"(?P<opening>[\[({<\"'`]*)(?P<key>[A-Za-z_]\w*[=:](?=[^\s/\])}>\"'`.,;:!?]))?.*?(?P<closing>[\])}>\"'`.,;:!?]*)",
    re.DOTALL,
)
_OFTEN = 0.05
"""The part of the messages of a place from which on a route counts as a name of its own."""
_ROUNDS = 4
_LONGEST = 40
"""Tokens of a text that may be found to vary; those behind them have to be equal."""


def merged(counts: Mapping[Tokens, int]) -> dict[Tokens, Tokens]:
    """Each row and what it became; one place at a time, until nothing more is the same."""
    became = {row: row for row in counts}
    left = dict(counts)
    needs: _Needs = {}
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


def _changes(counts: Mapping[Tokens, int], needs: _Needs) -> dict[Tokens, Tokens]:
    """Rows with a place that varies, and the rows they become."""
    of_length: dict[int, list[Tokens]] = {}
    for row in counts:
        of_length.setdefault(len(row), []).append(row)
    changes: dict[Tokens, list[str]] = {}
    for length, rows in of_length.items():
        for place in range(min(length, _LONGEST) if length > 1 else 0):
            # Place by place, so that what is compared is never in memory for all of them.
            for alike in _alike(rows, place, needs):
                _note_holes(changes, alike, place, counts, needs)
    return {row: tuple(tokens) for row, tokens in changes.items()}


def _alike(rows: list[Tokens], place: int, needs: _Needs) -> Iterator[list[Tokens]]:
    """The rows, two or more, that are equal but for one place."""
    around: dict[tuple[Tokens, Tokens], list[Tokens]] = {}
    for row in rows:
        token, before = row[place], row[place - 1] if place else ""
        needed = needs.get((token, before))
        if needed is None:
            needed = needs[token, before] = values_needed(token, before, place)
        if place or 0 < needed < NEVER:
            around.setdefault((row[:place], row[place + 1 :]), []).append(row)
    return (alike for alike in around.values() if len(alike) > 1)


def _note_holes(
    changes: dict[Tokens, list[str]], alike: list[Tokens], place: int, counts: Mapping[Tokens, int], needs: _Needs
) -> None:
    before = alike[0][place - 1] if place else ""
    needed = {row: needs[row[place], before] for row in alike}
    known = sorted(needed.values())
    if known[0] and len(alike) < known[len(alike) // 2]:
        return
    often = sum(map(counts.__getitem__, alike)) * _OFTEN
    for row, each in needed.items():
        if each and (each != ROUTE or counts[row] < often):
            changes.setdefault(row, list(row))[place] = with_hole(row[place])


def with_hole(token: str) -> str:
    """A hole in place of the token; its key and the punctuation around it stay."""
    opening, key, closing = _AROUND.fullmatch(token).group("opening", "key", "closing")  # type: ignore[union-attr]
    return f"{opening}{key or ''}{HOLE}{closing}"

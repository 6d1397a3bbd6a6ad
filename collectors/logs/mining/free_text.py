"""Tails of free text: what users typed and models answered, behind words that a statement prints."""

import re
from collections.abc import Iterator, Mapping, Sequence

from collectors.logs.masking.coarse import HOLE

Tokens = tuple[str, ...]

TAIL = "<text>"
_FEWEST = 24
_BRANCHES = 8
_LENGTHS = 4
_MOST_PER_TEXT = 4
_WORD = re.compile(r"[a-z]+")


def tails(rows: Mapping[Tokens, int]) -> dict[Tokens, Tokens]:
    """For each row that ends in free text, the words before it and `<text>`."""
    found: dict[Tokens, Tokens] = {}
    ordered = sorted(rows)
    pending = [(0, len(ordered), 0)]
    while pending:
        start, end, depth = pending.pop()
        if end - start < _FEWEST:
            continue
        if depth > 1 and _is_free(ordered[start:end], depth, rows):
            shown = (*ordered[start][:depth], TAIL)
            found.update(dict.fromkeys(ordered[start:end], shown))
        else:
            pending.extend((a, b, depth + 1) for a, b in _branches(ordered, start, end, depth))
    return found


def _branches(ordered: Sequence[Tokens], start: int, end: int, depth: int) -> Iterator[tuple[int, int]]:
    """The runs of rows that go on with the same token."""
    while start < end and len(ordered[start]) <= depth:
        start += 1
    while start < end:
        token = ordered[start][depth]
        stop = start + 1
        while stop < end and ordered[stop][depth] == token:
            stop += 1
        yield start, stop
        start = stop


def _is_free(rows: Sequence[Tokens], depth: int, counts: Mapping[Tokens, int]) -> bool:
    """Many tails of many lengths, each seen once or twice, of small words alone; what programs print has more in it."""
    if all(HOLE in token for token in rows[0][:depth]):
        return False
    if len({row[depth] for row in rows if len(row) > depth}) < _BRANCHES:
        return False
    if len({len(row) for row in rows}) < _LENGTHS or sum(map(counts.__getitem__, rows)) > _MOST_PER_TEXT * len(rows):
        return False
    plain = sum(all(map(_WORD.fullmatch, row[depth:])) for row in rows)
    return plain >= 0.8 * len(rows)

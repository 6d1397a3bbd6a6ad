"""Where a secret was found, and how what was found twice becomes one."""

from collections.abc import Iterable
from typing import NamedTuple


class Found(NamedTuple):
    """A secret's place in a text. `guessable` secrets can be found by trying what people choose or what is counted."""

    start: int
    end: int
    kind: str
    guessable: bool = False


def merged(found: Iterable[Found]) -> list[Found]:
    """Places that overlap as one, in the order of the text; of two kinds the one that came first names it."""
    ranked = sorted(enumerate(found), key=lambda pair: (pair[1].start, pair[0]))
    joined: list[tuple[int, Found]] = []
    for rank, each in ranked:
        if joined and each.start < joined[-1][1].end:
            first_rank, first = joined[-1]
            named = first if first_rank < rank else each
            end = max(first.end, each.end)
            joined[-1] = (min(first_rank, rank), Found(first.start, end, named.kind, named.guessable))
        else:
            joined.append((rank, each))
    return [each for _, each in joined if each.start < each.end]

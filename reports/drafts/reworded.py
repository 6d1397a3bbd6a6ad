"""Which lines are others in new words: who adds a name to each line of a list has changed lines, not the list."""

import re
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_ALIKE = 0.5
_MOST = 10_000


def reworded_lines(before: Sequence[str], now: Sequence[str]) -> list[tuple[int, int]]:
    """The places of lines that say much the same, as many pairs as can be without one pair crossing another.

    None where the two are too long for all lines to be compared with all.
    """
    if len(before) * len(now) > _MOST:
        return []
    old, new = ([set(_WORD.findall(line)) for line in lines] for lines in (before, now))
    # most[i][j] is how many pairs the lines from i and from j on can make.
    most = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = 1 + most[i + 1][j + 1] if _alike(old[i], new[j]) else 0
            most[i][j] = max(paired, most[i + 1][j], most[i][j + 1])
    found = []
    i = j = 0
    while i < len(old) and j < len(new):
        if _alike(old[i], new[j]) and most[i][j] == 1 + most[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif most[i + 1][j] >= most[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _alike(one: set[str], other: set[str]) -> bool:
    return bool(one and other) and len(one & other) >= _ALIKE * len(one | other)

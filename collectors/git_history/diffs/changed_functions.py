"""Which functions and classes of a Python file the changed lines of a diff belong to."""

from collections.abc import Iterator

from collectors.git_history.diffs.patch import RawHunk
from collectors.git_history.python.python_outline import Outline

_CONTEXT = 3


def changed_functions(hunks: tuple[RawHunk, ...], old: Outline | None, new: Outline | None) -> tuple[str, ...]:
    """The innermost definition around each changed line that is not blank, each once and sorted.

    Removed lines are looked up in the old version and added ones in the new; a version that is not there names none.
    """
    return tuple(sorted({name for hunk in hunks for name in _of(hunk, old, new)}))


def _of(hunk: RawHunk, old: Outline | None, new: Outline | None) -> Iterator[str]:
    before, after = hunk.old[0], hunk.new[0]
    for line in hunk.lines:
        sign, blank = line[:1], not line[1:].strip()
        if sign == b"+":
            if new and not blank:
                yield new.innermost(after)
            after += 1
        elif sign == b"-":
            if old and not blank:
                yield old.innermost(before)
            before += 1
        elif sign != b"\\":
            before, after = before + 1, after + 1
    context = _CONTEXT if hunk.old[1] and hunk.new[1] else 0  # nothing stands around a whole file
    yield from _unread(old, before, sum(hunk.old) - context)
    yield from _unread(new, after, sum(hunk.new) - context)


def _unread(version: Outline | None, line: int, end: int) -> Iterator[str]:
    """What the lines that were not kept touch: all from `line` on, but for the context that ends a hunk."""
    if version is not None and line < end:
        yield from version.within(line, end - 1)

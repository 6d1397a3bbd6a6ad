"""Follows lines of the newest version back through the diffs of a window, to the commit that wrote each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from incidents.model.evidence import FileChange, Hunk

Line = tuple[str, int]
_ENOUGH = 2
_LOOKED_THROUGH = ("comments-only", "formatting-only")


@dataclass(frozen=True)
class Written:
    """The change of the window that wrote a line, and what it wrote."""

    change: FileChange
    text: str


def traced(lines: Iterable[Line], newest_first: Iterable[Sequence[FileChange]]) -> dict[Line, Written]:
    """For each line that a change of the window wrote, the change.

    The commits are taken as one line of history. Where branches ran beside each other, numbers can be off by what
    the other branch changed in the same file, so this orders suspects and proves nothing.
    """
    places: dict[str, dict[Line, int]] = {}
    for line in sorted(set(lines)):
        places.setdefault(line[0], {})[line] = line[1]
    found: dict[Line, Written] = {}
    for changes in newest_first:
        moved = [(change, places.pop(change.path)) for change in changes if change.path in places]
        for change, asked in moved:
            before = places.setdefault(change.old_path or change.path, {})
            for line, number in asked.items():
                place = _before(change, number)
                if isinstance(place, str) and change.effect in _LOOKED_THROUGH:
                    place = _beside(change, number)
                if isinstance(place, int):
                    before[line] = place
                else:
                    found[line] = Written(change, place)
    return found


def places_after(line: Line, newest_first: Iterable[Sequence[FileChange]]) -> dict[str, int]:
    """For the changes of the line's file back to the one that wrote it, by id: which line of it that was after each."""
    path, number = line
    found: dict[str, int] = {}
    for changes in newest_first:
        change = next((each for each in changes if each.path == path), None)
        if change is not None:
            found[change.id] = number
            place = _before(change, number)
            if isinstance(place, str):
                break
            path, number = change.old_path or path, place
    return found


def line_before(change: FileChange, number: int) -> int | None:
    """The number that the line had before the change; None where the change wrote it."""
    place = _before(change, number)
    return place if isinstance(place, int) else None


def _before(change: FileChange, number: int) -> int | str:
    """The number that the line had before the change; where the change wrote the line, its text."""
    moved = 0
    for hunk in change.hunks:
        if number < hunk.new_start:
            break
        if number < hunk.new_start + hunk.new_lines:
            place = _inside(hunk.text.split("\n"), hunk.old_start, hunk.new_start, number)
            return _beside(change, number) if place is None else place
        moved = (hunk.old_start + hunk.old_lines) - (hunk.new_start + hunk.new_lines)
    return number + moved


def _beside(change: FileChange, number: int) -> int:
    """The old line nearest to one in a hunk, where the hunk itself does not tell which one it was."""
    hunk = next(each for each in change.hunks if each.new_start <= number < each.new_start + each.new_lines)
    return hunk.old_start + min(number - hunk.new_start, max(hunk.old_lines - 1, 0))


def _inside(lines: Sequence[str], old: int, new: int, number: int) -> int | str | None:
    """None where the hunk was cut before the line."""
    for line in lines:
        sign = line[:1]
        if sign == "+":
            if new == number:
                return line[1:]
            new += 1
        elif sign == "-":
            old += 1
        elif sign != "\\":
            if new == number:
                return old
            old, new = old + 1, new + 1
    return None


def changed_places(hunk: Hunk) -> Iterator[tuple[int, str]]:
    """The changed lines, each behind the number that it has, or would have, after the change."""
    number = hunk.new_start
    for line in hunk.text.split("\n"):
        if line[:1] in ("+", "-"):
            yield number, line[1:]
        number += line[:1] not in ("-", "\\")


def same_file(printed: str, path: str) -> bool:
    """Whether a path that a program printed, which may be absolute or begin elsewhere, names a path of the repository.

    An image is often built from a folder of the repository into another one: `/srv/desk/src/mail.py` is
    `apps/desk/src/mail.py`. The last two parts have to agree, and all where either has fewer.
    """
    ours, theirs = path.split("/"), [part for part in printed.split("/") if part not in ("", ".")]
    return _agreeing(ours, theirs) >= min(_ENOUGH, len(ours), len(theirs))


def in_repository(printed: str, paths: Mapping[str, object]) -> str | None:
    """The one path of the repository that agrees with a printed one longest; None where none or several do."""
    if printed in paths:
        return printed
    theirs = [part for part in printed.split("/") if part not in ("", ".")]
    agreeing = {path: _agreeing(path.split("/"), theirs) for path in paths if same_file(printed, path)}
    longest = [path for path, parts in agreeing.items() if parts == max(agreeing.values())]
    return longest[0] if len(longest) == 1 else None


def _agreeing(one: Sequence[str], other: Sequence[str]) -> int:
    """How many parts agree, from the end."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    return next((place for place, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))

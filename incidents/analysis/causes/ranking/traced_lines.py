"""Follows lines of the newest version back through the diffs of a window, to the commit that wrote each."""

from collections.abc import Iterable, Mapping, Sequence

from incidents.model.evidence import FileChange

Line = tuple[str, int]


def traced(lines: Iterable[Line], newest_first: Sequence[Sequence[FileChange]]) -> dict[Line, FileChange]:
    """For each line that a change of the window wrote, the change.

    The commits are taken as one line of history. Where branches ran beside each other, numbers can be off by what
    the other branch changed in the same file, so this orders suspects and proves nothing.
    """
    places: dict[Line, Line] = {line: line for line in sorted(set(lines))}
    found: dict[Line, FileChange] = {}
    for changes in newest_first:
        by_path = {change.path: change for change in changes}
        for asked, (path, number) in list(places.items()):
            change = by_path.get(path)
            if change is None:
                continue
            before = _before(change, number)
            if before is None:
                found[asked] = change
                del places[asked]
            else:
                places[asked] = (change.old_path or path, before)
    return found


def _before(change: FileChange, number: int) -> int | None:
    """The number that the line had before the change; None where the change wrote it."""
    moved = 0
    for hunk in change.hunks:
        if number < hunk.new_start:
            break
        if number < hunk.new_start + hunk.new_lines:
            return _inside(hunk.text.split("\n"), hunk.old_start, hunk.new_start, number)
        moved = (hunk.old_start + hunk.old_lines) - (hunk.new_start + hunk.new_lines)
    return number + moved


def _inside(lines: Sequence[str], old: int, new: int, number: int) -> int | None:
    for line in lines:
        sign = line[:1]
        if sign == "+":
            if new == number:
                return None
            new += 1
        elif sign == "-":
            old += 1
        elif sign != "\\":
            if new == number:
                return old
            old, new = old + 1, new + 1
    return old  # the hunk was cut before the line


def same_file(printed: str, path: str) -> bool:
    """Whether a path that a program printed, which may be absolute, names a path of the repository."""
    return printed == path or printed.endswith(f"/{path}") or path.endswith(f"/{printed}")


def in_repository(printed: str, paths: Mapping[str, object]) -> str | None:
    """The one path of the repository that a printed one names; None where none or several are meant."""
    if printed in paths:
        return printed
    matching = [path for path in paths if same_file(printed, path)]
    return matching[0] if len(matching) == 1 else None

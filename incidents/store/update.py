"""Changes to an incident folder that exists, of which all are made or none."""

import errno
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from incidents.errors import StoreError
from incidents.store.filesystem import Filesystem
from incidents.store.journal import JOURNAL, STAGING, Change, Journal, in_order
from incidents.store.location import content_of, hash_of, place
from incidents.store.roll_forward import UNFINISHED, roll_forward
from incidents.store.tree import make_folders, remove_if_empty, remove_tree
from incidents.store.wording import NOTHING_WRITTEN, explained, sentence


def update(
    folder: Path, contents: Mapping[str, bytes | None], seen: Mapping[str, str | None], disk: Filesystem
) -> tuple[str, ...]:
    """Put every content, and remove the files whose content is None; `seen` are the hashes of what that replaces.

    Returns the drafts that somebody edited at this very moment, and that were therefore left as they are.
    """
    journal = _journal(folder, contents, seen)
    made: list[Path] = []
    try:
        _stage(folder, journal, contents, made, disk)
        _decide(folder, journal, disk)
    except BaseException as error:
        with suppress(OSError):
            discard(folder, disk)
        decided = (folder / STAGING / JOURNAL).exists()
        if not decided:
            remove_if_empty(made, disk)
        if isinstance(error, OSError):
            raise StoreError(sentence(folder, error, UNFINISHED if decided else NOTHING_WRITTEN)) from error
        raise
    with explained(folder, UNFINISHED):
        return roll_forward(folder, journal, disk)


def discard(folder: Path, disk: Filesystem) -> None:
    """Take back what is staged; the journal goes first, so that half of it is never put in place."""
    staging = folder / STAGING
    if not staging.is_symlink() and (staging / JOURNAL).exists():
        disk.unlink(staging / JOURNAL)
    remove_tree(staging, disk)


def _journal(folder: Path, contents: Mapping[str, bytes | None], seen: Mapping[str, str | None]) -> Journal:
    changes = []
    for number, name in enumerate(in_order(list(contents))):
        path = place(folder, name, NOTHING_WRITTEN)
        if hash_of(content_of(path, NOTHING_WRITTEN)) != seen[name]:
            raise StoreError(f"{path}: it was edited in the meantime; {NOTHING_WRITTEN}; run the command again")
        changes.append(Change(name=name, old=seen[name], new=hash_of(contents[name]), staged=str(number)))
    return Journal(changes=tuple(changes))


def _stage(
    folder: Path, journal: Journal, contents: Mapping[str, bytes | None], made: list[Path], disk: Filesystem
) -> None:
    """Write the new files beside the old ones, and meet now whatever could stop the renames later."""
    disk.make_folder(folder / STAGING)
    for change in journal.changes:
        target, staged, content = folder / change.name, folder / STAGING / change.staged, contents[change.name]
        if content is not None:
            made += make_folders(target.parent, disk)
            disk.write(staged, content, _mode(target))
            disk.sync(staged)
        if not disk.may_change(target.parent):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target.parent))


def _decide(folder: Path, journal: Journal, disk: Filesystem) -> None:
    staging = folder / STAGING
    written = staging / "journal.part"
    disk.write(written, journal.to_bytes(), None)
    disk.sync(written)
    disk.sync(folder)
    disk.rename(written, staging / JOURNAL)
    disk.sync(staging)


def _mode(target: Path) -> int | None:
    """The mode of the file that is replaced; None for a new file."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return None

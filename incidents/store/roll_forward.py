"""Finishing a decided write: what each change still needs, and doing it so that it can be interrupted and repeated."""

from collections.abc import Mapping
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path

from incidents.store.file_name import ASIDE, draft_of, is_draft
from incidents.store.filesystem import Filesystem
from incidents.store.journal import JOURNAL, STAGING, Change, Journal, damaged
from incidents.store.location import content_of, hash_of, place
from incidents.store.tree import make_folders, remove_tree

UNFINISHED = f"the new files are safe in {STAGING} and the next `incident` command puts them in place"


class Need(Enum):
    """What one change still needs; LEAVE is a draft that somebody edited after the write was interrupted."""

    PUT = auto()
    REMOVE = auto()
    NOTHING = auto()
    LEAVE = auto()


def needs(folder: Path, journal: Journal) -> Mapping[str, Need]:
    """What each changed file still needs; a merge base shares the fate of its edited draft."""
    found: dict[str, Need] = {}
    for change in journal.changes:
        left = found.get(draft_of(change.name) or "") is Need.LEAVE
        found[change.name] = Need.LEAVE if left else _need(folder, change)
    return found


def roll_forward(folder: Path, journal: Journal, disk: Filesystem) -> tuple[str, ...]:
    """Put every change in place and remove the journal; returns the drafts that were left as somebody edited them.

    The new text of such a draft is put beside it with `ASIDE` behind its name, and its merge base stays the old one,
    so that the next merge sees the edit for what it is.
    """
    found = needs(folder, journal)
    for change in journal.changes:
        path = place(folder, change.name, UNFINISHED)
        if found[change.name] is Need.PUT:
            make_folders(path.parent, disk)
            disk.rename(folder / STAGING / change.staged, path)
        elif found[change.name] is Need.REMOVE:
            disk.unlink(path)
    left = [change for change in journal.changes if found[change.name] is Need.LEAVE]
    # A merge base goes before its draft: while the draft is staged, a repetition comes to the same conclusion.
    for change in reversed(left):
        _set_aside(folder, change, disk)
    for parent in sorted({(folder / change.name).parent for change in journal.changes}):
        if parent.is_dir():
            disk.sync(parent)
    disk.unlink(folder / STAGING / JOURNAL)
    with suppress(OSError):
        remove_tree(folder / STAGING, disk)
    return tuple(change.name for change in left if is_draft(change.name))


def _need(folder: Path, change: Change) -> Need:
    present = hash_of(content_of(place(folder, change.name, UNFINISHED), UNFINISHED))
    if change.new is None:
        wanted = Need.REMOVE if present else Need.NOTHING
    else:
        staged = hash_of(content_of(place(folder / STAGING, change.staged, UNFINISHED), UNFINISHED))
        if staged not in (None, change.new):
            raise damaged(folder, f"{change.staged} is not what was staged for {change.name}")
        # A staged file is gone once it is in place; what stands there was written later and is none of our business.
        wanted = Need.PUT if staged else Need.NOTHING
    edited = is_draft(change.name) and present not in (change.old, change.new)
    return Need.LEAVE if edited and wanted is not Need.NOTHING else wanted


def _set_aside(folder: Path, change: Change, disk: Filesystem) -> None:
    staged = folder / STAGING / change.staged
    if not staged.exists():
        return
    if is_draft(change.name):
        disk.rename(staged, place(folder, change.name + ASIDE, UNFINISHED))
    else:
        disk.unlink(staged)

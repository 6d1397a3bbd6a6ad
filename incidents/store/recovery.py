"""What a killed process left behind: a decided write is finished, an undecided one is taken back."""

from pathlib import Path

from incidents.store.creation import sibling
from incidents.store.file_name import ASIDE
from incidents.store.filesystem import Filesystem
from incidents.store.journal import pending
from incidents.store.roll_forward import UNFINISHED, roll_forward
from incidents.store.tree import remove_tree
from incidents.store.update import discard
from incidents.store.wording import NOTHING_WRITTEN, explained


def recover(folder: Path, disk: Filesystem) -> tuple[str, ...]:
    """Bring the folder to the old state or the new one; the lock must be held.

    Returns a sentence for each draft that was left alone because somebody edited it.
    """
    journal = pending(folder)
    if journal is not None:
        with explained(folder, UNFINISHED):
            return told(folder, roll_forward(folder, journal, disk))
    with explained(folder, NOTHING_WRITTEN):
        remove_tree(sibling(folder), disk)
        discard(folder, disk)
    return ()


def told(folder: Path, left: tuple[str, ...]) -> tuple[str, ...]:
    """A sentence for each draft that somebody edited while a write was under way."""
    return tuple(
        f"{folder / name}: it was edited while it was being written anew; your text stays"
        + (f", and the new text is in {name}{ASIDE} beside it" if (folder / f"{name}{ASIDE}").exists() else "")
        for name in left
    )

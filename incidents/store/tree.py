"""Making and removing folders step by step."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from incidents.store.filesystem import Filesystem


def make_folders(path: Path, disk: Filesystem) -> tuple[Path, ...]:
    """Make the folder and those above it that are missing, all or none; returns what was made, outermost first."""
    missing: list[Path] = []
    while not path.is_dir() and path != path.parent:
        missing.append(path)
        path = path.parent
    try:
        for folder in reversed(missing):
            disk.make_folder(folder)
            disk.sync(folder.parent)
    except BaseException:
        remove_if_empty(missing, disk)
        raise
    return tuple(reversed(missing))


def remove_if_empty(folders: Iterable[Path], disk: Filesystem) -> None:
    """Take back folders that were made for a write that did not happen, unless something is in them by now."""
    for folder in sorted(folders, reverse=True):
        with suppress(OSError):
            disk.remove_folder(folder)


def remove_tree(path: Path, disk: Filesystem) -> None:
    """Remove what is there, a folder with everything in it; links are removed, never followed."""
    if path.is_symlink() or path.is_file():
        disk.unlink(path)
        return
    for here, folders, files in os.walk(path, topdown=False):
        links = [name for name in folders if (Path(here) / name).is_symlink()]
        for name in sorted([*files, *links]):
            disk.unlink(Path(here) / name)
        disk.remove_folder(Path(here))

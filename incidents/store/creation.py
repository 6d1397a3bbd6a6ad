"""A new incident folder, which appears with all its files or not at all."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from incidents.errors import StoreError
from incidents.store.filesystem import Filesystem
from incidents.store.tree import make_folders, remove_tree
from incidents.store.wording import NOTHING_WRITTEN, sentence

_UNCONFIRMED = "the files are in place, but the disk did not confirm that they would survive a power failure"


def sibling(folder: Path) -> Path:
    """Where a folder that does not exist yet is built until it is whole."""
    return folder.parent / f".{folder.name}.new"


def create(folder: Path, contents: Mapping[str, bytes], disk: Filesystem) -> None:
    building = sibling(folder)
    outcome = NOTHING_WRITTEN
    try:
        _build(building, contents, disk)
        disk.rename(building, folder)
        outcome = _UNCONFIRMED
        disk.sync(folder.parent)
    except BaseException as error:
        with suppress(OSError):
            remove_tree(building, disk)
        if isinstance(error, OSError):
            raise StoreError(sentence(folder, error, outcome)) from error
        raise


def _build(building: Path, contents: Mapping[str, bytes], disk: Filesystem) -> None:
    disk.make_folder(building)
    made = [building]
    for name, content in sorted(contents.items()):
        path = building / name
        made += make_folders(path.parent, disk)
        disk.write(path, content, None)
        disk.sync(path)
    for each in made:
        disk.sync(each)

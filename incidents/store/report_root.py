"""The folder that holds all incidents: one build at a time reads and writes for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from incidents.store.filesystem import Filesystem
from incidents.store.lock import only_writer
from incidents.store.tree import make_folders, remove_if_empty
from incidents.store.wording import NOTHING_WRITTEN, explained


@contextmanager
def only_build(root: Path, disk: Filesystem | None = None) -> Iterator[None]:
    """Hold the report root from a build's first reading to its last write.

    Raises StoreError at once where another build holds it or it cannot be written, so that nobody reads for minutes
    and is refused at the end. A root that was made for a build that wrote nothing is taken back.
    """
    used = disk or Filesystem()
    made: tuple[Path, ...] = ()
    try:
        with explained(root, NOTHING_WRITTEN):
            made = make_folders(root, used)
        with only_writer(root / ".build.lock", root, used):
            yield
    finally:
        remove_if_empty(made, used)

"""One writer at a time: a lock that the kernel releases when its holder ends, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from incidents.errors import StoreError
from incidents.store.filesystem import NEW_FILE_MODE, Filesystem
from incidents.store.wording import NOTHING_WRITTEN, explained


@contextmanager
def only_writer(lock: Path, folder: Path, disk: Filesystem) -> Iterator[None]:
    """Hold the lock file for the block; raises StoreError at once where another process holds it.

    The file is removed at the end. A killed holder leaves it behind, which stops nobody.
    """
    handle = _acquired(lock, folder)
    try:
        yield
    finally:
        try:
            with suppress(OSError):
                disk.unlink(lock)
        finally:
            os.close(handle)


def _acquired(lock: Path, folder: Path) -> int:
    while True:
        with explained(folder, NOTHING_WRITTEN):
            handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, NEW_FILE_MODE)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                os.close(handle)
                raise StoreError(
                    f"another `incident` is writing {folder}; {NOTHING_WRITTEN}; try again when it is done"
                ) from error
            except OSError:
                os.close(handle)
                raise
        if _is_current(handle, lock):
            return handle
        os.close(handle)


def _is_current(handle: int, lock: Path) -> bool:
    """Whether the name still leads to the locked file: its last holder may have removed it while we were opening it."""
    try:
        return os.path.samestat(os.fstat(handle), lock.stat(follow_symlinks=False))
    except FileNotFoundError:
        return False

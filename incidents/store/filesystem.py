"""The single steps in which files change; every change the store makes goes through here, one step at a time."""

import errno
import os
from pathlib import Path

NEW_FILE_MODE = 0o644
NEW_FOLDER_MODE = 0o755


class Filesystem:
    """The disk. Each method is one step that may fail, or be the last one before the process is killed."""

    def make_folder(self, path: Path) -> None:
        path.mkdir(NEW_FOLDER_MODE)

    def write(self, path: Path, content: bytes, mode: int | None) -> None:
        """Write a file that must not exist yet; without a mode the process's umask decides."""
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, NEW_FILE_MODE)
        with os.fdopen(handle, "wb") as file:
            if mode is not None:
                os.fchmod(handle, mode)
            file.write(content)

    def sync(self, path: Path) -> None:
        """Bring a file's content or a folder's names to the disk."""
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        except OSError as error:
            # Some network file systems refuse to sync a folder, and have nothing to sync.
            if not (path.is_dir() and error.errno in (errno.EINVAL, errno.ENOTSUP)):
                raise
        finally:
            os.close(handle)

    def rename(self, path: Path, target: Path) -> None:
        """Put `path` in the place of `target` in one step; a file that was there is replaced."""
        path.rename(target)

    def unlink(self, path: Path) -> None:
        path.unlink()

    def remove_folder(self, path: Path) -> None:
        """Remove an empty folder."""
        path.rmdir()

    def may_change(self, folder: Path) -> bool:
        """Whether names may be added to and removed from the folder."""
        return os.access(folder, os.W_OK | os.X_OK)

"""Opens what is a plain file and nothing else: a pipe would wait forever for somebody to write."""

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal


@dataclass(frozen=True)
class PlainFile:
    """A file by its path; a folder, a pipe or a device in its place is an OSError that says so."""

    path: Path

    def open(self, _: Literal["rb"] = "rb", /) -> BinaryIO:
        """Open the bytes, from the first one; a link is followed."""
        opened = os.open(self.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        kind = os.fstat(opened).st_mode
        if stat.S_ISREG(kind):
            return os.fdopen(opened, "rb")
        os.close(opened)
        if stat.S_ISDIR(kind):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        raise OSError(errno.EINVAL, "it is a pipe or a device, not a file")

"""The sentences in which the store says what it could not read or write."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from incidents.errors import StoreError

NOTHING_WRITTEN = "nothing was written"
NOTHING_READ = "nothing was read"

_SAID = {
    errno.ENOSPC: "there is no space left on this disk; free some and try again",
    errno.EDQUOT: "the disk quota is used up; free some space and try again",
    errno.EFBIG: "a file would grow over the size that this disk or this process allows; raise the limit and try again",
    errno.EROFS: "the file system is read-only; make it writable or set another `report_root`",
    errno.EACCES: "permission denied; give yourself access to it or set another `report_root`",
    errno.EPERM: "the system does not permit it; check the owner and attributes of the folder",
    errno.ENAMETOOLONG: "the name is too long for this file system; choose a shorter one",
    errno.ENOTDIR: "a part of this path is a file, not a folder; move it away or set another `report_root`",
    errno.EEXIST: "a file of this name is in the way; move it away or set another `report_root`",
    errno.ENOTEMPTY: "a folder of this name has appeared meanwhile; move it away or try again",
    errno.ELOOP: "a symbolic link is in the way; remove it",
    errno.ENOENT: "no such file or folder; check the path",
}


@contextmanager
def explained(path: Path, outcome: str) -> Iterator[None]:
    """Turn an OSError of the block into one sentence about `path` that ends with the outcome."""
    try:
        yield
    except OSError as error:
        raise StoreError(sentence(path, error, outcome)) from error


def sentence(path: Path, error: OSError, outcome: str) -> str:
    said = _SAID.get(error.errno or 0) or f"the system says {error.strerror or type(error).__name__!r}"
    return f"{path}: {said}; {outcome}"


def unusable(path: Path, what: str, line: int | None = None) -> StoreError:
    """The error for a stored file that cannot be used; `what` says what was seen and what to do."""
    place = f"{path}, line {line}" if line else str(path)
    return StoreError(f"{place}: {what}; {NOTHING_READ}")


def first_fault(error: ValidationError) -> str:
    """The first fault of a value, without the value itself: stored text may hold anything."""
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    place = ".".join(str(part) for part in faults[0]["loc"])
    said = faults[0]["msg"].removeprefix("Value error, ")
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return _printable(f"{place}: {said}" if place else said) + more


def _printable(text: str) -> str:
    shown = "".join(char if char.isprintable() else "?" for char in text)
    return shown if len(shown) <= 200 else f"{shown[:200]}..."

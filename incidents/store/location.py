"""Where a file of an incident folder lies, and that nothing on the way leads out of the folder."""

import hashlib
import stat
from collections.abc import Callable
from pathlib import Path

from incidents.errors import StoreError
from incidents.store.wording import explained


def place(folder: Path, name: str, outcome: str) -> Path:
    """Where the file lies or would lie; raises StoreError where a link, or a thing of another kind, is in its way."""
    path = folder
    *parents, last = name.split("/")
    for part in parents:
        path /= part
        _refuse_other(path, stat.S_ISDIR, "folder", outcome)
    path /= last
    _refuse_other(path, stat.S_ISREG, "file", outcome)
    return path


def found_folder(path: Path, outcome: str) -> bool:
    """Whether the incident folder is there; raises StoreError where something else has its name."""
    return _refuse_other(path, stat.S_ISDIR, "folder", outcome)


def content_of(path: Path, outcome: str) -> bytes | None:
    """None where there is no such file."""
    with explained(path, outcome):
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None


def hash_of(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()


def _refuse_other(path: Path, is_wanted: Callable[[int], bool], wanted: str, outcome: str) -> bool:
    with explained(path, outcome):
        try:
            mode = path.lstat().st_mode
        except FileNotFoundError:
            return False
    if stat.S_ISLNK(mode):
        raise StoreError(f"{path}: it is a symbolic link, and links are not followed; put a {wanted} there; {outcome}")
    if not is_wanted(mode):
        raise StoreError(f"{path}: it is no {wanted}; move it away; {outcome}")
    return True

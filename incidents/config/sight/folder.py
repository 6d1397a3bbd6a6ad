"""The files of a folder: a bounded, sorted list that follows no link, and their text."""

import os
import stat
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from incidents.config.relative_paths import fault_of
from incidents.errors import BadInputError

_MOST_ENTRIES = 20_000
_MOST_IN_ONE_FOLDER = 5_000
_DEEPEST = 8
_LARGEST_TEXT = 256_000
_SKIPPED = frozenset({"node_modules", "venv", "__pycache__", "site-packages", "vendor", "dist", "target"})
_DOTTED = frozenset({".github", ".circleci", ".cloudbuild"})
_EXAMPLES = frozenset({"tests", "test", "testdata", "fixtures", "docs", "doc", "examples", "example", "spec", "specs"})


@dataclass(frozen=True)
class Folder:
    """Paths are relative to `root`, with slashes, nearest first; the repository that is `root` itself is "".

    `whole` is false where a bound was met; which files are left out does not depend on the file system's order.
    """

    root: Path
    files: tuple[str, ...]
    folders: frozenset[str]
    repositories: tuple[str, ...]
    whole: bool

    def text(self, path: str, most: int = _LARGEST_TEXT) -> str:
        """The start of a file as text; empty for a link, for what is no plain file and for what cannot be read."""
        return read_start(self.root / path, most).decode("utf-8", "replace")

    def own_files(self) -> Iterator[str]:
        """Files that are neither tests nor examples nor documentation: those show what others should do."""
        return (path for path in self.files if not _is_example(path.lower().split("/")[:-1]))


def look(root: Path) -> Folder:
    """List the folder; BadInputError when it is none."""
    if not root.is_dir():
        raise BadInputError(f"{root} is not a folder: name the folder that incident.toml is for; nothing was written")
    files: list[str] = []
    folders: set[str] = set()
    repositories: list[str] = []
    whole = True
    waiting = deque([("", 0)])
    while waiting:
        folder, depth = waiting.popleft()
        entries = _entries(root / folder)
        if entries is None or len(files) + len(folders) + len(entries) > _MOST_ENTRIES or depth > _DEEPEST:
            whole = False
            continue
        if any(entry.name == ".git" and not entry.is_symlink() for entry in entries):
            repositories.append(folder)
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False):
                if _is_looked_into(entry.name):
                    folders.add(path)
                    waiting.append((path, depth + 1))
            elif entry.is_file(follow_symlinks=False):
                files.append(path)
    return Folder(root, tuple(files), frozenset(folders), tuple(repositories), whole)


def read_start(path: Path, most: int) -> bytes:
    """At most so many bytes of a plain file; empty for anything else, a link included."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)  # a named pipe would wait
    try:
        opened = os.open(path, flags)
    except OSError:
        return b""
    try:
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            return b""
        with os.fdopen(opened, "rb", closefd=False) as stream:
            return stream.read(most)
    except OSError:  # a disk that fails, a network share that is gone
        return b""
    finally:
        os.close(opened)


def _entries(folder: Path) -> list[os.DirEntry[str]] | None:
    """The entries by name; None for a folder that is too full or may not be read."""
    found: list[os.DirEntry[str]] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if len(found) == _MOST_IN_ONE_FOLDER:
                    return None
                if _is_nameable(entry.name):
                    found.append(entry)
    except OSError:
        return None
    return sorted(found, key=lambda entry: entry.name)


def _is_nameable(name: str) -> bool:
    """Whether incident.toml can name it: not if it is no Unicode, or means something else there."""
    return name.isprintable() and bool(name.strip()) and fault_of(name, glob=True) is None


def _is_example(folders: list[str]) -> bool:
    """Below a folder of results, `test` is the name of a run, as Gradle has it."""
    result = next((at for at, name in enumerate(folders) if "result" in name or "report" in name), len(folders))
    return not _EXAMPLES.isdisjoint(folders[:result])


def _is_looked_into(name: str) -> bool:
    return name not in _SKIPPED and (not name.startswith(".") or name in _DOTTED)

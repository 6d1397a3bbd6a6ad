"""Disks that fail, or end the process, at a chosen step; a half-written file is a step of its own."""

import errno
import os
import signal
from collections.abc import Callable
from pathlib import Path

from incidents.store.filesystem import Filesystem


class FaultyDisk(Filesystem):
    """Counts its steps and calls `fault` at one of them, or at all from there on; syncing is counted and not done."""

    def __init__(self, at: int = 0, fault: Callable[[], None] | None = None, *, lasting: bool = False) -> None:
        self.steps: list[str] = []
        self._at = at
        self._fault = fault
        self._lasting = lasting

    def _step(self, what: str) -> None:
        self.steps.append(what)
        due = len(self.steps) >= self._at if self._lasting else len(self.steps) == self._at
        if self._fault and due:
            self._fault()

    def make_folder(self, path: Path) -> None:
        self._step(f"make {path.name}")
        super().make_folder(path)

    def write(self, path: Path, content: bytes, mode: int | None) -> None:
        self._step(f"open {path.name}")
        super().write(path, content[: len(content) // 2], mode)
        self._step(f"write {path.name}")
        with path.open("ab") as file:
            file.write(content[len(content) // 2 :])

    def sync(self, path: Path) -> None:
        self._step(f"sync {path.name}")

    def rename(self, path: Path, target: Path) -> None:
        self._step(f"rename {path.name} to {target.name}")
        super().rename(path, target)

    def unlink(self, path: Path) -> None:
        self._step(f"unlink {path.name}")
        super().unlink(path)

    def remove_folder(self, path: Path) -> None:
        self._step(f"remove {path.name}")
        super().remove_folder(path)


class ClosedDisk(Filesystem):
    """A disk that lets nothing be changed within folders of one name."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def may_change(self, folder: Path) -> bool:
        return folder.name != self._folder and super().may_change(folder)


def failing(number: int) -> Callable[[], None]:
    """A fault that raises the OSError of this errno."""

    def fault() -> None:
        raise OSError(number, os.strerror(number))

    return fault


def full_disk(at: int, *, lasting: bool = False) -> FaultyDisk:
    return FaultyDisk(at, failing(errno.ENOSPC), lasting=lasting)


def deadly_disk(at: int) -> FaultyDisk:
    """Ends the process as `kill -9` does, before the chosen step."""
    return FaultyDisk(at, lambda: os.kill(os.getpid(), signal.SIGKILL))

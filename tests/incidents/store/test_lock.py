import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from incidents.errors import StoreError
from incidents.store.filesystem import Filesystem
from incidents.store.lock import only_writer
from tests.incidents.store.faulty_disk import full_disk

REPOSITORY = Path(__file__).parents[3]
HOLDER = """
import sys
from pathlib import Path
from incidents.store.filesystem import Filesystem
from incidents.store.lock import only_writer
with only_writer(Path(sys.argv[1]), Path("x"), Filesystem()):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holder(lock: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until its input ends."""
    command = [sys.executable, "-c", HOLDER, str(lock)]
    with subprocess.Popen(command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process


def test_a_second_process_is_told_at_once_and_gets_the_lock_when_the_first_is_killed(tmp_path: Path) -> None:
    lock = tmp_path / ".x.lock"
    with holder(lock) as process:
        with pytest.raises(StoreError) as caught, only_writer(lock, tmp_path / "x", Filesystem()):
            pass
        assert str(caught.value) == (
            f"another `incident` is writing {tmp_path / 'x'}; nothing was written; try again when it is done"
        )
        assert lock.exists()
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert lock.exists()
        with only_writer(lock, tmp_path / "x", Filesystem()):
            pass
    assert not lock.exists()


def test_the_lock_is_released_when_the_block_raises(tmp_path: Path) -> None:
    lock = tmp_path / ".x.lock"
    with pytest.raises(KeyError), only_writer(lock, tmp_path / "x", Filesystem()):
        raise KeyError
    with only_writer(lock, tmp_path / "x", Filesystem()):
        assert lock.exists()
    assert not lock.exists()


def test_a_lock_file_that_cannot_be_removed_stops_nobody(tmp_path: Path) -> None:
    lock = tmp_path / ".x.lock"
    with only_writer(lock, tmp_path / "x", full_disk(1)):
        pass
    assert lock.exists()
    with only_writer(lock, tmp_path / "x", Filesystem()):
        pass
    assert not lock.exists()


class RemovedMeanwhile:
    """Opens files as `os.open` does; the first lock it opens is removed by its holder at that very moment."""

    def __init__(self, replaced: bool) -> None:
        self.opened = 0
        self._replaced = replaced
        self._open = os.open

    def __call__(self, path: Path, flags: int, mode: int = 0o777) -> int:
        handle = self._open(path, flags, mode)
        if Path(path).suffix != ".lock":
            return handle  # other threads of the test's process open files of their own
        self.opened += 1
        if self.opened == 1:
            path.unlink()
            if self._replaced:
                path.write_bytes(b"")
        return handle


@pytest.mark.parametrize("replaced", [True, False])
def test_a_lock_that_was_removed_while_it_was_opened_is_not_taken_for_the_current_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replaced: bool
) -> None:
    lock = tmp_path / ".x.lock"
    opening = RemovedMeanwhile(replaced)
    monkeypatch.setattr(os, "open", opening)
    with only_writer(lock, tmp_path / "x", Filesystem()):
        assert opening.opened == 2
        with (
            pytest.raises(StoreError, match="another `incident` is writing"),
            only_writer(lock, tmp_path, Filesystem()),
        ):
            pass


def test_a_link_in_the_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / ".x.lock").symlink_to(tmp_path / "made-elsewhere")
    with pytest.raises(StoreError) as caught, only_writer(tmp_path / ".x.lock", tmp_path / "x", Filesystem()):
        pass
    assert str(caught.value) == f"{tmp_path / 'x'}: a symbolic link is in the way; remove it; nothing was written"
    assert not (tmp_path / "made-elsewhere").exists()


def test_a_file_system_without_locks_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_handle: int, _operation: int) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("fcntl.flock", refused)
    with pytest.raises(StoreError) as caught, only_writer(tmp_path / ".x.lock", tmp_path / "x", Filesystem()):
        pass
    assert str(caught.value) == f"{tmp_path / 'x'}: the system says 'No locks available'; nothing was written"

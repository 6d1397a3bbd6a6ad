import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from incidents.errors import StoreError
from tests.incidents.store.faulty_disk import FaultyDisk, failing
from tests.incidents.store.states import NEW, OLD, State, alone, on_disk, read, store

AFTERWARDS: State = {"incident.json": b"written afterwards\n"}


def interrupt_by_key() -> None:
    raise KeyboardInterrupt


def steps_of(root: Path, old: State, new: State) -> int:
    store(root, old, disk=FaultyDisk())
    disk = FaultyDisk()
    store(root, new, old, disk)
    return len(disk.steps)


@pytest.mark.parametrize("old", [{}, OLD], ids=["first creation", "update"])
@pytest.mark.parametrize("lasting", [False, True], ids=["a passing fault", "a lasting fault"])
@pytest.mark.parametrize("fault", [failing(errno.ENOSPC), failing(errno.EROFS), interrupt_by_key])
def test_a_write_that_fails_at_any_step_leaves_the_old_state_or_the_new_one(
    tmp_path: Path, old: State, lasting: bool, fault: Callable[[], None]
) -> None:
    steps = steps_of(tmp_path / "rehearsal", old, NEW)
    assert steps > 30
    for at in range(1, steps + 1):
        root = tmp_path / str(at)
        if old:
            store(root, old, disk=FaultyDisk())
        said = ""
        try:
            store(root, NEW, old, FaultyDisk(at, fault, lasting=lasting))
        except StoreError as error:
            said = str(error)
        except KeyboardInterrupt:
            assert fault is interrupt_by_key

        told = read(root, FaultyDisk(1, fault, lasting=True) if fault is not interrupt_by_key else None)
        assert told in (old, NEW), at
        if said.endswith("nothing was written"):
            assert told == old, at
        if not lasting and told == old:
            assert on_disk(root) == alone(old), at
        if not old and said.endswith("nothing was written") and not lasting:
            assert not root.exists(), at

        store(root, AFTERWARDS, disk=FaultyDisk())
        assert on_disk(root) == alone({**told, **AFTERWARDS}), at


@pytest.mark.parametrize("lasting", [False, True])
def test_every_failure_is_one_sentence_that_says_what_became_of_the_files(tmp_path: Path, lasting: bool) -> None:
    endings = {"nothing was written": 0, "the next `incident` command puts them in place": 0}
    for at in range(1, steps_of(tmp_path / "rehearsal", OLD, NEW) + 1):
        root = tmp_path / str(at)
        store(root, OLD, disk=FaultyDisk())
        try:
            store(root, NEW, OLD, FaultyDisk(at, failing(errno.ENOSPC), lasting=lasting))
        except StoreError as error:
            said = str(error)
            assert "there is no space left on this disk; free some and try again; " in said
            assert "\n" not in said
            (ending,) = [each for each in endings if said.endswith(each)]
            endings[ending] += 1
    assert min(endings.values()) > 5

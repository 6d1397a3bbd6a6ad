"""Kills a writer at every one of its steps and looks at what it leaves; run as a program, it prints its figures."""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from incidents.store.journal import pending
from tests.incidents.store.faulty_disk import FaultyDisk, deadly_disk, full_disk
from tests.incidents.store.states import NAME, NEW, OLD, State, alone, folder, on_disk, read, store

NOTHING: State = {}
AFTERWARDS: State = {"incident.json": b"written afterwards\n", "impact.md": b"written afterwards\n"}
SCENARIOS: tuple[tuple[str, State, State], ...] = (
    ("first creation", NOTHING, NEW),
    ("update", {"incident.json": b"old\n", "impact.md": b"old\n"}, {"incident.json": b"new\n", "impact.md": b"new\n"}),
    ("update that adds and removes", OLD, NEW),
)


def in_a_process(act: Callable[[], int]) -> int:
    """What `act` returned in its own process, or the negative signal that killed it; a failure ends the program."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            status = 100 + act()
        except BaseException as error:  # noqa: BLE001  # a child must never return into its parent's code
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
            sys.stderr.flush()
        os._exit(status)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code >= 100:
        return code - 100
    if code >= 0:
        sys.exit(1)
    return code


def examine(root: Path, old: State, new: State) -> int:
    """0 for the old state and 1 for the new one, whoever looks; what is left behind must be gone after a next write."""
    told = read(root, full_disk(1, lasting=True))
    assert told in (old, new), f"a reader that cannot write sees {sorted(told)}"
    assert read(root, FaultyDisk()) == told, "a reader that can write sees another state than one that cannot"
    with folder(root, FaultyDisk()).writing():
        pass
    assert on_disk(root) == alone(told), f"left behind: {sorted(on_disk(root))}"
    store(root, AFTERWARDS, disk=FaultyDisk())
    assert on_disk(root) == alone({**told, **AFTERWARDS}), "the next write did not come out whole"
    return int(told == new)


def drive(old: State, new: State, work: Path) -> dict[str, int]:
    """Kill at step 1, 2, 3 and so on until a write comes to its end; first all states must be old, then all new."""
    states: list[int] = []
    recoveries = 0
    killed = -1
    while killed < 0:
        root = work / str(len(states)) / "postmortems"
        if old:
            store(root, old, disk=FaultyDisk())
        killed = in_a_process(partial(_store_deadly, root, old, new, at=len(states) + 1))
        if pending(root / NAME):
            recoveries += drive_recovery(root, new, work / f"{len(states)}-recovered")
        states.append(in_a_process(partial(examine, root, old, new)))
    assert states == sorted(states), f"the new state was seen and then the old one again: {states}"
    assert states[0] == 0, "a write that was killed before its first step changed something"
    assert states[-1] == 1, "a write that came to its end changed nothing"
    return {"killed": len(states) - 1, "old": states.count(0), "recoveries killed": recoveries}


def drive_recovery(left: Path, new: State, work: Path) -> int:
    """Kill the recovery of what was left at each of its steps too; each time the new state must be what follows."""
    killed, steps = -1, 0
    while killed < 0:
        steps += 1
        root = work / str(steps)
        shutil.copytree(left, root)
        killed = in_a_process(partial(_recover_deadly, root, at=steps))
        with folder(root, FaultyDisk()).writing():
            pass
        assert on_disk(root) == alone(new), "a decided write was not finished"
    return steps - 1


def _store_deadly(root: Path, old: State, new: State, at: int) -> int:
    store(root, new, old, deadly_disk(at))
    return 0


def _recover_deadly(root: Path, at: int) -> int:
    with folder(root, deadly_disk(at)).writing():
        return 0


if __name__ == "__main__":
    # What a killed process leaves does not depend on the disk, so the fastest one will do.
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as place:
        figures = {name: drive(old, new, Path(place) / name) for name, old, new in SCENARIOS}
    sys.stdout.write(json.dumps(figures))

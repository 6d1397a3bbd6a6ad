"""A folder as a killed writer leaves it: the write is decided, and nothing of it is in place yet."""

from pathlib import Path

from incidents.errors import StoreError
from incidents.store.journal import JOURNAL
from tests.incidents.store.faulty_disk import FaultyDisk, full_disk
from tests.incidents.store.states import NAME, State, store


def interrupt(root: Path, old: State, new: State, *, after: int = 0) -> None:
    """Go from `old` to `new` and stop for good after so many steps behind the decision."""
    store(root, old)
    rehearsal = FaultyDisk()
    copy = root.parent / "rehearsal"
    store(copy, old)
    store(copy, new, old, rehearsal)
    decided = rehearsal.steps.index(f"rename journal.part to {JOURNAL}") + 2
    try:
        store(root, new, old, full_disk(decided + after + 1, lasting=True))
    except StoreError as error:
        assert "next `incident` command" in str(error)  # noqa: PT017  # this is a builder, not a test
    (root / f".{NAME}.lock").unlink()

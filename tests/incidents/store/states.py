"""States of an incident folder to go to and from, and what is on the disk as opposed to what a reader is told."""

from collections.abc import Mapping
from pathlib import Path

from incidents.store.filesystem import Filesystem
from incidents.store.folder import IncidentFolder
from incidents.store.transaction import Transaction

NAME = "2026-03-02-parcel-api"
State = Mapping[str, bytes]

OLD: State = {
    "evidence.jsonl": b"old evidence\n",
    "incident.json": b"old incident\n",
    "impact.md": b"old impact\n",
    ".generated/impact.md": b"old impact\n",
    "issues/P0-label.md": b"to be removed\n",
    ".generated/issues/P0-label.md": b"to be removed\n",
}
NEW: State = {
    "evidence.jsonl": b"old evidence\n",
    "incident.json": b"new incident\n",
    "impact.md": b"new impact\n",
    ".generated/impact.md": b"new impact\n",
    "drafts/five-whys.md": b"added in a folder of its own\n",
    "report.html": b"added\n",
}


def folder(root: Path, disk: Filesystem | None = None) -> IncidentFolder:
    return IncidentFolder(root, NAME, disk or Filesystem())


def put_all(transaction: Transaction, state: State, before: State | None = None) -> None:
    for name, content in state.items():
        transaction.put(name, content)
    for name in (before or {}).keys() - state.keys():
        transaction.remove(name)


def store(root: Path, state: State, before: State | None = None, disk: Filesystem | None = None) -> Transaction:
    """Write the state in one transaction, removing what only `before` holds."""
    with folder(root, disk).writing() as transaction:
        put_all(transaction, state, before)
    return transaction


def read(root: Path, disk: Filesystem | None = None) -> State:
    """What a reader is told."""
    here = folder(root, disk)
    return {name: content for name in here.names() if (content := here.read_bytes(name)) is not None}


def on_disk(root: Path) -> State:
    """Every file that lies under the root, the hidden ones included."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def alone(state: State) -> State:
    """What `on_disk` gives where this state is all there is."""
    return {f"{NAME}/{name}": content for name, content in state.items()}

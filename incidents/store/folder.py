"""One incident's folder: read without waiting, written as a whole by one process at a time."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from incidents.errors import StoreError
from incidents.model.incident import Incident
from incidents.model.sealed import SealedEvidence
from incidents.store import evidence_file, incident_file
from incidents.store.evidence_file import EVIDENCE_FILE
from incidents.store.file_name import checked_folder
from incidents.store.filesystem import Filesystem
from incidents.store.incident_file import INCIDENT, PREVIOUS
from incidents.store.journal import pending
from incidents.store.location import found_folder
from incidents.store.lock import only_writer
from incidents.store.reading import names, read_bytes
from incidents.store.recovery import recover
from incidents.store.transaction import Transaction, decoded
from incidents.store.tree import make_folders, remove_if_empty
from incidents.store.wording import NOTHING_READ, NOTHING_WRITTEN, explained, unusable


@dataclass(frozen=True)
class IncidentFolder:
    """The folder `name` under the report root; neither needs to exist.

    Readers finish what a killed writer left where they may write, and else read through it, so they too see the old
    state or the new one. They never wait: beside a writer they read what is there.
    """

    root: Path
    name: str
    disk: Filesystem = field(default_factory=Filesystem, repr=False, compare=False)

    def __post_init__(self) -> None:
        try:
            checked_folder(self.name)
        except ValueError as error:
            raise StoreError(f"{error}; {NOTHING_WRITTEN}") from error

    @property
    def path(self) -> Path:
        return self.root / self.name

    def read_evidence(self) -> SealedEvidence:
        return evidence_file.from_bytes(self._required(EVIDENCE_FILE), self.path / EVIDENCE_FILE)

    def read_incident(self) -> Incident:
        return incident_file.from_bytes(self._required(INCIDENT), self.path / INCIDENT)

    def read_previous(self) -> Incident | None:
        """What the build before the last change concluded; None where no build has changed anything."""
        content = self.read_bytes(PREVIOUS)
        try:
            return None if content is None else incident_file.from_bytes(content, self.path / PREVIOUS)
        except StoreError as error:
            raise unusable(self.path / PREVIOUS, "it is damaged or of another version; remove it") from error

    def read_text(self, name: str) -> str | None:
        """The file with its line ends as they are; None where there is none."""
        content = self.read_bytes(name)
        return None if content is None else decoded(content, self.path / name)

    def read_bytes(self, name: str) -> bytes | None:
        """None where there is no such file, or no such folder."""
        self._recover_if_possible()
        return read_bytes(self.path, name)

    def names(self) -> tuple[str, ...]:
        """All files that may be put here, sorted, those in folders with "/"; other files are not the store's."""
        self._recover_if_possible()
        return names(self.path)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Lock, recover, and write what the block puts and removes as one when it ends.

        Raises StoreError at once where another process is writing this incident.
        """
        made: tuple[Path, ...] = ()
        try:
            with explained(self.root, NOTHING_WRITTEN):
                made = make_folders(self.root, self.disk)
            with only_writer(self._lock, self.path, self.disk):
                found_folder(self.path, NOTHING_WRITTEN)
                transaction = Transaction(self.path, recover(self.path, self.disk))
                yield transaction
                transaction.commit(self.disk)
        finally:
            remove_if_empty(made, self.disk)

    @property
    def _lock(self) -> Path:
        return self.root / f".{self.name}.lock"

    def _recover_if_possible(self) -> None:
        if not found_folder(self.path, NOTHING_READ) or pending(self.path) is None:
            return
        # A writer that is at it, or a folder that may not be written, leaves the reader with what it can see through.
        with suppress(StoreError), only_writer(self._lock, self.path, self.disk):
            recover(self.path, self.disk)

    def _required(self, name: str) -> bytes:
        content = self.read_bytes(name)
        if content is None:
            raise unusable(self.path / name, "there is no such file; run `incident build` first")
        return content

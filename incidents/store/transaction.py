"""The changes of one write: collected first, made together."""

from pathlib import Path

from incidents.errors import StoreError
from incidents.store.creation import create
from incidents.store.file_name import ASIDE, checked, is_draft
from incidents.store.filesystem import Filesystem
from incidents.store.location import content_of, found_folder, hash_of, place
from incidents.store.recovery import told
from incidents.store.update import update
from incidents.store.wording import NOTHING_WRITTEN, unusable


class Transaction:
    """What `IncidentFolder.writing` gives: nothing is changed before its block ends, and nothing if the block raises.

    When somebody edits a file between its first reading or putting here and the end of the block, and the block was
    to change it, the whole write fails.
    """

    def __init__(self, folder: Path, notes: tuple[str, ...]) -> None:
        self.notes = notes
        """Sentences about drafts that were left alone because somebody edited them during a write."""
        self.changed: tuple[str, ...] = ()
        """The names that were put or removed, sorted; known when the block has ended."""
        self._folder = folder
        self._wanted: dict[str, bytes | None] = {}
        self._seen: dict[str, str | None] = {}

    def read_text(self, name: str) -> str | None:
        """The file as it stands, line ends included; None where there is none."""
        content = self._look(name)
        return None if content is None else decoded(content, self._folder / name)

    def read_bytes(self, name: str) -> bytes | None:
        """The file whatever it holds, for what is only compared; None where there is none."""
        return self._look(name)

    def put(self, name: str, content: bytes) -> None:
        """Let the file hold this; a file that holds it already is not touched."""
        self._look(name)
        self._wanted[name] = content

    def remove(self, name: str) -> None:
        """Let there be no such file, which may be so already."""
        self._look(name)
        self._wanted[name] = None

    def commit(self, disk: Filesystem) -> None:
        self._refuse_nested()
        # The text that an interrupted write left beside a draft is out of date with the draft's next text.
        for aside in [f"{name}{ASIDE}" for name in self._wanted if is_draft(name)]:
            if aside not in self._wanted:
                self.remove(aside)
        changes = {name: new for name, new in self._wanted.items() if hash_of(new) != self._seen[name]}
        if not changes:
            return
        if found_folder(self._folder, NOTHING_WRITTEN):
            left = update(self._folder, changes, self._seen, disk)
            self.notes += told(self._folder, left)
            self.changed = tuple(sorted(changes.keys() - set(left)))
        else:
            create(self._folder, {name: new for name, new in changes.items() if new is not None}, disk)
            self.changed = tuple(sorted(changes))

    def _look(self, name: str) -> bytes | None:
        try:
            path = place(self._folder, checked(name), NOTHING_WRITTEN)
        except ValueError as error:
            raise StoreError(f"{error}; {NOTHING_WRITTEN}") from error
        content = content_of(path, NOTHING_WRITTEN)
        self._seen.setdefault(name, hash_of(content))
        return content

    def _refuse_nested(self) -> None:
        files = {name for name, content in self._wanted.items() if content is not None}
        for name in sorted(files):
            folders = {str(parent) for parent in Path(name).parents}
            if folders & files:
                both = f"{min(folders & files)} and {name}"
                raise StoreError(f"{self._folder}: {both} cannot both be files; {NOTHING_WRITTEN}")


def decoded(content: bytes, path: Path) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise unusable(path, "it is not UTF-8; save it as UTF-8", line) from error

"""The record of a decided write: once it is there the write will be finished, by whoever opens the folder next."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError

from incidents.errors import StoreError
from incidents.model.record import Record, canonical
from incidents.store.file_name import checked, draft_of
from incidents.store.wording import NOTHING_READ, explained, first_fault

STAGING = ".writing"
"""The hidden folder, in the incident folder, that holds the new files and the journal until they are in place."""

JOURNAL = "journal.json"
_Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Change(Record):
    """One file to put or, where `new` is None, to remove; `old` is the hash of what it is to replace."""

    name: Annotated[str, AfterValidator(checked)]
    old: _Hash | None
    new: _Hash | None
    staged: Annotated[str, Field(pattern=r"^[0-9]+$")]


class Journal(Record):
    """All changes of one write; a draft stands before its merge base."""

    schema_version: Literal[1] = 1
    changes: tuple[Change, ...]

    def to_bytes(self) -> bytes:
        return f"{canonical(self.model_dump(mode='json'))}\n".encode()


def in_order(names: list[str]) -> list[str]:
    """Sorted, with each draft before its merge base: an edited draft decides for both."""
    return sorted(names, key=lambda name: (draft_of(name) or name, draft_of(name) is not None))


def pending(folder: Path) -> Journal | None:
    """The journal of an unfinished write; None where there is none."""
    staging = folder / STAGING
    path = staging / JOURNAL
    with explained(folder, NOTHING_READ):
        if staging.is_symlink() or path.is_symlink():
            return None
        try:
            content = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
    try:
        return Journal.model_validate_json(content)
    except ValidationError as error:
        raise damaged(folder, first_fault(error)) from error


def damaged(folder: Path, what: str) -> StoreError:
    return StoreError(
        f"{folder / STAGING}: the interrupted write it holds is damaged ({what}); remove this folder to keep the files "
        "as they stand; nothing was changed"
    )

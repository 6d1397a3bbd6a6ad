"""Reads an incident folder as it stands or, where a decided write is unfinished, as it will stand."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from incidents.errors import StoreError
from incidents.store.file_name import checked
from incidents.store.journal import STAGING, pending
from incidents.store.location import content_of, found_folder, place
from incidents.store.roll_forward import Need, needs
from incidents.store.wording import NOTHING_READ, explained


def read_bytes(folder: Path, name: str) -> bytes | None:
    """None where there is no such file or folder."""
    try:
        path = place(folder, checked(name), NOTHING_READ) if found_folder(folder, NOTHING_READ) else None
    except ValueError as error:
        raise StoreError(f"{error}; {NOTHING_READ}") from error
    if path is None:
        return None
    coming = _coming(folder)
    staged = coming.get(name)
    if name in coming and staged is None:
        return None
    # A writer may put the staged file in place at this very moment; then it is found there.
    content = content_of(staged, NOTHING_READ) if staged else None
    return content if content is not None else content_of(path, NOTHING_READ)


def names(folder: Path) -> tuple[str, ...]:
    """The files whose names the store would write, sorted; others, links and the staged ones are left out."""
    if not found_folder(folder, NOTHING_READ):
        return ()
    coming = _coming(folder)
    with explained(folder, NOTHING_READ):
        present = set(_present(folder))
    appearing = {name for name, staged in coming.items() if staged}
    return tuple(sorted((present | appearing) - (coming.keys() - appearing)))


def _coming(folder: Path) -> Mapping[str, Path | None]:
    """The staged files of an unfinished write that are still to be put in place, None for one that is to go."""
    journal = pending(folder)
    if journal is None:
        return {}
    found = needs(folder, journal)
    puts = {each.name: folder / STAGING / each.staged for each in journal.changes if found[each.name] is Need.PUT}
    return {**puts, **{name: None for name, need in found.items() if need is Need.REMOVE}}


def _present(folder: Path) -> Iterator[str]:
    for here, _, files in os.walk(folder, onerror=_raised):
        for file in files:
            path = Path(here) / file
            name = path.relative_to(folder).as_posix()
            if _may_be_put(name) and path.is_file() and not path.is_symlink():
                yield name


def _may_be_put(name: str) -> bool:
    try:
        checked(name)
    except ValueError:
        return False
    return True


def _raised(error: OSError) -> None:
    raise error

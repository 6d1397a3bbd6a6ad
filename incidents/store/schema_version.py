"""Which files this version can read: its own, older ones after migration, newer ones never."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from incidents.model.incident import SCHEMA_VERSION
from incidents.store.wording import unusable

Document = dict[str, Any]
Migration = Callable[[Document], Document]
"""Takes a whole document of one schema version to the next; the last of a tuple leads to the current version."""


def needed(stated: object, path: Path, migrations: tuple[Migration, ...]) -> tuple[Migration, ...]:
    """The migrations that lead from the stated version to the current one; raises StoreError where none do."""
    if not isinstance(stated, int) or isinstance(stated, bool):
        raise unusable(path, "it does not state its schema version; build the incident again")
    if stated > SCHEMA_VERSION:
        raise unusable(
            path,
            f"it was written by a newer version (schema version {stated}, this one reads up to {SCHEMA_VERSION}); "
            "upgrade staging-incident",
        )
    steps = SCHEMA_VERSION - stated
    if steps > len(migrations):
        raise unusable(
            path,
            f"it was written by a version that is too old (schema version {stated}, this one reads from "
            f"{SCHEMA_VERSION - len(migrations)}); build the incident again",
        )
    return migrations[len(migrations) - steps :]


def migrated(document: Document, steps: tuple[Migration, ...], path: Path) -> Document:
    try:
        for migrate in steps:
            document = migrate(document)
    except (LookupError, TypeError, AttributeError, ValueError) as error:
        # An older file that was edited by hand may lack what a migration takes for granted.
        raise unusable(
            path, "it could not be brought to the current schema version; build the incident again"
        ) from error
    return document

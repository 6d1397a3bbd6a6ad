"""incident.json: what the analysis concluded, written so that the same incident gives the same bytes."""

import json
from pathlib import Path

from pydantic import ValidationError

from incidents.model.incident import SCHEMA_VERSION, Incident
from incidents.store.schema_version import Migration, migrated, needed
from incidents.store.wording import NOTHING_READ, explained, first_fault, unusable

INCIDENT = "incident.json"
PREVIOUS = ".generated/previous-incident.json"
"""What incident.json held before a build last changed it."""
MIGRATIONS: tuple[Migration, ...] = ()


def to_bytes(incident: Incident) -> bytes:
    text = json.dumps(incident.model_dump(mode="json"), sort_keys=True, indent=1, ensure_ascii=False)
    return f"{text}\n".encode()


def from_bytes(content: bytes, path: Path, migrations: tuple[Migration, ...] = MIGRATIONS) -> Incident:
    """Read what `path` held; raises StoreError with the line or the field that cannot be used."""
    document = _parsed(content, path)
    steps = needed(document.get("schema_version"), path, migrations)
    if steps:
        document = {**migrated(document, steps, path), "schema_version": SCHEMA_VERSION}
    try:
        return Incident.model_validate(document)
    except ValidationError as error:
        raise unusable(path, f"{first_fault(error)}; run `incident render` to write it anew") from error


def read(path: Path) -> Incident:
    with explained(path, NOTHING_READ):
        content = path.read_bytes()
    return from_bytes(content, path)


def _parsed(content: bytes, path: Path) -> dict[str, object]:
    try:
        document = json.loads(content.decode("utf-8"))
    except json.JSONDecodeError as error:
        raise unusable(
            path, f"it is not JSON ({error.msg}); run `incident render` to write it anew", error.lineno
        ) from error
    except (ValueError, RecursionError) as error:
        raise unusable(path, "it is not JSON in UTF-8; run `incident render` to write it anew") from error
    if not isinstance(document, dict):
        raise unusable(path, "it holds no JSON object; run `incident render` to write it anew")
    return document

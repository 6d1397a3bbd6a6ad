"""evidence.jsonl: what was collected, one record a line, sealed so that a later edit is seen."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from incidents.errors import StoreError
from incidents.model.evidence import EVIDENCE
from incidents.model.incident import SCHEMA_VERSION
from incidents.model.record import canonical
from incidents.model.scope import Reading
from incidents.model.sealed import Collected, SealedEvidence
from incidents.store.schema_version import Document, Migration, migrated, needed
from incidents.store.wording import NOTHING_READ, NOTHING_WRITTEN, explained, first_fault, unusable

EVIDENCE_FILE = "evidence.jsonl"
MIGRATIONS: tuple[Migration, ...] = ()
"""Each takes and gives {"header": {...}, "readings": [...], "evidence": [...]}."""

_RESTORE = "restore the file or collect again with `incident build`"
_EDITED = f"it was changed after it was collected, its seal does not match; {_RESTORE}"
_LINE_KEYS = ("header", "reading", "evidence")

T = TypeVar("T")


def to_bytes(sealed: SealedEvidence) -> bytes:
    """JSON lines: the header with the seal of everything else, the readings by id, then the evidence by id."""
    readings = sorted(sealed.collected.readings, key=lambda each: each.id)
    evidence = sorted(sealed.collected.evidence, key=lambda each: each.id)
    repeated = _repeated([each.id for each in (*readings, *evidence)])
    if repeated:
        raise StoreError(f"two records share the id {repeated[1]}, so neither can be cited; {NOTHING_WRITTEN}")
    lines = [canonical({"reading": each.model_dump(mode="json")}) for each in readings]
    lines += [canonical({"evidence": each.model_dump(mode="json")}) for each in evidence]
    body = "".join(f"{line}\n" for line in lines).encode()
    header = {**sealed.model_dump(mode="json", exclude={"collected"}), "schema_version": SCHEMA_VERSION}
    first = canonical({"header": {**header, "seal": _seal(header, body)}})
    return f"{first}\n".encode() + body


def from_bytes(content: bytes, path: Path, migrations: tuple[Migration, ...] = MIGRATIONS) -> SealedEvidence:
    """Read what `path` held; raises StoreError with the line that cannot be used."""
    first, _, body = content.partition(b"\n")
    header = _line(first, path, 1).get("header")
    if not isinstance(header, dict):
        raise unusable(path, f"the first line holds no header; {_RESTORE}", 1)
    steps = needed(header.get("schema_version"), path, migrations)
    document = {"header": {key: header[key] for key in header if key != "seal"}, **_records(body, path)}
    intact = header.get("seal") == _seal(document["header"], body)
    if steps:
        if not intact:
            raise unusable(path, _EDITED)
        document = _lifted(document, steps, path)
    sealed = _validated(document, path)
    if not intact:
        raise unusable(path, _EDITED)
    return sealed


def read(path: Path) -> SealedEvidence:
    with explained(path, NOTHING_READ):
        content = path.read_bytes()
    return from_bytes(content, path)


def _seal(header: Document, body: bytes) -> str:
    return hashlib.sha256(canonical(header).encode("utf-8", "surrogatepass") + b"\n" + body).hexdigest()


def _line(line: bytes, path: Path, number: int) -> Document:
    try:
        found = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise unusable(path, f"it is not JSON in UTF-8; {_RESTORE}", number) from error
    if not isinstance(found, dict) or len(found) != 1 or next(iter(found)) not in _LINE_KEYS:
        raise unusable(path, f"it is no header, reading or evidence; {_RESTORE}", number)
    return found


def _records(body: bytes, path: Path) -> Document:
    """Readings and evidence in the order of their lines, which start with the second."""
    lines = body.split(b"\n")
    found: dict[str, list[Any]] = {"reading": [], "evidence": []}
    for number, line in enumerate(lines[:-1] if lines[-1] == b"" else lines, start=2):
        kind, value = next(iter(_line(line, path, number).items()))
        if kind == "header" or (kind == "reading" and found["evidence"]):
            raise unusable(path, f"a {kind} is out of place; {_RESTORE}", number)
        found[kind].append(value)
    return {"readings": found["reading"], "evidence": found["evidence"]}


def _lifted(document: Document, steps: tuple[Migration, ...], path: Path) -> Document:
    """The hashes are made anew: they covered the older shape, and the seal has vouched for the content."""
    document = migrated(document, steps, path)
    evidence = [{key: each[key] for key in each if key != "hash"} for each in document["evidence"]]
    return {**document, "header": {**document["header"], "schema_version": SCHEMA_VERSION}, "evidence": evidence}


def _validated(document: Document, path: Path) -> SealedEvidence:
    readings = tuple(
        _valid(Reading.model_validate, each, path, number) for number, each in enumerate(document["readings"], start=2)
    )
    evidence = tuple(
        _valid(EVIDENCE.validate_python, each, path, number)
        for number, each in enumerate(document["evidence"], start=2 + len(readings))
    )
    repeated = _repeated([each.id for each in (*readings, *evidence)])
    if repeated:
        index, found = repeated
        raise unusable(path, f"the id {found} is used twice; {_RESTORE}", index + 2)
    header = {key: document["header"][key] for key in document["header"] if key != "schema_version"}
    whole = {**header, "collected": Collected(readings=readings, evidence=evidence)}
    return _valid(SealedEvidence.model_validate, whole, path, 1)


def _valid(validate: Callable[[object], T], value: object, path: Path, number: int) -> T:
    try:
        return validate(value)
    except ValidationError as error:
        raise unusable(path, f"{first_fault(error)}; {_RESTORE}", number) from error


def _repeated(ids: list[str]) -> tuple[int, str] | None:
    """The place of the first id that was there before, and the id."""
    seen: set[str] = set()
    for index, each in enumerate(ids):
        if each in seen:
            return index, each
        seen.add(each)
    return None

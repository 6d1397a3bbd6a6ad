"""Reads files of `gcloud run … --format=json` and of the Cloud Run API, and tells revisions from services."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from collectors.cloud_run import api_v2
from collectors.cloud_run.foreign_json import Fields, fields, text, within

_MOST_BYTES = 256_000_000
_DEEPEST = 100
_KNATIVE = "serving.knative.dev/"
_REVISION_PATH = re.compile(r"projects/[^/]+/locations/[^/]+/services/[^/]+/revisions/[^/]+")
_SERVICE_PATH = re.compile(r"projects/[^/]+/locations/[^/]+/services/[^/]+")
_LISTS = ("items", "revisions", "services")

Kind = Literal["revision", "service", "other"]


@dataclass(frozen=True)
class Document:
    """One record of a file, in the shape of the v1 API whichever it was written in.

    `place` names it in its file. The record of an `other` document is left as it was.
    """

    kind: Kind
    place: str
    record: Fields


class UnreadableFileError(Exception):
    """The file holds no JSON that can be used; the message says why."""


def read_documents(path: Path) -> tuple[list[Document], str | None]:
    """The records of a file, and why it is not all there is, where the file says so itself.

    The file may hold an array, one object, an object around a list, or several of these one after the other.
    """
    values = list(_values(_content(path)))
    more = any(text(within(each, "nextPageToken")) or text(within(each, "metadata", "continue")) for each in values)
    records = [record for value in values for record in _unwrapped(value)]
    documents = [document_of(record, number) for number, record in enumerate(records)]
    return documents, "the file holds one page of a longer list" if more else None


def document_of(record: object, number: int) -> Document:
    """One record; `number` names it where it has no name."""
    found = fields(record)
    name = text(found.get("name")) or ""
    label = text(within(found, "metadata", "name")) or name.rsplit("/", 1)[-1] or str(number)
    if _REVISION_PATH.fullmatch(name):
        return Document("revision", label, api_v2.revision(found))
    if _SERVICE_PATH.fullmatch(name):
        return Document("service", label, api_v2.service(found))
    kinds: dict[object, Kind] = {"Revision": "revision", "Service": "service"}
    knative = (text(found.get("apiVersion")) or _KNATIVE).startswith(_KNATIVE)
    kind = found.get("kind")
    return Document(kinds.get(kind, "other") if knative and isinstance(kind, str) else "other", label, found)


def _content(path: Path) -> str:
    try:
        if not path.is_file():
            raise UnreadableFileError("it is no file")
        if path.stat().st_size > _MOST_BYTES:
            raise UnreadableFileError(f"it is larger than {_MOST_BYTES // 1_000_000} MB")
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(error.strerror or "it cannot be read") from error
    # PowerShell redirects in UTF-16 and some editors set a byte order mark.
    try:
        return raw.decode(json.detect_encoding(raw))
    except UnicodeDecodeError as error:
        raise UnreadableFileError(f"it is not {error.encoding}") from error


def _values(content: str) -> Iterator[object]:
    decoder = json.JSONDecoder()
    at = _next(content, 0)
    if at == len(content):
        raise UnreadableFileError("it is empty")
    while at < len(content):
        try:
            value, end = decoder.raw_decode(content, at)
        except RecursionError as error:
            raise UnreadableFileError("it is nested too deeply") from error
        except ValueError as error:
            raise UnreadableFileError(f"it is not JSON ({error})") from error
        yield _plain(value)
        at = _next(content, end)


def _plain(value: object, depth: int = 0) -> object:
    """The value with no half of a surrogate pair in its texts, which no file can be written with."""
    if depth > _DEEPEST:
        raise UnreadableFileError("it is nested too deeply")
    if isinstance(value, dict):
        return {_whole_text(key): _plain(each, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each, depth + 1) for each in value]
    return _whole_text(value) if isinstance(value, str) else value


def _whole_text(words: str) -> str:
    return words if words.isascii() else words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _next(content: str, at: int) -> int:
    """Where the next value starts."""
    while at < len(content) and content[at].isspace():
        at += 1
    return at


def _unwrapped(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    listed = next((fields(value)[key] for key in _LISTS if isinstance(fields(value).get(key), list)), None)
    return listed if isinstance(listed, list) else [value]

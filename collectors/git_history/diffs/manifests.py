"""What a file declares: its dependencies, where it is a manifest, and a digest of all that a program reads from it."""

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

from collectors.git_history.diffs.requirement_lines import instructions, requirement, requirements
from incidents.model.evidence import DependencyChange
from incidents.model.record import digest

MOST_BYTES = 400_000
_MOST_DOTS = 1000
_REQUIREMENTS = re.compile(r"(.*requirements.*|constraints.*)\.(txt|in)")
_NODE_GROUPS = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")
Kind = Literal["requirements", "pyproject", "package", "json", "toml"]
_Named = Iterator[tuple[str, str, str]]


@dataclass(frozen=True)
class Declared:
    """`content` is the same for two versions that differ in layout and comments alone.

    `dependencies` maps group and name to what is written for them. The group is empty for what is always installed.
    """

    content: str
    dependencies: Mapping[tuple[str, str], str]


def kind_of(path: str) -> Kind | None:
    """What the file at `path` is read as; None for one that is not read."""
    parts = PurePosixPath(path.lower()).parts
    name, folder = parts[-1] if parts else "", parts[-2] if len(parts) > 1 else ""
    if _REQUIREMENTS.fullmatch(name) or (folder == "requirements" and name.endswith((".txt", ".in"))):
        return "requirements"
    special: dict[str, Kind] = {"pyproject.toml": "pyproject", "package.json": "package"}
    suffixes: dict[str, Kind] = {"json": "json", "toml": "toml"}
    return special.get(name) or suffixes.get(PurePosixPath(name).suffix[1:])


def declared(content: bytes, kind: Kind) -> Declared | None:
    """None for what is too large or not in the form that its name promises."""
    if len(content) > MOST_BYTES:
        return None
    try:
        text = content.decode("utf-8-sig")
        if kind == "requirements":
            return Declared(digest(*instructions(text)), _grouped(("", *each) for each in requirements(text)))
        document = _toml(text) if kind in ("pyproject", "toml") else json.loads(text)
        named = _READERS[kind](document) if kind in _READERS and isinstance(document, dict) else ()
        return Declared(digest(repr(document)), _grouped(named))
    except (ValueError, RecursionError, MemoryError):
        return None


def dependency_changes(old: Declared | None, new: Declared | None) -> tuple[DependencyChange, ...]:
    """What differs, by group and name; a version that is not there had no dependencies."""
    before = old.dependencies if old else {}
    after = new.dependencies if new else {}
    differing = sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
    return tuple(
        DependencyChange(group=key[0], name=key[1], before=before.get(key), after=after.get(key)) for key in differing
    )


def _toml(text: str) -> dict[str, Any]:
    # The time that Python takes for a dotted key grows with the square of its parts.
    if any(line.count(".") > _MOST_DOTS for line in text.splitlines()):
        raise ValueError("a key of too many parts")
    return tomllib.loads(text)


def _grouped(found: Iterable[tuple[str, str, str]]) -> Mapping[tuple[str, str], str]:
    """One entry for each group and name; what is written several times, for other platforms, stands side by side."""
    entries: dict[tuple[str, str], list[str]] = {}
    for group, name, written in found:
        entries.setdefault((group, name), []).append(written)
    return {key: " | ".join(written) for key, written in entries.items()}


def _pyproject(document: dict[str, Any]) -> _Named:
    project, poetry = _table(document, "project"), _table(document, "tool", "poetry")
    yield from _listed("", project.get("dependencies"))
    yield from _listed("build-system", _table(document, "build-system").get("requires"))
    for prefix, groups in (
        ("optional-dependencies", _table(project, "optional-dependencies")),
        ("dependency-groups", _table(document, "dependency-groups")),
    ):
        for group, written in groups.items():
            yield from _listed(f"{prefix}.{group}", written)
    yield from _mapped("", poetry.get("dependencies"))
    yield from _mapped("group.dev", poetry.get("dev-dependencies"))
    for group, table in _table(poetry, "group").items():
        yield from _mapped(f"group.{group}", table.get("dependencies") if isinstance(table, dict) else None)


def _package(document: dict[str, Any]) -> _Named:
    for group in _NODE_GROUPS:
        yield from _mapped("" if group == "dependencies" else group, document.get(group))


_READERS: Mapping[str, Callable[[dict[str, Any]], _Named]] = {"pyproject": _pyproject, "package": _package}


def _table(document: dict[str, Any], *names: str) -> dict[str, Any]:
    for name in names:
        inner = document.get(name)
        document = inner if isinstance(inner, dict) else {}
    return document


def _listed(group: str, written: object) -> _Named:
    for each in written if isinstance(written, list) else ():
        found = requirement(each) if isinstance(each, str) else None
        if found is not None:
            yield (group, *found)


def _mapped(group: str, written: object) -> _Named:
    for name, version in written.items() if isinstance(written, dict) else ():
        yield group, name, version if isinstance(version, str) else json.dumps(version, default=str)

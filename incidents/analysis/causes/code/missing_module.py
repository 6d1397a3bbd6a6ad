"""A module or a dependency that cannot be imported, and that the change moved, deleted, dropped or began to import.

Claims: the failure names a module that cannot be found, and the change removed it, renamed it, dropped the dependency
that brings it, or added the import. Refuted by the module in the deployed tree under the name that was looked up.
"""

import re
from collections.abc import Sequence

from incidents.analysis.causes.ranking.named import changed_lines, whole
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange

NAME = "missing-module"
_MISSING = re.compile(
    r"No module named ['\"]?([\w.]+)|Cannot find module ['\"]([^'\"\n]+)|cannot load such file -- (\S+)|"
    r"cannot import name ['\"](\w+)['\"]|Class ['\"]([\w\\]+)['\"] not found|ClassNotFoundException: ([\w.]+)|"
    r"Could not load file or assembly ['\"]([\w.]+)"
)


def missing_modules(message: str) -> list[str]:
    """The names of what could not be imported, each once."""
    names = (next((each for each in match.groups() if each), "") for match in _MISSING.finditer(message))
    return list(dict.fromkeys(name.strip(".") for name in names if name.strip("./")))


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    missing = missing_modules(symptom.message)
    found = (_tie(change, module) for change in changes for module in missing)
    return [tie for tie in found if tie is not None]


def _tie(change: FileChange, module: str) -> Tie | None:
    how = f"importing `{module}` fails, because it is not where it is looked up"
    gone = change.old_path if change.status == "renamed" else change.path if change.status == "deleted" else None
    if gone and _is_file_of(gone, module):
        did = f"moves {gone} to {change.path}" if change.status == "renamed" else f"deletes {gone}"
        return Tie(NAME, 1.0, did, how, (change.id,), strong=True)
    for each in change.dependencies:
        if each.after is None and _brings(each.name, module):
            did = f"removes the dependency `{each.name}` from {change.path}"
            return Tie(NAME, 1.0, did, f"importing `{module}`, which it brings, fails", (change.id,), strong=True)
    last = re.split(r"[./\\]", module)[-1]
    if whole(module, changed_lines(change)) or whole(last, changed_lines(change)):
        return Tie(NAME, 0.7, f"changes lines that name `{last}` in {change.path}", how, (change.id,), strong=True)
    return None


def _is_file_of(path: str, module: str) -> bool:
    stem = re.sub(r"(/__init__|/index)?\.\w+$", "", path)
    wanted = re.sub(r"[.\\]", "/", module).strip("/") if "/" not in module else module.strip("./")
    return stem == wanted or stem.endswith(f"/{wanted}")


def _brings(dependency: str, module: str) -> bool:
    first = re.split(r"[./]", module)[0]
    return re.sub(r"[^a-z0-9]", "", dependency.lower()) == re.sub(r"[^a-z0-9]", "", first.lower())

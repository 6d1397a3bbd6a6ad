"""A module or a dependency that cannot be imported, and that the change moved, deleted, dropped or began to import.

Claims: the failure names a module that cannot be found, and the change removed it, renamed it, dropped the dependency
that brings it, or added the import. Refuted by the module in the deployed tree under the name that was looked up.
"""

import re
from collections.abc import Sequence

from incidents.analysis.causes.ranking.named import changed_lines, whole
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import DependencyChange, FileChange

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
        return Tie(NAME, 1.0, did, how, (change.id,), strong=True, about=module)
    for each in change.dependencies:
        if each.after is None and _brings(each.name, module):
            how = f"importing `{module}`, which it brings, fails"
            return Tie(NAME, 1.0, _removes(change, each), how, (change.id,), strong=True, about=module)
    last = re.split(r"[./\\]", module)[-1]
    if whole(module, changed_lines(change)) or whole(last, changed_lines(change)):
        did = f"changes lines that name `{last}` in {change.path}"
        return Tie(NAME, 0.7, did, how, (change.id,), strong=True, about=module)
    return None


def _removes(change: FileChange, gone: DependencyChange) -> str:
    """A group is installed only where it is asked for, so what is moved into one is gone for who does not ask."""
    groups = [each.group for each in change.dependencies if each.name == gone.name and each.group and each.after]
    if groups and not gone.group:
        return f"moves the dependency `{gone.name}` in {change.path} into the group `{groups[0]}`"
    return f"removes the dependency `{gone.name}` from {change.path}"


def _is_file_of(path: str, module: str) -> bool:
    stem = re.sub(r"(/__init__|/index)?\.\w+$", "", path)
    wanted = re.sub(r"[.\\]", "/", module).strip("/") if "/" not in module else module.strip("./")
    return stem == wanted or stem.endswith(f"/{wanted}")


def _brings(dependency: str, module: str) -> bool:
    first = re.split(r"[./]", module)[0]
    return re.sub(r"[^a-z0-9]", "", dependency.lower()) == re.sub(r"[^a-z0-9]", "", first.lower())
